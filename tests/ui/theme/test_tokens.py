"""The tokens of every theme are complete and can be read by people who see little."""

from __future__ import annotations

import colorsys
import dataclasses
import shutil
import tomllib
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from ui.theme.tokens import ThemeFault, Tokens, load
from workbench.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = resources() / "themes"
NAMES = ("light", "dark", "contrast")


def luminance(colour: str) -> float:
    def channel(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast as WCAG 2 has it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def fields(part: object) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in dataclasses.fields(part)}  # type: ignore[arg-type]


def text_pairs(tokens: Tokens) -> Iterator[tuple[str, str, str]]:
    words = {name: ink for name, ink in fields(tokens.text).items() if name not in {"on_accent", "disabled"}}
    surfaces = fields(tokens.surface) | {"accent_soft": tokens.accent.soft}
    for (word, ink), (surface, ground) in product(words.items(), surfaces.items()):
        yield f"{word} on {surface}", ink, ground
    for state in ("base", "hover", "pressed"):
        yield f"on_accent on {state}", tokens.text.on_accent, getattr(tokens.accent, state)
    pairs = fields(tokens.tone) | fields(tokens.mark) | fields(tokens.placeholder)
    for name, pair in pairs.items():
        yield f"{name} on its ground", pair.ink, pair.soft
        for surface in ("window", "list", "pane", "card", "raised", "field", "selection"):
            yield f"{name} on {surface}", pair.ink, getattr(tokens.surface, surface)


def mark_pairs(tokens: Tokens) -> Iterator[tuple[str, str, str]]:
    surfaces = fields(tokens.surface)
    for mark, (surface, ground) in product(fields(tokens.mark).items(), surfaces.items()):
        yield f"{mark[0]} on {surface}", mark[1].ink, ground
    for surface, ground in surfaces.items():
        yield f"focus on {surface}", tokens.accent.focus, ground
    for surface in ("window", "pane", "card", "raised", "field"):
        yield f"field edge on {surface}", tokens.line.field, getattr(tokens.surface, surface)
    for name, slot in fields(tokens.placeholder).items():
        yield f"edge of {name} on the field", slot.line, tokens.surface.field


@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_read_on_every_surface_it_lies_on(name: str) -> None:
    tokens = load(FOLDER, name)
    least = 7.0 if name == "contrast" else 4.5
    weak = {
        what: round(ratio(ink, ground), 2) for what, ink, ground in text_pairs(tokens) if ratio(ink, ground) < least
    }
    assert weak == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_and_the_focus_ring_can_be_seen(name: str) -> None:
    tokens = load(FOLDER, name)
    least = 7.0 if name == "contrast" else 3.0
    weak = {
        what: round(ratio(ink, ground), 2) for what, ink, ground in mark_pairs(tokens) if ratio(ink, ground) < least
    }
    assert weak == {}


def test_the_ratio_is_the_one_of_the_standard() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_file_has_no_key_that_nothing_reads(name: str) -> None:
    def strangers(table: dict[str, Any], part: object, path: str) -> Iterator[str]:
        known = fields(part)
        for key, value in table.items():
            if key not in known:
                yield f"{path}{key}"
            elif isinstance(value, dict):
                yield from strangers(value, known[key], f"{path}{key}.")

    for file in (f"{name}.toml", "shape.toml"):
        table = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))
        assert list(strangers(table, load(FOLDER, name), "")) == []


def test_the_four_marks_have_hues_that_are_told_apart() -> None:
    for name in NAMES:
        inks = [mark.ink for mark in fields(load(FOLDER, name).mark).values()]
        hues = sorted(_hue(ink) for ink in inks)
        gaps = [(after - before) % 360 for before, after in zip(hues, [*hues[1:], hues[0]], strict=True)]
        assert min(gaps) >= 30, (name, hues)


def _hue(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hsv(red, green, blue)[0] * 360


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('rail = "#e9edef"\n', "", "rail"),
        ('rail = "#e9edef"', 'rail = "grey"', "surface.rail"),
        ('rail = "#e9edef"', "rail = 7", "surface.rail"),
        ("dark = false", 'dark = "no"', "dark"),
    ],
)
def test_a_wrong_theme_file_is_refused_with_the_name_of_its_key(tmp_path: Path, old: str, new: str, word: str) -> None:
    folder = tmp_path / "themes"
    shutil.copytree(FOLDER, folder)
    file = folder / "light.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ThemeFault) as caught:
        load(folder, "light")
    assert word in caught.value.cure
    assert "light" in caught.value.title + caught.value.cure


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ThemeFault, match="shape.toml"):
        load(tmp_path, "light")
    shutil.copy(FOLDER / "shape.toml", tmp_path)
    (tmp_path / "light.toml").write_text("[surface", encoding="utf-8")
    with pytest.raises(ThemeFault, match="light.toml"):
        load(tmp_path, "light")


def test_the_high_contrast_theme_has_a_thicker_ring_than_the_shared_shape() -> None:
    assert load(FOLDER, "contrast").stroke.focus > load(FOLDER, "light").stroke.focus


def test_a_tone_is_found_by_its_name_and_an_unknown_one_is_neutral() -> None:
    tokens = load(FOLDER, "light")
    assert tokens.tone_named("danger") is tokens.tone.danger
    assert tokens.tone_named("false_hope") is tokens.mark.false_hope
    assert tokens.tone_named("no such") is tokens.tone.neutral


def test_gaps_lie_on_the_grid_of_four() -> None:
    space = fields(load(FOLDER, "light").space)
    assert space.pop("hair") == 2
    assert [gap % 4 for gap in space.values()] == [0] * len(space)

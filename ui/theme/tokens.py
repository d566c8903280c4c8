"""The design tokens: every colour and length of the window has one name here and a value per theme file.

Colours are ``#rrggbb`` text (give them to ``QColor``), lengths are pixels at 100 %, times are milliseconds.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, cast

import msgspec

from workbench.kernel.errors import WorkbenchError

if TYPE_CHECKING:
    from pathlib import Path

Colour = Annotated[str, msgspec.Meta(pattern="^#[0-9a-f]{6}$")]
Length = Annotated[int, msgspec.Meta(ge=1, le=64)]


class ThemeFault(WorkbenchError):
    """A theme file is missing, unreadable, or has a wrong or missing key; the cure names the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """Backgrounds: the parts of the window, states of a row, and the three kinds of message card."""

    window: Colour
    rail: Colour
    list: Colour
    pane: Colour
    card: Colour
    raised: Colour
    field: Colour
    hover: Colour
    pressed: Colour
    selection: Colour
    customer: Colour
    agent: Colour
    note: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Inks for words. ``faint`` is still readable (4.5:1); ``disabled`` alone is not held to that."""

    primary: Colour
    secondary: Colour
    faint: Colour
    disabled: Colour
    on_accent: Colour
    link: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``soft`` parts two areas; ``button`` edges what has a word; ``field`` what can be typed in (3:1).

    ``selected`` edges the selected row: seen only where the ground alone would not tell.
    """

    soft: Colour
    button: Colour
    selected: Colour
    field: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Accent:
    """The one accent: the primary act of a screen, and the focus ring."""

    base: Colour
    hover: Colour
    pressed: Colour
    soft: Colour
    focus: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """A meaning in colour: ``ink`` for its words, shape and underline; ``soft`` for the ground below them."""

    ink: Colour
    soft: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """What a chip or a notice can mean."""

    neutral: Tone
    accent: Tone
    success: Tone
    warning: Tone
    danger: Tone
    info: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The kinds of underline in a reply; each has an underline shape of its own besides its hue."""

    uncertain: Tone
    false_hope: Tone
    over_apology: Tone
    script: Tone
    fact: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Look of one placeholder pill."""

    ink: Colour
    soft: Colour
    line: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Placeholder pills: with a value, still to fill, and with a value that can't be right."""

    filled: Slot
    open: Slot
    wrong: Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Gaps in pixels, on a grid of four (``hair`` is half a step)."""

    hair: Length
    xs: Length
    s: Length
    m: Length
    l: Length  # noqa: E741 - a size, as on a shirt
    xl: Length
    xxl: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Radius:
    """Corner radii in pixels."""

    small: Length
    medium: Length
    large: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Widths in pixels of a dividing line, the focus ring and an underline."""

    line: Length
    focus: Length
    mark: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """Text sizes as factors of the base, the least base in points, line height, and characters per line."""

    least_points: float
    caption: float
    body: float
    title: float
    heading: float
    line_height: float
    measure: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """Milliseconds; nothing moves for longer than ``normal``."""

    short: int
    normal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme, complete."""

    name: str
    dark: bool
    surface: Surface
    text: Text
    line: Line
    accent: Accent
    tone: Tones
    mark: Marks
    placeholder: Slots
    space: Space
    radius: Radius
    stroke: Stroke
    type: Type
    motion: Motion

    def tone_named(self, name: str) -> Tone:
        """The tone called ``name``: one of ``Tones`` or ``Marks``; neutral when there is none."""
        found = getattr(self.tone, name, None) or getattr(self.mark, name, None)
        return cast("Tone", found or self.tone.neutral)


def load(folder: Path, name: str) -> Tokens:
    """Read theme ``name`` of ``folder``, laid over ``shape.toml``. ``ThemeFault`` names the key."""
    table = _over(_read(folder / "shape.toml"), _read(folder / f"{name}.toml"))
    try:
        return msgspec.convert(table, Tokens)
    except msgspec.ValidationError as fault:
        raise ThemeFault(f"The theme {name} cannot be used.", f"In {name}.toml: {fault}.") from fault


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ThemeFault("A theme file cannot be read.", f"{file.name}: {fault}.") from fault


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = _over(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged

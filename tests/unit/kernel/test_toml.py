"""TOML of others is read as it is meant, and nothing in it takes long or breaks who reads it."""

from __future__ import annotations

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.toml import read_toml


@pytest.mark.parametrize(
    "text",
    [
        'a.b.\'c d\'."e\\"f" = 1\n[x.y]\nz = [1, {q = 2.5}]\n',
        f"text = '{'so on ... ' * 2000}'\n",
        f"cue = '{'. '.join(['word'] * 90)}'\n",
        "most = 9223372036854775807\n",
        "",
    ],
)
def test_it_reads_what_the_library_reads(text: str) -> None:
    assert read_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 400_000 + " = 1",
        "[" + '"a" . ' * 200_000 + "b]\n",
        "ok = 1\nt = { " + "'a'." * 200_000 + "b = 1 }",
        "a = " + "[" * 200_000,
        "a = " + "{a = " * 100_000,
        "a = " + "9" * 900_000,
        "a = 0x" + "f" * 900_000,
        "a = [[{b = -0o" + "7" * 9_000 + "}]]",
        "a" * 900_000,
        '"' * 900_000,
        "a = 'b" + " . " * 300_000,
        "a. " * 9 + " " * 900_000,
    ],
    ids=lambda text: text[:12],
)
def test_nothing_takes_long_or_breaks(text: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(ValueError):
        read_toml(text)
    assert time.perf_counter() - begin < 2


def test_the_line_is_told_where_it_is_known() -> None:
    with pytest.raises(ValueError, match=r"at line 3, "):
        read_toml("x = 1\n\n" + "a." * 140 + "b = 1\n")


@given(st.text(alphabet="a.'\"=[]{} \n\\1,#\u00e9", max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        expected: object = tomllib.loads(text)
    except ValueError:
        with pytest.raises(ValueError):
            read_toml(text)
        return
    assert read_toml(text) == expected

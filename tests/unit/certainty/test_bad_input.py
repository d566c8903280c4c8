from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.certainty.strange import CUES, LANGUAGES, PIECES, must_hold, texts
from workbench.certainty import check
from workbench.certainty.mask import lower, mask


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_any_text_is_checked_and_places_hold(language: str, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    assert len(mask(text)) == len(lower(mask(text))) == len(text)
    must_hold(text, check(text, language))


STRANGE = ["İ" * 9, "e\u0301\u0301", "שלום ", "\u202e", "\0", "👨\u200d👩\u200d👧", "\ud83d", "\udc00 ", "\U0010ffff"]


@pytest.mark.parametrize("strange", STRANGE, ids=ascii)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cue_is_found_next_to_what_is_strange(language: str, strange: str) -> None:
    text = f"{strange}. {CUES[language][0]}. {strange}"
    findings = check(text, language)
    assert findings
    must_hold(text, findings)


UNITS = [
    *PIECES,
    "a",
    "İ ",
    "a_b,",
    "a.b.",
    "a/",
    "<a ",
    "<code>x",
    '"a\n',
    "'a ",
    "“a",
    "@a.",
    "://",
    "about:a",
    "\n> a",
]
UNITS += [
    "- ",
    "1.",
    "e.g.",
    "A. ",
    "z. B. ",
    "(",
    "\n```\na",
    '"\n```',
    "\n---",
    " \n",
    '\n-----Original Message-----\n"',
]
UNITS += [cue + " " for cues in CUES.values() for cue in cues]


@pytest.mark.parametrize("unit", dict.fromkeys(UNITS), ids=ascii)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Counted in calls, for time cannot be relied on; ``python3 run.py bench checker`` has the time."""

    def steps(text: str) -> int:
        count = 0

        def tick(_frame: object, event: str, _arg: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(tick)
        try:
            check(text, "en")
        finally:
            sys.setprofile(None)
        return count

    check(f"It should now be fixed. {unit}", "en")
    small, large = (steps("It should now be fixed. " + unit * (size // len(unit))) for size in (20_000, 40_000))
    assert large < 2.3 * small + 100


def test_a_long_line_of_strange_things_comes_back() -> None:
    text = ("It should now be fixed " + "".join(PIECES).replace("\n", " ")) * 200
    must_hold(text, check(text))

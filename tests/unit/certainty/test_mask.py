from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.certainty.mask import MASKED, lower, mask


@pytest.mark.parametrize(
    "text",
    [
        'You wrote "it should work", and so it does.',
        "You wrote “it should work”, and so it does.",
        "Click 'This should be on' and save.",
        "> it should work",
        "&gt; it should work",
        "Set `should_retry` to off.",
        "```\nit should work\n```\nDone.",
        "~~~\nit should work",
        "<code>it should work</code>",
        "See https://example.com/why-should-it for more.",
        "Write to should@example.com today.",
        "Dear {{should}}, hello.",
        "Open should.cfg in an editor.",
        "Open example.org/should/it now.",
        "Hello\n-----Original Message-----\nit should work",
        '<a title="it should">here</a>',
        "Sie schrieben: »it should work« und gingen.",
        "Sie schrieben: ‚it should work‘ und gingen.",
        'Sie schrieben: „it should work" und gingen.',
        "Vous écriviez : « it should work » hier.",
        "Hallo\n-----Ursprüngliche Nachricht-----\nit should work",
        "Bonjour\n----- Message d'origine -----\nit should work",
        "Click **It should work** and save.",
        "Then tap on the *Should sync* switch.",
        "Klicken Sie auf __Should sync__ und speichern Sie.",
        "It is done.\n\n-- \nRobin, who should be here tomorrow",
        "It is done.\n--\nRobin\nWhat should work, works",
    ],
)
def test_what_is_not_the_agents_prose_cannot_be_read(text: str) -> None:
    assert "should" not in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "It should work.",
        "It *should* work, and _should_ stay.",
        "Don't worry, it should work; it's the users' choice.",
        'A lone " mark: it should work.',
        "If 3 < 4 it should work.",
        "```\ncode\n```\nIt should work.",
        "»Alt« it should »neu« und weiter",
        "« Ici » it should « là »",
        "C'est l'option, it should work, j'ai vu.",
        "Click Save, and it **should** work.",
        "Click it: this *should be* there.",
        "A pause -- and it should work.",
        "First.\n--\n" + "A line that goes on.\n" * 12 + "It should work.",
    ],
)
def test_the_agents_prose_stays_readable(text: str) -> None:
    assert "should" in mask(text)


def test_a_quotation_may_run_over_a_line_but_not_over_a_paragraph() -> None:
    assert "should" not in mask('You wrote "it\nshould work" to me.')
    assert "should" in mask('A 5" pipe\n\nIt should fit a 6" one.')


def test_line_breaks_stay_inside_what_is_hidden() -> None:
    assert mask("```\na\n```") == f"{MASKED * 3}\n{MASKED}\n{MASKED * 3}"


def test_emphasis_becomes_space_and_apostrophes_plain() -> None:
    assert mask("It **should** work, shouldn’t it") == "It   should   work, shouldn't it"


@given(st.text(st.sampled_from("ab \"“”‘’'`<>@./_*{}\n-İ🎉é\0")))
def test_masking_keeps_every_place(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert masked.count("\n") == text.count("\n")
    kept = str.maketrans("’*_", "'  ")
    assert all(new in (MASKED, old, old.translate(kept)) for old, new in zip(text, masked, strict=True))


@given(st.text())
def test_lower_case_keeps_the_length(text: str) -> None:
    assert len(lower(text)) == len(text)


def test_a_capital_with_two_small_code_points_is_kept() -> None:
    assert lower("İT SHOULD") == "İt should"

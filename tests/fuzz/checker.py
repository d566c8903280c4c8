"""Any text in any of our languages: no exception, places that hold, the same findings after an edit as of the whole."""

from __future__ import annotations

import time

import atheris

with atheris.instrument_imports(include=["workbench.certainty"]):
    from tests.unit.certainty.strange import CUES, LANGUAGES, PIECES, must_hold
    from workbench.certainty import checker_for
    from workbench.certainty.incremental import Rechecker
    from workbench.certainty.mask import lower, mask

_LONG = 3_000  # code points of a text that says the same again and again
_LONGEST_S = 2.0  # of the thread's own time; the slowest known takes 0.05
_CHECKERS = [(language, checker) for language in LANGUAGES if (checker := checker_for(language))]


def run(arguments: list[str]) -> None:
    """Try texts as ``arguments`` of libFuzzer say; does not come back."""
    atheris.Setup(arguments, try_one)
    atheris.Fuzz()


def try_one(raw: bytes) -> None:
    given = atheris.FuzzedDataProvider(raw)
    language, checker = _CHECKERS[given.ConsumeIntInRange(0, len(_CHECKERS) - 1)]
    again, text = Rechecker(), _text(given, language)
    if given.ConsumeIntInRange(0, 255) == 77 and text:
        text *= _LONG // len(text)
    started = time.thread_time()
    findings = again.check(checker, text)
    assert time.thread_time() - started < _LONGEST_S
    must_hold(text, findings)
    assert len(mask(text)) == len(lower(text)) == len(text)
    at, removed = given.ConsumeIntInRange(0, len(text)), given.ConsumeIntInRange(0, 20)
    edited = text[:at] + _text(given, language, most=2) + text[at + removed :]
    assert again.check(checker, edited) == checker.check(edited)


def _text(given: atheris.FuzzedDataProvider, language: str, most: int = 40) -> str:
    """Pieces that the parts of the checker look for, cues, and any characters at all."""
    pieces = (*PIECES, *CUES[language])
    parts: list[str] = []
    while given.remaining_bytes() > 4 and len(parts) < most:
        which = given.ConsumeIntInRange(0, len(pieces) + 20)
        parts.append(pieces[which] if which < len(pieces) else given.ConsumeUnicode(which - len(pieces) + 1))
    return "".join(parts)

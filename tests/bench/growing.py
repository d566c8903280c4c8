"""How the checker's time grows with a text that wants to make it slow: twice the text, twice the time."""

from __future__ import annotations

import time

from tests.unit.certainty.strange import CUES, LANGUAGES
from workbench.certainty import checker_for

SIZE = 1_000_000  # code points, in one line where there is no line break in what is said again and again
GOAL = 2.6
UNITS = (
    [
        "a",
        "a ",
        "İ ",
        "🎉",
        "e\u0301",
        "ש ",
        "\0",
        "\ud83d",
        ".",
        "...",
        "? ",
        "\n",
        "\n\n",
        " \n",
        "- ",
        "\n- ",
        "1.",
        "A. ",
    ]
    + [
        "e.g. ",
        "z. B. ",
        "(",
        ",",
        "'",
        "'a ",
        "don't ",
        '"',
        '"a\n',
        "“a",
        "«",
        "„a",
        "‘a",
        "`",
        "`a",
        "\n```\n",
        '"\n```',
        "\n~~~a",
    ]
    + [
        "<",
        "<a ",
        "<code>",
        "<code>x</pre>",
        "</",
        "{{",
        "{{a",
        "@",
        "a@",
        "a@b.",
        "@a.",
        "://",
        "a://",
        "www.",
        "about:",
        "_",
        "a_",
    ]
    + [
        "a_b,",
        "a.b",
        "a.b.",
        "a.b ",
        "a/",
        "a.com/",
        ".x",
        "*",
        "**a",
        "\n>",
        "\n> a",
        "&gt;",
        "---",
        "\n---",
        '\n-----Original Message-----\n"',
    ]
)


def measure() -> dict[str, object]:
    """The thread's own time for a text of a million code points, and the ratio to that for two millions."""
    figures: dict[str, object] = {}
    for language in LANGUAGES:
        units = [*UNITS, "should ", "maybe,"] if language == "en" else ["a ", "a.b", "1. "]
        times = {
            unit: taken(language, unit) for unit in [*units, *(f"{cue}. " for cue in CUES[language]), *CUES[language]]
        }
        slowest = max(times, key=lambda unit: times[unit][1])
        # what is done in no time has no ratio worth the name
        ratios = {unit: twice / once for unit, (once, twice) in times.items() if once > 0.02}
        worst = max(ratios, key=lambda unit: ratios[unit])
        figures[f"{language}: 2 MB against 1 MB (goal ≤ {GOAL})"] = {
            "worst": round(ratios[worst], 2),
            "of": ascii(worst),
        }
        figures[f"{language}: slowest 2 MB, s of CPU"] = {"s": round(times[slowest][1], 2), "of": ascii(slowest)}
    return figures


def taken(language: str, unit: str) -> tuple[float, float]:
    """Seconds for SIZE and for twice as much; the better of two where it is soon over, for the machine is not ours alone."""
    checker = checker_for(language)
    assert checker is not None
    best = []
    for size in (SIZE, 2 * SIZE):
        text, times = unit * (size // len(unit)), []
        for _ in range(2):
            started = time.thread_time()
            checker.check(text)
            times.append(time.thread_time() - started)
            if times[0] > 1:
                break
        best.append(min(times))
    return best[0], best[1]

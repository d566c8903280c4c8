"""One way of measuring for everybody that is written in Python; ``peers.mjs`` does the same in JavaScript."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Check = Callable[[str], int]  # the number of findings
LONGEST_S = 20.0  # of CPU for one figure; who is slower is measured on part of the texts
WARM = 40


def main(contestants: dict[str, Callable[[], tuple[Check, Check]]]) -> None:
    """``contest.py NAME CORPUS``: print the figures of one contestant as JSON.

    A contestant makes two checks: of a text that it has not seen, and of a text that is being written.
    """
    name, file = sys.argv[1:]
    corpus = json.loads(Path(file).read_text("utf-8"))
    started, cpu = time.perf_counter(), time.process_time()
    check, again = contestants[name]()
    found = check(corpus["replies"][-1])
    setup = {"wall_ms": _ms(time.perf_counter() - started), "cpu_ms": _ms(time.process_time() - cpu)}
    print(json.dumps({"setup": setup, "found_in_last": found, **figures(check, again, corpus)}))


def figures(check: Check, again: Check, corpus: dict[str, list[str]]) -> dict[str, Any]:
    """Milliseconds for a reply and for an edit, and MB/s of each corpus; the wall's and the process's own."""
    replies = corpus["replies"]
    for reply in replies[-WARM:]:
        check(reply)
    return {
        "reply": spread(_limited(lambda text: _timed(check, text), replies)),
        "edit": spread(_limited(lambda pair: _edit(again, *pair), list(zip(replies, corpus["edited"], strict=False)))),
        "replies": _speed(check, replies),
        "dense": _speed(check, corpus["dense"]),
    }


def _edit(again: Check, before: str, after: str) -> tuple[float, float]:
    again(before)
    return _timed(again, after)


def _timed(check: Check, text: str) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    check(text)
    return time.perf_counter() - wall, time.process_time() - cpu


def _limited(measure: Callable[[Any], tuple[float, float]], things: Sequence[Any]) -> list[tuple[float, float]]:
    times: list[tuple[float, float]] = []
    for thing in things:
        times.append(measure(thing))
        if sum(cpu for _, cpu in times[-1:]) and sum(cpu for _, cpu in times) > LONGEST_S:
            break
    return times


def _speed(check: Check, texts: list[str]) -> dict[str, float]:
    times = _limited(lambda text: _timed(check, text), texts)
    size = sum(len(text.encode()) for text in texts[: len(times)]) / 1e6
    wall, cpu = (sum(column) for column in zip(*times, strict=True))
    return {"MB": round(size, 3), "wall_MB_s": round(size / wall, 3), "cpu_MB_s": round(size / cpu, 3)}


def spread(times: list[tuple[float, float]]) -> dict[str, float]:
    """p50 and p95 in milliseconds."""
    figures: dict[str, float] = {"n": len(times)}
    for name, column in zip(("wall", "cpu"), zip(*times, strict=True), strict=True):
        ordered = sorted(column)
        for part in (50, 95):
            figures[f"{name}_p{part}_ms"] = _ms(ordered[min(len(ordered) - 1, len(ordered) * part // 100)])
    return figures


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)

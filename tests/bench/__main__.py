"""``python3 run.py bench [--json FILE] [NAME ...]``: measure, and print each figure beside its goal."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    briefs,
    calm,
    crashing,
    entries,
    growing,
    memory,
    palette,
    rooms,
    sets,
    starting,
    syncing,
    topics,
    typing_,
    words,
)

Measure = Callable[[], dict[str, object]]

MEASURES: dict[str, Measure] = {
    "start": starting.measure,
    "memory": memory.measure,
    "typing": typing_.measure_typing,
    "switching": typing_.measure_switching,
    "checker": words.measure_checker,
    "growth": growing.measure,
    "search": words.measure_search,
    "palette": palette.measure,
    "topics": topics.measure,
    "briefs": briefs.measure,
    "entries": entries.measure,
    "rooms": rooms.measure,
    "sets": sets.measure,
    "sync": syncing.measure,
    "calm": calm.measure,
    "crashes": crashing.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(MEASURES)} (default: all)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures in FILE")
    arguments = parser.parse_args()
    figures: dict[str, dict[str, object]] = {}
    for name in arguments.names or MEASURES:
        started = time.monotonic()
        figures[name] = MEASURES[name]()
        print(f"\n{name}  ({time.monotonic() - started:.0f} s)")
        for what, value in figures[name].items():
            print(f"  {what:<46} {value}")
        sys.stdout.flush()
        if arguments.json:
            arguments.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python3 run.py fuzz [--seconds N] NAME``: look for texts on which something breaks.

Ends with the number of texts that were tried. A text on which something broke is kept in ``build/fuzz/found``, and is
tried again with ``--again FILE``.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

NAMES = ("checker",)
FOUND, CORPUS = Path("build/fuzz/found"), Path("build/fuzz/corpus")


def main() -> None:
    parser = argparse.ArgumentParser(prog="run.py fuzz")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--seconds", type=int, default=300, metavar="N", help="how long (default: 300)")
    parser.add_argument("--again", type=Path, metavar="FILE", help="try this one text")
    arguments = parser.parse_args()
    corpus = CORPUS / arguments.name
    for folder in (FOUND, corpus):
        folder.mkdir(parents=True, exist_ok=True)
    looking = [f"-max_total_time={arguments.seconds}", str(corpus)]
    always = ["-max_len=400", "-len_control=0", "-timeout=20", "-print_final_stats=1", f"-artifact_prefix={FOUND}/"]
    importlib.import_module(f"tests.fuzz.{arguments.name}").run(
        [sys.argv[0], *always, *([str(arguments.again)] if arguments.again else looking)]
    )


if __name__ == "__main__":
    main()

"""``python3 benchmarks/checker [--alone] [--json FILE]``: our checker beside its peers, one after the other in one run.

The peers live in a folder of their own, ``build/peers``, which is made from the lists beside this file: Python's with
hashes, JavaScript's with the versions and digests of its lock. ``--alone`` measures ours only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

import run as project  # noqa: E402  # the project's own run.py
from benchmarks.checker.corpus import corpus  # noqa: E402

PEERS = ROOT / "build" / "peers"
PYTHON = PEERS / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LISTS = ("requirements.txt", "package.json", "package-lock.json")
CONTESTANTS = {
    "ours": "Support Workbench",
    "write_good": "write-good",
    "write_good_weasel": "write-good, weasel words alone",
    "retext_intensify": "retext-intensify",
    "proselint": "proselint",
    "proselint_hedging": "proselint, hedging alone",
    "harper": "Harper",
    "harper_hedging": "Harper, hedging alone",
}
IN_NODE = ("write_good", "write_good_weasel", "retext_intensify")
GOALS = "Goals for ours: a reply of 200 words ≤ 2 ms, an edit ≤ 0.5 ms p50 and ≤ 2 ms p95, ≥ 3 MB/s on one core."


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 benchmarks/checker", description=__doc__.partition("\n\n")[2])
    parser.add_argument("--alone", action="store_true", help="ours only; nothing is installed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures in FILE")
    arguments = parser.parse_args()
    project.ready(dev=False)
    if not arguments.alone:
        set_up()
    texts = PEERS / "corpus.json"
    texts.parent.mkdir(parents=True, exist_ok=True)
    texts.write_text(json.dumps(corpus()), "utf-8")
    figures: dict[str, Any] = {}
    print("                                  ─ a reply, ms ──────── ─ an edit, ms ──────── ─ MB/s of CPU ─ ─ ready ─")
    print("wall | CPU                        p50           p95      p50           p95      replies   dense CPU, ms")
    for name in ["ours"] if arguments.alone else CONTESTANTS:
        figures[name] = figures_of(name, texts)
        print(line(name, figures[name]), flush=True)
    print(GOALS)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


def set_up() -> None:
    """Install the peers, unless they are there as the lists say."""
    wanted = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in LISTS)).hexdigest()
    stamp = PEERS / "made-from"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise SystemExit("Peers written in JavaScript need Node. Install it, or measure ours with --alone.")
    print("Setting up the peers: this happens once.", flush=True)
    shutil.rmtree(PEERS, ignore_errors=True)
    venv.create(PEERS / "venv", with_pip=True)
    for name in LISTS[1:]:
        shutil.copy(HERE / name, PEERS)
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "install",
        "--require-hashes",
        "--no-deps",
    ]
    subprocess.run([*pip, "-r", str(HERE / LISTS[0])], check=True)
    subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], check=True, cwd=PEERS)
    stamp.write_text(wanted)


def figures_of(name: str, texts: Path) -> dict[str, Any]:
    """What a contestant says of itself, measured in a process of its own."""
    environment = dict(os.environ)
    if name == "ours":
        command = [str(project.PYTHON), "-m", "benchmarks.checker.ours", name]
        environment["PYTHONPATH"] = str(ROOT)
    elif name in IN_NODE:  # beside its packages, where Node looks for them
        command = ["node", shutil.copy(HERE / "peers.mjs", PEERS), name]
    else:
        command = [str(PYTHON), str(HERE / "peers.py"), name]
    done = subprocess.run([*command, str(texts)], check=True, capture_output=True, text=True, env=environment)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def line(name: str, figures: dict[str, Any]) -> str:
    parts = [f"{CONTESTANTS[name]:<32}"]
    for what in ("reply", "edit"):
        for part in ("p50", "p95"):
            both = f"{figures[what][f'wall_{part}_ms']:.2f} | {figures[what][f'cpu_{part}_ms']:.2f}"
            parts.append(f"{both:<13}")
    parts += [f"{figures[each]['cpu_MB_s']:>7}" for each in ("replies", "dense")]
    return " ".join([*parts, f"{figures['setup']['cpu_ms']:>8.0f}"])


if __name__ == "__main__":
    sys.exit(main())

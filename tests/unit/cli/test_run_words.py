"""``run.py`` hands each word to the program that knows it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_py", ROOT / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("words", "program"),
    [
        (["cli", "palette"], "ui"),
        (["cli", "--data-dir", "/tmp/x", "palette"], "ui"),
        (["cli", "search", "refund"], "workbench"),
        (["palette"], "ui"),
    ],
)
def test_palette_is_known_wherever_it_is_asked_for(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, words: list[str], program: str
) -> None:
    became: list[list[str]] = []
    monkeypatch.setattr(run, "ready", lambda dev: None)
    monkeypatch.setattr(run, "become", lambda command: became.append(command) or 0)
    assert run.main(words) == 0
    (command,) = became
    assert command[3:] == [program, *[word for word in words if word != "cli"]]

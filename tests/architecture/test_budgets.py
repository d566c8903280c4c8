"""Size is a smell that can be measured. The tidy third of programs of this kind keeps these bounds without a rule."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "workbench").rglob("*.py"), *(ROOT / "ui").rglob("*.py"), ROOT / "run.py"])
MODULE, CLASS, FUNCTION, INIT, WINDOW = 400, 300, 50, 40, 250


def lines(node: ast.AST) -> int:
    return (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_module_is_one_room(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("\n") <= (WINDOW if file.name == "main_window.py" else MODULE)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            assert lines(node) <= CLASS, node.name
        elif isinstance(node, ast.FunctionDef):
            assert lines(node) <= (INIT if node.name == "__init__" else FUNCTION), node.name


def test_most_rooms_are_small() -> None:
    sizes = sorted(file.read_text("utf-8").count("\n") for file in FILES)
    assert sizes[len(sizes) // 2] <= 130


def test_every_module_says_why_it_exists() -> None:
    silent = [
        file.relative_to(ROOT).as_posix() for file in FILES if not ast.get_docstring(ast.parse(file.read_text("utf-8")))
    ]
    assert silent == []

"""An export says how far it is, can be stopped, and says in place why it could not be written."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.library import exporting
from ui.panes.library.exporting import ExportLine
from workbench.exchange.export.writing import ExportFormat


@pytest.fixture
def line(parts: Parts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ExportLine:
    monkeypatch.setattr(exporting, "_SOON_MS", 0)
    made = ExportLine(parts)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def held(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The export waits in its midst until it is set."""
    go, imports = threading.Event(), type(parts.workbench.imports)
    real = imports.export

    def slow(self: object, *given: object, progress: Callable[[int, int], bool], **more: object) -> int:
        def tell(done: int, whole: int) -> bool:
            go.wait(10)
            return progress(done, whole)

        progress(3, 9)
        return real(self, *given, progress=tell, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(imports, "export", slow)
    return go


def test_it_is_written_where_was_asked(
    line: ExportLine, parts: Parts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = (str(tmp_path / "mine"), "JSON, complete (*.json)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked)
    line.ask()
    qtbot.waitUntil(lambda: bool(parts.notices.said))  # type: ignore[attr-defined]
    count = len(json.loads((tmp_path / "mine.json").read_text())["snippets"])
    assert parts.notices.said[-1][0] == f"{count} snippets saved in “mine.json”."  # type: ignore[attr-defined]


def test_it_says_how_far_it_is_and_goes_when_it_is_done(
    line: ExportLine, parts: Parts, qtbot: QtBot, tmp_path: Path, held: threading.Event
) -> None:
    line.write(ExportFormat.CSV, tmp_path / "a.csv")
    qtbot.waitUntil(lambda: line.bar.isVisible() and (line.bar.value(), line.bar.maximum()) == (3, 9))
    held.set()
    qtbot.waitUntil(lambda: not line.bar.isVisible())
    assert (tmp_path / "a.csv").is_file()


def test_who_stops_it_has_nothing_written(
    line: ExportLine, qtbot: QtBot, tmp_path: Path, held: threading.Event
) -> None:
    line.write(ExportFormat.MARKDOWN, tmp_path / "pack")
    qtbot.waitUntil(line.stop_button.isVisible)
    line.stop_button.click()
    held.set()
    qtbot.waitUntil(line.notice.isVisible)
    assert line.notice.text() == "The export was stopped. Nothing was written."
    assert [each.name for each in tmp_path.iterdir()] == ["home"]


def test_why_it_could_not_be_written_is_said_in_place(line: ExportLine, qtbot: QtBot, tmp_path: Path) -> None:
    line.write(ExportFormat.JSON, tmp_path / "none" / "a.json")
    qtbot.waitUntil(line.notice.isVisible)
    assert "could not be written" in line.notice.text()
    assert not line.bar.isVisible()
    line.write(ExportFormat.JSON, tmp_path / "a.json")
    assert not line.notice.isVisible()


def test_an_export_ends_with_the_window(
    line: ExportLine, parts: Parts, qtbot: QtBot, tmp_path: Path, held: threading.Event
) -> None:
    line.write(ExportFormat.CSV, tmp_path / "a.csv")
    qtbot.waitUntil(line.bar.isVisible)
    threading.Timer(0.1, held.set).start()
    assert parts.runner.shutdown()
    assert not (tmp_path / "a.csv").exists()

"""What is kept is taken along, brought in and erased in place, without a box that asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.panes.feedback.test_entries import capture
from ui.commands.parts import Parts
from ui.panes.feedback.entries.section import EntriesSection
from workbench.feedback.model import Entry, FeedbackKind
from workbench.feedback.yours import lines


@pytest.fixture
def entries(parts: Parts) -> list[Entry]:
    return [capture(parts.workbench, at, FeedbackKind.BUG) for at in range(3)]


@pytest.fixture
def pane(parts: Parts, entries: list[Entry], qtbot: QtBot) -> EntriesSection:
    made = EntriesSection(parts)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: made.rows.rowCount() == len(entries))
    return made


def choose(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    for asks in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, asks, lambda *_: (str(file), ""))


@pytest.mark.parametrize(
    ("at", "name", "holds"), [(0, "a.jsonl", "verbatim"), (1, "a.csv", "verbatim"), (2, "a.csv", "title")]
)
def test_each_choice_is_written_to_its_file(
    pane: EntriesSection, parts: Parts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    at: int, name: str, holds: str,
) -> None:  # fmt: skip
    choose(monkeypatch, tmp_path / name)
    pane.export_button.click()
    pane.carrying.what.setCurrentIndex(at)
    assert pane.carrying.names.isVisible() == (at == 1)
    pane.carrying.export_button.click()
    qtbot.waitUntil(lambda: not pane.carrying.isVisible())
    assert name in parts.notices.said[-1][0]  # type: ignore[attr-defined]
    assert holds in (tmp_path / name).read_text("utf-8-sig")


def test_a_file_that_cannot_be_written_is_told_in_the_card(
    pane: EntriesSection, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "nowhere" / "a.jsonl")
    pane.export()
    pane.carrying.export_button.click()
    qtbot.waitUntil(lambda: "could not be written" in pane.carrying.lines.text())


def test_a_file_is_looked_at_before_it_is_imported(
    pane: EntriesSection, parts: Parts, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "in.jsonl"
    row = {"table": "topic", "id": "n", "title": "New", "kind": "bug", "created_at": "2026-05-01T10:00:00.000000Z"}
    file.write_text(lines.header() + json.dumps(row) + "\n" + lines.last_line(1), "utf-8")
    choose(monkeypatch, file)
    pane.export()
    pane.carrying.look_button.click()
    qtbot.waitUntil(pane.carrying.import_button.isVisible)
    assert pane.carrying.lines.text() == "This would come: 1 row.\nTopics: 1 new"
    assert not parts.workbench.product.topics.listed()
    pane.carrying.import_button.click()
    qtbot.waitUntil(lambda: pane.carrying.lines.text().startswith("Imported: 1 row."))
    assert len(parts.workbench.product.topics.listed()) == 1 and not pane.carrying.import_button.isVisible()
    file.write_text("no", "utf-8")
    pane.carrying.look_button.click()
    qtbot.waitUntil(lambda: "Line 1 is not JSON." in pane.carrying.lines.text())
    qtbot.keyClick(pane.carrying, Qt.Key.Key_Escape)
    assert not pane.carrying.isVisible()


def test_a_customer_is_erased_from_an_entry_after_one_question(
    pane: EntriesSection, parts: Parts, qtbot: QtBot
) -> None:
    entry = pane.detail.entry()
    assert entry is not None
    pane.detail.erase_button.click()
    qtbot.waitUntil(pane.erasing.erase_button.isVisible)
    assert f"Erase {entry.customer_name}: 1 entry. This cannot be undone." in pane.erasing.words.text()
    pane.erasing.keep_button.click()
    assert not pane.erasing.isVisible() and len(parts.workbench.feedback.listed()) == 3
    pane.detail.choose(FeedbackKind.KUDOS)
    qtbot.waitUntil(parts.undo.canUndo)
    pane.detail.erase_button.click()
    qtbot.waitUntil(pane.erasing.erase_button.isVisible)
    pane.erasing.erase_button.click()
    qtbot.waitUntil(lambda: pane.erasing.words.text().startswith("Erased: 1 entry."))
    assert entry.id not in {each.id for each in parts.workbench.feedback.listed()}
    assert not parts.undo.canUndo()
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 2)

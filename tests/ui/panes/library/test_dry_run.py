"""What would come in, listed: quick with very many, and with all notes of the one that is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.panes.library.dry_run import DryRun, PlannedRows
from workbench.library.importing.plan import Action, Row
from workbench.packs.model import PackSnippet


def planned(number: int, *notes: str) -> Row:
    return Row(source=f"Macro {number}", action=Action.ADD, look=bool(notes), notes=notes)


@pytest.fixture
def run(qtbot: QtBot) -> DryRun:
    made = DryRun()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = PlannedRows()
    qtmodeltester.check(model)
    model.show_rows([planned(1), planned(2, "A note.")])
    model.show_rows([])


def test_only_what_is_in_view_is_looked_at(run: DryRun, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[int] = set()
    real = PlannedRows.row
    monkeypatch.setattr(PlannedRows, "row", lambda self, index: (asked.add(index.row()), real(self, index))[1])
    run.show_rows([planned(number, "Long words " * 30, "Others.") for number in range(6_000)])
    QApplication.processEvents()
    run.resize(400, 400)
    QApplication.processEvents()
    assert len(asked) < 500
    assert len(run.shown()) == 6_000


def test_the_notes_of_the_chosen_one_are_read_below(run: DryRun) -> None:
    run.show_rows([planned(1), planned(2, *(f"Note {number}." for number in range(10)))])
    assert run.detail.text() == "Macro 1: new."
    run.view.setCurrentIndex(run.view.model().index(1, 0))
    assert run.detail.text().splitlines()[:2] == ["Macro 2: new, to look at.", "Note 0."]
    assert run.detail.text().endswith("Note 7.\nAnd 2 more.")
    said = run.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Note 9." in said
    run.show_rows([])
    assert run.detail.text() == ""


def test_what_placeholders_become_is_read_below(run: DryRun) -> None:
    pairs = tuple(f"#{{input:N{number}}} → {{{{field.n{number}}}}}" for number in range(10))
    run.show_rows([Row(source="A", action=Action.ADD, mapped=pairs)])
    assert "Placeholders: #{input:N0} → {{field.n0}}, " in run.detail.text()
    assert run.detail.text().endswith("#{input:N7} → {{field.n7}}, and 2 more.")
    assert pairs[9] in run.shown()[0]


def test_a_row_has_its_name_here_and_that_of_the_file(run: DryRun) -> None:
    doc = PackSnippet(id="a", title="Opening hours", body="We are open.\n")
    run.show_rows([Row(source=":hours", action=Action.ADD, doc=doc), Row(source="t.csv", action=Action.TELL)])
    assert run.shown() == ["Opening hours · :hours  (new)", "t.csv  (about the file)"]

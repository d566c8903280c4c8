"""J and K go down and up in every list, past headings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.library.delegate import SnippetDelegate
from ui.panes.library.model import Row, SnippetRows
from ui.widgets.rows import ROW, RowsView
from workbench.library.model import Snippet


def test_j_and_k_step_over_headings_and_stop_at_the_ends(parts: Parts, qtbot: QtBot) -> None:
    found: list[Snippet] = list(parts.workbench.library.all())[:2]
    rows = SnippetRows()
    rows.show_rows(
        [
            Row(id="h1", title="One"),
            Row(id=found[0].id, title="a", snippet=found[0]),
            Row(id="h2", title="Two"),
            Row(id=found[1].id, title="b", snippet=found[1]),
        ]
    )
    view = RowsView(rows, SnippetDelegate(parts.theme), "List")
    qtbot.addWidget(view)
    view.choose(rows.near(0))

    def after(keys: str) -> str:
        QTest.keyClicks(view, keys)
        row: Row = view.currentIndex().data(ROW)
        return row.title

    assert [after(key) for key in ("j", "j", "k", "k")] == ["b", "b", "a", "a"]
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert after("j") == "b"

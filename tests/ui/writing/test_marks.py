from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from ui.writing.marks import mark_of
from workbench.certainty import check


@pytest.mark.parametrize(
    "before",
    ["", "🎉👍🏽 ", "e\u0301 ", "שלום. ", "👨\u200d👩\u200d👧 İ ", "\U0010ffff. ", "Hi\n\n", "<b>🎉</b> "],
    ids=ascii,
)
def test_a_mark_stands_where_qt_counts_the_words(qtbot: QtBot, before: str) -> None:
    text = f"{before}It should now be fixed 🎉. Hopefully it stays so."
    findings = check(text)
    assert len(findings) == 2
    cursor = QTextCursor(document := QTextDocument(text))
    assert document.toPlainText() == text
    for mark in (mark_of(text, finding) for finding in findings):
        for place, words in ((mark.at, mark.finding.cue), (mark.around, mark.sentence)):
            cursor.setPosition(place.start)
            cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
            assert cursor.selectedText() == words

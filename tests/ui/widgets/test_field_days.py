"""A day is asked for with an example, and read back as it will stand in the reply."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.widgets.field_rows import FieldRow
from workbench.packs.model import Field, FieldType


def test_a_day_has_an_example_and_is_read_back_as_it_is_inserted(qtbot: QtBot) -> None:
    row = FieldRow(Field(name="day", label="Day", type=FieldType.DATE), "de")
    qtbot.addWidget(row)
    row.show()
    assert isinstance(row.answer, QLineEdit)
    assert "2027-01-31" in row.answer.placeholderText()
    QTest.keyClicks(row.answer, "2026-11-29")
    assert row.value() == "29. November 2026"
    assert row._hint.text() == "Sonntag, 29. November 2026"

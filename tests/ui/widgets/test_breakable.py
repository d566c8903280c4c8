"""A very long word does not widen what it stands in."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.breakable import breakable

LONG = "Rechnungszusammenführungsbestätigungsnachricht"


def test_a_label_is_no_wider_than_a_word_of_usual_length(qtbot: QtBot) -> None:
    label = QLabel(breakable(f"Die {LONG} kommt erst nach der Mahnung an"))
    label.setWordWrap(True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.fontMetrics().horizontalAdvance(LONG) // 2


def test_words_of_usual_length_and_all_letters_stay() -> None:
    assert breakable("Straßenbahnhaltestelle, 24 letters") == "Straßenbahnhaltestelle, 24 letters"
    assert breakable(f"“{LONG}”").replace("\u200b", "") == f"“{LONG}”"

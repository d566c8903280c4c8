"""A message with four questions: two are answered and ticked, Send says what is left open, and lets the agent go on."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import Driver
from tests.journeys.test_first_day import at_the_practice_desk, open_ticket
from ui.panes.composer.pane import ComposerPane
from workbench.settings.schema import SAY_OPEN_ASKS, UNDO_SECONDS

ALT = Qt.KeyboardModifier.AltModifier


def test_two_of_four_are_answered_and_the_rest_is_said(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    person.core.settings.set(UNDO_SECONDS, 0)
    person.core.settings.set(SAY_OPEN_ASKS, True)
    open_ticket(person, "1012")
    composer = person.window.findChild(ComposerPane)
    assert isinstance(composer, ComposerPane)
    row = composer.desk.asks
    person.window.inbox().focus_list()
    person.press(Qt.Key.Key_R)
    person.until(lambda: [chip.ask.letter for chip in row.chips] == ["A", "B", "C", "D"])

    person.type("Hi Priscilla,")
    person.press(Qt.Key.Key_Return)
    person.type("both shops share one list of products. The labels on the shelves scan.")
    person.until(lambda: {chip.ask.letter for chip in row.chips if chip.suggested} == {"A", "C"})
    assert not any(chip.isChecked() for chip in row.chips), "the words tick nothing"
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        person.press(key, ALT)
    person.until(lambda: {chip.ask.letter for chip in row.chips if chip.isChecked()} == {"A", "C"})
    person.until(lambda: "B, D open" in composer.desk.strip.parts_shown())

    person.ctrl(Qt.Key.Key_Return)
    person.until(lambda: "2 of 4 not answered: B, D." in composer.desk.strip.said())
    assert person.core.outbox.listed() == []
    assert QApplication.focusWidget() is person.editor(), "the hands stay where they are"
    person.ctrl(Qt.Key.Key_Return)

    sent = person.core.home / "practice" / "sent.jsonl"
    person.until(lambda: sent.exists() and sent.read_text("utf-8").endswith("\n"))
    assert "share one list" in json.loads(sent.read_text("utf-8").splitlines()[-1])["text"]
    [reply] = person.core.outbox.listed()
    kept = {ask.letter: ask.stand.value for ask in person.core.asks.of_reply(reply.id)}
    assert kept == {"A": "answered", "B": "open", "C": "answered", "D": "open"}
    QTest.qWait(50)

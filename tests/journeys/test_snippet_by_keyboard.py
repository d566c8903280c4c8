"""From a ticket to a reply made of a snippet with two fields, by keyboard alone, counted in key presses."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.journeys.conftest import Driver
from tests.journeys.test_first_day import at_the_practice_desk, open_ticket
from ui.panes.composer.pane import ComposerPane
from workbench.packs.model import Field, PackSnippet
from workbench.settings.schema import UNDO_SECONDS

MOST_PRESSES = 12
BODY = (
    "Hi {{customer.first_name|there}},\n\nOrder {{field.order_no}} is refunded. The money is back on {{field.day}}. You"
    " can see order {{field.order_no}} in your account.\n\n{{yours|what you noticed}}.\n\n{{agent.first_name}}"
)
DOC = PackSnippet(
    id="journey",
    title="Order refunded",
    shortcut="ordref",
    language="en",
    body=BODY,
    fields=(
        Field(name="order_no", label="Order number", pattern="[A-Z]{2}[0-9]{6}"),
        Field(name="day", label="Day the money is back"),
    ),
)


def test_ticket_to_snippet_to_gate_to_sent_in_few_presses(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    person.core.settings.set(UNDO_SECONDS, 0)
    person.core.editing.add(DOC)
    open_ticket(person, "1001")
    composer = person.window.findChild(ComposerPane)
    assert isinstance(composer, ComposerPane)
    person.window.inbox().focus_list()
    person.presses = 0

    person.press(Qt.Key.Key_R)
    person.type(";ordref")
    person.press(Qt.Key.Key_Return)
    editor = person.editor()
    assert editor.textCursor().selectedText() == "{{Order number}}"
    person.type("AB123456")
    person.ctrl(Qt.Key.Key_Return)
    person.until(lambda: "Fill 1 blank before it goes: Day the money is back" in composer.desk.strip.said())
    assert person.core.outbox.listed() == []
    assert editor.textCursor().selectedText() == "{{Day the money is back}}", "the gate leads to what is missing"
    person.type("Friday")
    person.ctrl(Qt.Key.Key_Return)

    sent = person.core.home / "practice" / "sent.jsonl"
    person.until(lambda: sent.exists() and sent.read_text("utf-8").endswith("\n"))
    (line,) = sent.read_text("utf-8").splitlines()
    text = json.loads(line)["text"]
    assert text.startswith(
        "Hi Mette,\n\nOrder AB123456 is refunded. The money is back on Friday. You can see order AB123456"
    )
    assert "noticed" not in text
    print(f"key presses besides typed text: {person.presses}")
    assert person.presses <= MOST_PRESSES

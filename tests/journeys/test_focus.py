"""Where the keys go: what is chosen by a key is done once, and the place where one was is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.journeys.conftest import Driver
from tests.journeys.test_first_day import at_the_practice_desk, open_ticket
from ui.panes.composer.pane import ComposerPane
from ui.panes.library.pane import LibraryPane
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import TicketId


def test_enter_in_the_command_palette_presses_no_button_behind_it(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    button, pressed = QPushButton("Behind", person.window.centralWidget()), []
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    button.setFocus()
    person.ctrl(Qt.Key.Key_K)
    person.type("larger")
    person.press(Qt.Key.Key_Return)
    person.until(button.hasFocus)
    assert not pressed
    person.press(Qt.Key.Key_Return)
    assert pressed, "a button that has the focus is pressed by Enter"


def test_who_comes_back_to_the_inbox_goes_on_writing(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    open_ticket(person, "1001")
    person.press(Qt.Key.Key_R)
    person.type("Half a ")
    person.ctrl(Qt.Key.Key_2)
    person.ctrl(Qt.Key.Key_1)
    person.type("thought")
    assert person.editor().toPlainText() == "Half a thought"


def test_where_nothing_is_open_there_is_nothing_to_answer(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    composer = person.window.findChild(ComposerPane)
    assert isinstance(composer, ComposerPane)
    facts = person.desktop.parts.registry.facts
    composer.show_conversation(None)
    facts.set("send.undoable", True)
    composer.turn_to(None)
    assert not composer.isHidden(), "what was sent can be taken back"
    facts.set("send.undoable", False)
    composer.sending.held.emit()
    assert composer.isHidden()


def test_a_snippet_is_mended_from_the_reply_and_the_reply_goes_on(drive: Callable[..., Driver]) -> None:
    person = at_the_practice_desk(drive)
    open_ticket(person, "1001")
    composer = person.window.findChild(ComposerPane)
    assert isinstance(composer, ComposerPane)
    snippet = person.core.library.by_shortcut("lost")
    assert snippet is not None
    person.press(Qt.Key.Key_R)
    composer.inserting.insert(snippet)
    editor = person.editor()
    person.until(lambda: person.core.insertions.of_draft(*_page(composer)))
    person.ctrl(Qt.Key.Key_E)
    library = person.window.findChild(LibraryPane)
    assert isinstance(library, LibraryPane)
    person.until(library.workroom.edit.words.paper.hasFocus)
    assert library.workroom.edit.live.sample.currentText().startswith("Mette")
    person.type("x")
    person.ctrl(Qt.Key.Key_S)
    person.until(editor.hasFocus)
    composer.inserting.open_panel()
    person.type("qqzzxx")
    person.ctrl(Qt.Key.Key_N)
    person.until(library.isVisible)
    assert library.workroom.edit.details.title.text() == "qqzzxx"


def _page(composer: ComposerPane) -> tuple[TicketId, OutKind]:
    page = composer.page()
    assert page is not None
    return page.ticket, page.kind

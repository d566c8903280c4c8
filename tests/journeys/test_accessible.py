"""Everything that can take the focus has a name that a screen reader can say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tests.journeys.conftest import Driver
from workbench.tickets.model import TicketQuery


def test_every_control_has_a_name(drive: Callable[..., Driver]) -> None:
    person = drive()
    person.core.install_starter_pack()
    person.core.sync.pull(person.core.accounts.open_practice().id)
    person.settle()
    person.window.open_ticket(person.core.tickets.page(TicketQuery()).rows[0].id)
    person.desktop.parts.registry.run("ticket.reply")
    nameless = set()
    for room in ("inbox", "library", "feedback", "outbox", "settings", "welcome"):
        person.window.visit(room)
        person.qtbot.wait(150)
        nameless |= {
            f"{room}: {type(each).__name__} {each.objectName()}" for each in focusable(person.window) if not name(each)
        }
    assert nameless == set()


def focusable(window: QWidget) -> list[QWidget]:
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.focusProxy()
        and type(each) is not QAbstractScrollArea
    ]


def name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else widget.accessibleName()

"""``python3 run.py shots DIR``: each main screen as a PNG file, light, dark and high contrast, wide and narrow."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ui.app import Desktop
from ui.panes.composer.pane import ComposerPane
from ui.panes.feedback.pane import FeedbackPane
from ui.panes.feedback.sections import SECTIONS
from workbench.app import open_workbench
from workbench.feedback.advocacy.model import Channel, Status
from workbench.feedback.model import Captured, FeedbackKind
from workbench.feedback.topics.model import TopicKind
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import TicketId
from workbench.secrets.port import SessionSecrets
from workbench.settings.schema import PREVIEW, SCALE, THEME
from workbench.tickets.model import TicketQuery

WIDE, NARROW = QSize(1360, 860), QSize(700, 860)
REPLY = (
    "Hi Mette,\n\nI looked at your account this morning. The second charge should now be gone from your statement. "
    "Your order is {{Order number}}.\n\nHopefully the export works again as well.\n"
)


class Camera:
    """Takes pictures of one window."""

    def __init__(self, app: QApplication, desktop: Desktop, folder: Path) -> None:
        self.app, self.desktop, self.folder = app, desktop, folder

    def settle(self, seconds: float = 0.4) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QTest.qWait(20)

    def take(self, name: str, size: QSize = WIDE) -> None:
        window = self.desktop.window.main
        window.resize(size)
        self.settle()
        window.grab().save(str(self.folder / f"{name}.png"))

    def themes(self, name: str, size: QSize = WIDE) -> None:
        for theme in ("light", "dark", "contrast"):
            self.desktop.parts.workbench.settings.set(THEME, theme)
            self.settle(0.2)
            self.take(f"{name}-{theme}", size)
        self.desktop.parts.workbench.settings.set(THEME, "light")
        self.settle(0.2)


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    home = Path(tempfile.mkdtemp())
    desktop = Desktop(app, open_workbench(home, secrets=SessionSecrets()))
    desktop.parts.workbench.settings.set(THEME, "light")
    desktop.open()
    camera = Camera(app, desktop, folder)
    for scene in SCENES:
        scene(camera)
    desktop.close()
    shutil.rmtree(home)
    return 0


def welcome(camera: Camera) -> None:
    camera.settle(1.0)
    camera.themes("welcome")
    workbench = camera.desktop.parts.workbench
    workbench.install_starter_pack()
    workbench.sync.pull(workbench.accounts.open_practice().id)
    camera.settle(1.5)


def inbox(camera: Camera) -> None:
    main_window = camera.desktop.window.main
    main_window.visit("inbox")
    workbench = camera.desktop.parts.workbench
    ticket = ticket_numbered(camera, "1001")
    workbench.drafts.save(ticket, OutKind.REPLY, REPLY, len(REPLY), 1).result()
    main_window.open_ticket(ticket)
    camera.settle(2.5)
    camera.themes("inbox")
    camera.take("inbox-narrow", NARROW)
    camera.take("inbox-small", QSize(960, 600))
    workbench.settings.set(PREVIEW, True)
    camera.settle()
    camera.take("inbox-preview")
    workbench.settings.set(PREVIEW, False)
    workbench.settings.set(SCALE, 150)
    camera.settle(2)
    camera.take("inbox-150")
    workbench.settings.set(SCALE, 100)
    camera.settle(2)


def finding(camera: Camera) -> None:
    registry = camera.desktop.parts.registry
    editor = camera.desktop.window.main.findChild(QPlainTextEdit)
    assert editor is not None
    registry.run("ticket.reply")
    camera.settle(2.2)
    registry.run("reply.next_finding")
    camera.themes("finding")
    QTest.keyClick(editor, "\x1b")
    registry.run("reply.snippets")
    camera.settle()
    camera.take("snippets-light")
    QTest.keyClick(QApplication.focusWidget() or editor, "\x1b")
    registry.run("reply.send")
    camera.settle()
    camera.take("send-refused-light")
    composer = camera.desktop.window.main.findChild(ComposerPane)
    composer.editor.exchange("Hi ,\n\nyour ticket #{ticket.number} is done.", 0)
    camera.settle()
    registry.run("reply.send")
    camera.settle()
    camera.take("send-asked-light")
    composer.editor.exchange(REPLY, len(REPLY))
    camera.settle()


def new_message(camera: Camera) -> None:
    registry = camera.desktop.parts.registry
    registry.run("inbox.new")
    camera.settle(1)
    composer = camera.desktop.window.main.findChild(ComposerPane)
    form = composer.desk.heading
    form.to.setText("Mette Sørensen <mette@")
    form.subject.setText("Your kiln invoice")
    composer.editor.setFocus()
    composer.editor.exchange("Hi Mette,\n\nthe invoice is paid.", 0)
    registry.run("reply.send")
    camera.settle(1)
    camera.themes("new-message")
    camera.take("new-message-narrow", NARROW)
    registry.run("reply.discard")
    camera.settle()


def conversations(camera: Camera) -> None:
    for number, name in (("1010", "hostile"), ("1011", "long"), ("1012", "four-questions"), ("1017", "long-subject")):
        found = [row for row in rows(camera) if row.number == number]
        if found:
            camera.desktop.window.main.open_ticket(found[0].id)
            camera.settle()
            camera.take(f"conversation-{name}")
    arabic = [row for row in rows(camera) if any("\u0600" <= c <= "\u06ff" for c in row.subject)]
    if arabic:
        camera.desktop.window.main.open_ticket(arabic[0].id)
        camera.take("conversation-arabic")


def rooms(camera: Camera) -> None:
    workbench = camera.desktop.parts.workbench
    for row, kind in zip(rows(camera), [*FeedbackKind] * 2, strict=False):
        conversation = workbench.tickets.open(row.id)
        assert conversation is not None
        said = next(message for message in conversation.messages if message.author == "customer")
        answer = workbench.feedback.capture(said.id, " ".join(said.text.split()[:24]), kind).value
        if isinstance(answer, Captured) and kind in (FeedbackKind.BUG, FeedbackKind.REQUEST):
            workbench.product.topics.create(f"About “{row.subject}”", TopicKind(kind), entry=answer.entry.id)
    for room in ("library", "feedback", "outbox", "settings"):
        camera.desktop.window.main.visit(room)
        camera.settle(0.8)
        camera.themes(room)
        camera.take(f"{room}-narrow", NARROW)
    sections(camera)


def sections(camera: Camera) -> None:
    """The rest of the feedback room, with a topic that was declined and one that has gone quiet."""
    product = camera.desktop.parts.workbench.product
    declined, raised, *_ = (row.topic.id for row in product.topics.listed())
    reason = "Each chat stays one conversation, so that nothing is answered twice."
    product.advocacy.decide(declined, Status.NO, decided_by="Mara, billing", reason=reason)
    product.advocacy.tell(raised, "Jon, import", Channel.MEETING, said="Seen it, not this month.")
    camera.desktop.window.main.visit("feedback")
    room = camera.desktop.window.main.findChild(FeedbackPane)
    for name in [section.name for section in SECTIONS if section.name != "topics"]:
        room.show_section(name)
        camera.settle(0.8)
        camera.themes(f"feedback-{name}")
        camera.take(f"feedback-{name}-narrow", NARROW)
    room.show_section("topics")


def dialogs(camera: Camera) -> None:
    registry = camera.desktop.parts.registry
    camera.desktop.window.main.visit("inbox")
    camera.desktop.window.main.resize(WIDE)
    for command, name in (("app.palette", "palette"), ("app.shortcuts", "shortcuts"), ("app.about", "about")):
        registry.run(command)
        camera.settle(0.6)
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
        if shown is not None:
            shown.grab().save(str(camera.folder / f"{name}-light.png"))
            shown.close()


def snippet_palette(camera: Camera) -> None:
    """The window over other programs, which is not a part of the main window."""
    registry, workbench = camera.desktop.parts.registry, camera.desktop.parts.workbench
    camera.desktop.window.main.open_ticket(ticket_numbered(camera, "1001"))
    camera.settle()
    registry.run("palette.snippets")
    palette = camera.desktop.window.standby.palette()

    def take(name: str) -> None:
        camera.settle()
        palette.grab().save(str(camera.folder / f"snippet-palette-{name}.png"))

    for theme in ("light", "dark", "contrast"):
        workbench.settings.set(THEME, theme)
        take(theme)
    workbench.settings.set(THEME, "light")
    QTest.keyClicks(palette.finder.query, "qqzzxx")
    take("none")
    palette.finder.query.clear()
    QTest.keyClicks(palette.finder.query, "refund")
    take("found")
    palette.resize(QSize(420, 460))
    take("narrow")
    QTest.keyClick(palette.finder.query, "\r")
    take("form-narrow")
    palette.resize(QSize(820, 460))
    take("form")
    palette.dismiss()


def rows(camera: Camera) -> tuple[object, ...]:
    return camera.desktop.parts.workbench.tickets.page(TicketQuery(status=None), limit=100).rows  # type: ignore[return-value]


def ticket_numbered(camera: Camera, number: str) -> TicketId:
    return next(row.id for row in rows(camera) if row.number == number)  # type: ignore[attr-defined]


SCENES: tuple[Callable[[Camera], None], ...] = (
    welcome,
    inbox,
    finding,
    new_message,
    conversations,
    rooms,
    dialogs,
    snippet_palette,
)

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""What the outbox answers to a Send, said in place; the words stay until they are in the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from ui.commands.guest_day import GuestTurn
from ui.commands.parts import Parts
from ui.panes.composer.editor import ReplyEditor
from ui.panes.composer.sending import Letter
from ui.panes.composer.spent_words import select_spent
from ui.writing.marks import Place
from workbench.helpdesk.port import OutKind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.spans import Span, to_utf16
from workbench.kernel.text import one_line
from workbench.outbox.model import CustomerWrote, HostSends, NotFilled, Queued, Scarred, SendAnswer, Spent, Withdrawn
from workbench.settings.schema import GUEST_DAY
from workbench.tickets.unsent.model import Incomplete

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane

_NAMED = 3
_QUOTED = 90


class Answers(QObject):
    """Listens to the pane's `Sending` and tells the agent. Where another draft is open by now, it says so aside."""

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._parts = parts
        self._pane = pane
        self.guest = GuestTurn(parts, pane)
        pane.sending.answered.connect(self._on_answer)
        pane.sending.failed.connect(self._on_failure)
        pane.sending.withdrawn.connect(self._on_withdrawn)
        pane.sending.said.connect(parts.notices.say)

    def leaves_to_host(self) -> bool:
        """Whether a guest writes; then it is said that the host sends, and nothing else is asked."""
        guest = self._parts.workbench.settings.get(GUEST_DAY)
        if guest:
            self._pane.autosave.flush()
            self._on_guest(HostSends())
        return guest

    def _on_answer(self, letter: Letter, answer: SendAnswer) -> None:
        self._pane.release(letter.page)
        if isinstance(answer, Queued):
            self._on_queued(letter)
        elif letter.page == self._pane.page():
            self._answer_here(letter, answer)
        else:
            self._parts.notices.say(f"The reply to {letter.to} was not sent. {_briefly(letter, answer)}")

    def _answer_here(self, letter: Letter, answer: SendAnswer) -> None:
        match answer:
            case NotFilled():
                self._pane.desk.strip.say(_briefly(letter, answer))
                self._select_first_blank()
            case Incomplete():
                self._pane.desk.heading.complain(answer)
            case Scarred(pieces):
                self._on_scarred(letter, pieces)
            case Spent(reasons):
                self._on_spent(letter, reasons)
            case CustomerWrote():
                self._on_customer_wrote(letter, answer)
            case HostSends():
                self._on_guest(answer)
            case _:
                self._pane.desk.strip.say(_briefly(letter, answer))

    def _on_queued(self, letter: Letter) -> None:
        self._pane.leave(letter.page)
        if self._pane.sending.newest() is None:
            note = letter.page.kind is OutKind.NOTE
            self._parts.notices.say("The note is on its way." if note else f"On its way to {letter.to}.")
        self._pane.queued.emit(letter.page.ticket, letter.page.kind is OutKind.REPLY)

    def _on_failure(self, letter: Letter, error: WorkbenchError) -> None:
        self._pane.release(letter.page)
        if letter.page == self._pane.page():
            self._pane.desk.notice.show_notice(f"{error.title} {error.cure}".strip(), "danger")
        else:
            self._parts.notices.fault(f"The reply to {letter.to} was not sent. {error.title}", error.cure)

    def _on_withdrawn(self, answer: Withdrawn) -> None:
        if not self._take_back(answer):
            self._pane.ticket_asked.emit(answer.ticket)
            if not self._take_back(answer):
                self._parts.notices.say("It is taken back. Its words are in the draft again.")

    def _take_back(self, answer: Withdrawn) -> bool:
        if not self._pane.shows(answer.ticket):
            return False
        self._pane.reload()
        self._pane.begin(answer.kind)
        return True

    def _on_customer_wrote(self, letter: Letter, wrote: CustomerWrote) -> None:
        notice = self._pane.desk.notice
        quote = one_line(wrote.text, _QUOTED)
        notice.show_notice(f"{letter.to} wrote again after you began: “{quote}”", "warning", icon="inbox")

        def read() -> None:
            notice.hide()
            self._parts.runner.run("write", lambda: self._parts.workbench.drafts.acknowledge(letter.page.ticket))
            self._pane.message_asked.emit(wrote.message)
            self._pane.editor.setFocus()

        def send_anyway() -> None:
            notice.hide()
            self._pane.send(letter.status, confirmed=True, meant=letter.meant)

        notice.add_action("Read", read).setFocus()
        notice.add_action("Send anyway", send_anyway)

    def _on_scarred(self, letter: Letter, pieces: tuple[str, ...]) -> None:
        notice = self._pane.desk.notice
        notice.show_notice(f"Gaps to check before it goes: {quoted(pieces)}", "warning")

        def look() -> None:
            notice.hide()
            look_at(self._pane.editor, pieces)

        def send_anyway() -> None:
            notice.hide()
            self._pane.send(letter.status, meant=True)

        notice.add_action("Look", look).setFocus()
        notice.add_action("Add as it is" if letter.page.kind is OutKind.NOTE else "Send as it is", send_anyway)

    def _on_guest(self, answer: HostSends) -> None:
        notice = self._pane.desk.notice
        notice.show_notice(answer.words, "info", icon="lock")

        def take_over() -> None:
            near = QRect(notice.mapTo(self._pane, notice.rect().topLeft()), notice.size())
            self.guest.end(near, taken)

        def taken() -> None:
            notice.hide()
            self._pane.editor.setFocus()

        notice.add_action("I am the host", take_over)

    def _on_spent(self, letter: Letter, reasons: tuple[str, ...]) -> None:
        notice = self._pane.desk.notice
        notice.show_notice(f"{' '.join(reasons)} Words of it are in this reply.", "warning")

        def look() -> None:
            notice.hide()
            select_spent(self._parts, self._pane)

        def send_anyway() -> None:
            notice.hide()
            self._pane.send(letter.status, meant=True)

        notice.add_action("Change it", look).setFocus()
        notice.add_action("Send as it is", send_anyway)

    def _select_first_blank(self) -> None:
        editor = self._pane.editor
        if found := editor.to_fill():
            editor.setFocus()
            editor.stops_through.go_to(found[0])


def _briefly(letter: Letter, answer: SendAnswer) -> str:
    """Why it was not queued, in one line."""
    match answer:
        case NotFilled(labels):
            return not_filled(labels)
        case Incomplete(_, reason):
            return reason
        case Scarred(pieces):
            return f"Gaps to check first: {quoted(pieces)}."
        case Spent(reasons):
            return " ".join(reasons)
        case HostSends():
            return answer.words
        case CustomerWrote():
            return f"{letter.to} wrote again after you began."
        case _:
            return "Nothing is written yet."


def not_filled(labels: tuple[str, ...]) -> str:
    """What is to be filled, in one line."""
    count = "1 blank" if len(labels) == 1 else f"{len(labels)} blanks"
    more = ", …" if len(labels) > _NAMED else ""
    return f"Fill {count} before it goes: {', '.join(labels[:_NAMED])}{more}"


def look_at(editor: ReplyEditor, pieces: tuple[str, ...]) -> None:
    """Select the first of ``pieces``, if it stands there as it leaves."""
    at = editor.text().find(pieces[0]) if pieces else -1
    if at >= 0:
        editor.select(Place(*to_utf16(editor.text(), Span(at, at + len(pieces[0])))))
    editor.setFocus()


def quoted(pieces: tuple[str, ...]) -> str:
    """The first of them, each in quotes."""
    more = ", …" if len(pieces) > _NAMED else ""
    return ", ".join(f"“{piece}”" for piece in pieces[:_NAMED]) + more

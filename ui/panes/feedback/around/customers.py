"""For customers: what one may do, what is agreed with them, who may be quoted, and replies that are good examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from ui.commands.parts import Parts
from ui.panes.feedback.around.group import Group, Line
from ui.panes.feedback.around.presenter import AroundPresenter
from ui.widgets.days import day_name
from ui.widgets.small_form import Field, Form
from workbench.feedback.around.model import Boundary, KeptReply, MayDo, Permission, Quoting
from workbench.kernel.text import in_marks, one_line

MAY_DO = "Nothing is written yet. What may anybody here decide alone? It is shown beside a conversation with M."
AGREED = "Nothing is agreed. On a conversation B keeps the words that everyone uses with a customer, and hands it over."
QUOTES = "Nobody was asked yet. On an entry, note that a customer was asked whether they may be quoted."
KEPT = "Nothing is kept. On a conversation Shift+K keeps the last reply as an example."
_QUOTED = 200
_MOST = 12
_ANSWERED = 8


class MayDoGroup(Group):
    """The card, written here by whoever leads."""

    def __init__(self, parts: Parts, presenter: AroundPresenter, ask: Callable[[Group, Form], object]) -> None:
        super().__init__(
            parts.theme.tokens, "What I may do", MAY_DO, ["Such as “Refund an order”", "Up to where"], "Add"
        )
        self._kept, self._presenter, self._ask = presenter.around.kept, presenter, ask
        self.added.connect(self._add_line)

    def show_card(self, card: Sequence[MayDo]) -> None:
        self.show_things(card, self._line)

    def _line(self, line: MayDo) -> Line:
        take_off = lambda: self._presenter.keep(lambda: self._kept.forbid(line.id))  # noqa: E731
        return Line(line.what, line.limits, (("Change", partial(self._change, line)), ("Remove", take_off)))

    def _add_line(self, texts: list[str]) -> None:
        self._presenter.keep(lambda: self._kept.allow(texts[0], texts[1]), lambda _: self.clear())

    def _change(self, line: MayDo) -> None:
        def meant(texts: list[str], _day: date | None) -> None:
            self._presenter.keep(lambda: self._kept.allow(texts[0], texts[1], line=line.id))

        fields = (
            Field(label="What may be done", text=line.what, needed=True),
            Field(label="Up to where", text=line.limits),
        )
        self._ask(self, Form(title="What I may do", fields=fields, verb="Keep", meant=meant))


class Agreed(Group):
    """What is agreed to say to customers, the first to end first. ``ticket_asked``: its conversation is asked for."""

    ticket_asked = Signal(str)

    def __init__(self, parts: Parts, presenter: AroundPresenter) -> None:
        super().__init__(parts.theme.tokens, "What we have agreed to say", AGREED)
        self._care, self._presenter = presenter.around.care, presenter

    def show_agreed(self, boundaries: Sequence[Boundary]) -> None:
        self.show_things(boundaries, self._line)

    def _line(self, boundary: Boundary) -> Line:
        over = "taken over" if boundary.taken_at else "handed over" if boundary.asked_at else ""
        number = f"#{boundary.number}" if boundary.number else ""
        about = f"{number} {boundary.subject}".strip()
        more = " · ".join(
            part for part in (f"Until {day_name(boundary.ends_on, self._presenter.today())}", about, over) if part
        )
        end = lambda: self._presenter.keep(lambda: self._care.unbound(boundary.id))  # noqa: E731
        show = lambda: self.ticket_asked.emit(boundary.ticket)  # noqa: E731
        return Line(in_marks(one_line(boundary.wording, _QUOTED)), more, (("Open conversation", show), ("End", end)))


class Quotes(Group):
    """Who was asked whether they may be quoted in public, and what they said."""

    def __init__(self, parts: Parts, presenter: AroundPresenter) -> None:
        super().__init__(parts.theme.tokens, "May we quote them", QUOTES)
        self._quotes, self._presenter = presenter.around.quotes, presenter

    def show_permissions(self, permissions: Sequence[Permission]) -> None:
        waiting = [each for each in permissions if each.quoting is Quoting.ASKED]
        answered = [each for each in permissions if each.quoting is not Quoting.ASKED][:_ANSWERED]
        self.show_things((*waiting, *answered), self._line)

    def _line(self, permission: Permission) -> Line:
        voice, quotes, keep = permission.voice, self._quotes, self._presenter.keep
        yes = ("They said yes", lambda: keep(lambda: quotes.given(voice)))
        no = ("They said no", lambda: keep(lambda: quotes.refused(voice)))
        deeds = {Quoting.ASKED: (yes, no), Quoting.GIVEN: (no,), Quoting.REFUSED: (yes,)}
        who = " · ".join(dict.fromkeys(part for part in (permission.name, permission.client_name) if part))
        return Line(
            who or "A customer without a name", stands(permission, self._presenter.today()), deeds[permission.quoting]
        )


class KeptReplies(Group):
    """Replies that are good examples. ``ticket_asked``, ``snippet_asked`` (text): what is to be opened."""

    ticket_asked = Signal(str)
    snippet_asked = Signal(str)

    def __init__(self, parts: Parts, presenter: AroundPresenter) -> None:
        super().__init__(parts.theme.tokens, "Worth keeping", KEPT, ["Find by what it is about"], "")
        self._parts, self._kept, self._presenter = parts, presenter.around.kept, presenter

    def show_replies(self, replies: Sequence[KeptReply]) -> None:
        searched = bool(self.fields[0].text())
        self.say_empty("No kept reply has these words." if searched else KEPT)
        self.show_form(searched or bool(replies))
        self.show_lines([self._line(each) for each in replies[:_MOST]])

    def _line(self, reply: KeptReply) -> Line:
        head = " · ".join(part for part in (reply.about, reply.why) if part)
        words = in_marks(one_line(reply.text, _QUOTED))
        deeds = [("Copy", lambda: self._copy(reply.text)),
                 ("Make a snippet", lambda: self.snippet_asked.emit(reply.text)),
                 ("Remove", lambda: self._presenter.keep(lambda: self._kept.let_go(reply.id)))]  # fmt: skip
        if reply.ticket is not None:
            deeds.insert(1, ("Open conversation", lambda: self.ticket_asked.emit(reply.ticket)))
        return Line(head or words, words if head else "", tuple(deeds))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._parts.notices.say("Copied.")


def stands(permission: Permission, today: date) -> str:
    """How it stands, with its day."""
    asked = f"asked {day_name(permission.asked_on, today)} whether they may be quoted" if permission.asked_on else ""
    day = day_name(permission.answered_on, today) if permission.answered_on else ""
    said = {
        Quoting.ASKED: "no answer yet",
        Quoting.GIVEN: f"may be quoted in public, since {day}",
        Quoting.REFUSED: f"not to be quoted in public, since {day}",
    }[permission.quoting]
    first, then = (asked, said) if permission.quoting is Quoting.ASKED else (said, asked)
    words = " · ".join(part for part in (first, then) if part)
    return words[:1].upper() + words[1:]

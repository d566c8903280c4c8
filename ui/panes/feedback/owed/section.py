"""Replies that are owed: Enter drafts one in its conversation and goes there, S skips it with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.deeds import Deeds
from ui.panes.feedback.advocacy.lines import label
from ui.panes.feedback.advocacy.place_form import PlaceForm
from ui.panes.feedback.advocacy.waiting_rows import Waiting, WaitingDelegate, WaitingRows
from ui.panes.feedback.topics.looks import number_of
from ui.theme.roles import set_role, set_surface
from ui.widgets.days import day_name
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import State
from ui.widgets.rows import ROW, RowsView
from workbench.feedback.advocacy.letters import live_question
from workbench.feedback.advocacy.model import DraftAnswer, Drafted, LiveFirst, NoConversation, Owed, OwedState
from workbench.feedback.advocacy.owed import MOST
from workbench.feedback.advocacy.words import WORDS
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.ids import TopicId
from workbench.kernel.text import in_marks, one_line

_LETTERS = 300
_WHAT = "When a topic ships or is declined, everyone who asked and wants to hear is listed here."
_HEARD = (Kind.OWED, Kind.TOPIC, Kind.DRAFT, Kind.OUTGOING, Kind.TICKET)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown. ``only``: the title of the topic that they are of, where not all are shown."""

    owed: Sequence[Owed]
    number: int
    today: date
    only: str = ""


class OwedSection(QWidget):
    """``reply_asked``: a conversation is to be opened, with the caret in the reply; ``topic_asked``: a topic."""

    reply_asked = Signal(str)
    topic_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        product = parts.workbench.product
        self._owed, self._push, self._topics = product.owed, product.advocacy, product.topics
        self._deeds = Deeds(parts, self)
        self._asked: Owed | None = None
        self._most, self._more = MOST, False
        self._only: TopicId | None = None
        self.rows = WaitingRows()
        self.view = RowsView(self.rows, WaitingDelegate(parts.icons), "Replies owed")
        self.empty = EmptyState(parts.icons, "reply", "No reply is owed", _WHAT)
        self._count = label("secondary")
        self.draft_button, self.skip_button = QPushButton("Draft the reply"), QPushButton("Skip")
        self.topic_button, self.all_button = QPushButton("Show topic"), QPushButton("Show all")
        self._filter, self._filtered = QWidget(), label("secondary")
        self.live_form = PlaceForm("Is it live?", "I looked: it is live", "Not yet")
        self.skip_form = PlaceForm("Skip it", "Skip")
        self.why = self.skip_form.line("Why it is not sent", "Told on the phone")
        self._whole, self._full = QStackedWidget(), QWidget()
        self._lay_out()
        self._connect()
        self._ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._hand_on_focus()

    def _hand_on_focus(self) -> None:
        """The rows have the focus as soon as there are any; else what leads on."""
        if self.hasFocus() or self.view.hasFocus():
            shown = [part for part in (self.view, self.empty.button()) if part.isVisible()]
            if shown:
                shown[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list S skips, T shows the topic; there the window's single letters rest."""
        if watched is self.view and isinstance(event, QKeyEvent) and not event.modifiers():
            deed = self._deeds_by_key().get(Qt.Key(event.key()))
            if deed is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if deed is not None and event.type() == QEvent.Type.KeyPress:
                deed()
                return True
        return super().eventFilter(watched, event)

    def _deeds_by_key(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """Esc shows all again, where one topic alone is shown."""
        deeds: dict[Qt.Key, Callable[[], None]] = {Qt.Key.Key_S: self.ask_skip, Qt.Key.Key_T: self._show_topic}
        return deeds if self._only is None else deeds | {Qt.Key.Key_Escape: lambda: self.show_only(None)}

    def show_only(self, topic: str | None) -> None:
        """Show what is owed for a topic and for what was merged into it; all for None."""
        self._only, self._most = TopicId(topic) if topic is not None else None, MOST
        self._ask()

    def draft(self) -> None:
        """Draft the reply that is chosen and go to its conversation; ask first where that is needed."""
        if (owed := self._chosen()) is not None:
            self._draft(owed)

    def ask_skip(self) -> None:
        """Ask why the reply that is chosen is not sent."""
        self._asked = self._chosen()
        if self._asked is not None:
            self.live_form.hide()
            self.why.clear()
            self.skip_form.open(f"Skip the reply to {_name(self._asked)}", self.why)

    def _draft(self, owed: Owed) -> None:
        def done(answer: DraftAnswer) -> None:
            if isinstance(answer, Drafted):
                self.reply_asked.emit(answer.ticket)
                beside = "The reply is in the draft, above what was written there."
                self._parts.notices.say(
                    beside if answer.beside else "The reply is in the draft. It leaves when you send it."
                )
            elif isinstance(answer, LiveFirst):
                self._asked = answer.owed
                self.skip_form.hide()
                self.live_form.open(live_question(answer.owed), self.live_form.keep_button)
            elif isinstance(answer, NoConversation):
                self._parts.notices.say("Their conversation is not on this machine any more. Skip it with a reason.")
            else:
                self._parts.notices.say("This reply is owed no more, or is in the outbox already.")

        self._deeds.run(lambda: self._owed.draft(owed.id), done)

    def _is_live(self) -> None:
        owed = self._asked
        if owed is None:
            return
        self.live_form.hide()

        def done(found: Owed | None) -> str:
            if found is not None:
                self._draft(found)
            return ""

        self._deeds.do(lambda: self._owed.live(owed.id, is_live=True), done)

    def _not_live(self) -> None:
        self.view.setFocus()
        if self._asked is not None:
            self._parts.notices.say("It stays owed until it is live for them.")

    def _skip(self) -> None:
        owed, why = self._asked, self.why.text()
        if owed is None:
            return
        if not why.strip():
            self.skip_form.complain("It is not said why it is skipped.")
            return
        self.skip_form.leave()
        self._deeds.do(
            lambda: self._owed.skip(owed.id, why), lambda done: "Skipped." if done else "It is owed no more."
        )

    def _show_topic(self) -> None:
        if (owed := self._chosen()) is not None:
            self.topic_asked.emit(owed.topic)

    def _chosen(self) -> Owed | None:
        row: Waiting | None = self.view.currentIndex().data(ROW)
        return row.thing if row is not None and isinstance(row.thing, Owed) else None

    def _ask(self) -> None:
        most, only = self._most, self._only

        def read() -> Shown:
            parts = None if only is None else self._owed.parts(only)
            about = self._topics.one(only) if only is not None else None
            return Shown(
                self._owed.waiting(parts, most), self._owed.number(parts), self._push.today(),
                about.title if about is not None else "",
            )  # fmt: skip

        self._deeds.read(read, self._show, key="feedback.owed")

    def _show(self, shown: Shown) -> None:
        at = max(self.view.currentIndex().row(), 0)
        current = self.view.currentIndex().data(ROW)
        self.rows.show_rows([_row(each, shown.today) for each in shown.owed])
        place = self.rows.place(current.id) if current is not None else self.rows.near(at)
        self.view.choose(place if place.isValid() else self.rows.near(at))
        self._more = len(shown.owed) < shown.number
        first = f" The first {len(shown.owed):n} are shown." if self._more else ""
        self._count.setText(f"{number_of(shown.number, 'reply', 'replies')} owed.{first}")
        self._filter.setVisible(bool(shown.only))
        self._filtered.setText(f"Only what is owed for {in_marks(shown.only)}")
        self.empty.show_texts(
            "No reply is owed for it", f"Nobody waits to hear of {in_marks(shown.only)}.", "Show all"
        ) if shown.only else self.empty.show_texts("No reply is owed", _WHAT)
        self._whole.setCurrentWidget(self._full if shown.owed else self.empty)
        self._hand_on_focus()

    def _go_on(self, at: int) -> None:
        """Fetch more where the end comes near."""
        bar = self.view.verticalScrollBar()
        if self._more and at >= bar.maximum() - bar.pageStep():
            self._more = False
            self._most += MOST
            self._ask()

    def _on_changed(self, changes: ChangeSet) -> None:
        if any(kind in changes for kind in _HEARD):
            self._ask()

    def _connect(self) -> None:
        self.view.installEventFilter(self)
        self.view.activated.connect(self.draft)
        self.draft_button.clicked.connect(self.draft)
        self.skip_button.clicked.connect(self.ask_skip)
        self.topic_button.clicked.connect(self._show_topic)
        for signal in (self.all_button.clicked, self.empty.acted):
            signal.connect(lambda *_: self.show_only(None))
        self.live_form.meant.connect(self._is_live)
        self.live_form.left.connect(self._not_live)
        self.skip_form.meant.connect(self._skip)
        self.skip_form.left.connect(self.view.setFocus)
        self._parts.theme.changed.connect(self.view.doItemsLayout)
        self._parts.bridge.changed.connect(self._on_changed)
        self.view.verticalScrollBar().valueChanged.connect(self._go_on)

    def _lay_out(self) -> None:
        set_surface(self, "list")
        self.draft_button.setToolTip("Draft it and go to the conversation (Enter)")
        self.skip_button.setToolTip("Skip it with a reason (S)")
        self.topic_button.setToolTip("Show the topic (T)")
        acts = FlowLayout(gap=8, row_gap=4)
        for button in (self.draft_button, self.skip_button, self.topic_button):
            acts.addWidget(button)
        for button in (self.skip_button, self.topic_button):
            set_role(button, "quiet")
        set_role(self.all_button, "link")
        self.all_button.setToolTip("Show what is owed for all topics (Esc)")
        over = QHBoxLayout(self._filter)
        over.setContentsMargins(16, 8, 16, 8)
        over.addWidget(self._filtered, 1)
        over.addWidget(self.all_button)
        self._filter.hide()
        self.view.setUniformItemSizes(True)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(8)
        for part in (self._count, self.live_form, self.skip_form):
            foot.addWidget(part)
        foot.addLayout(acts)
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filter)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(self._full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)


def _name(owed: Owed) -> str:
    return owed.name or owed.client or "this customer"


def _row(owed: Owed, today: date) -> Waiting:
    word, tone = WORDS[owed.event.status]
    who = f"{_name(owed)} of {owed.client}" if owed.client and owed.client != owed.name else _name(owed)
    stands = ""
    if owed.outgoing is not None:
        stands = "In the outbox"
    elif owed.state is OwedState.DRAFTED:
        stands = "Drafted"
    elif owed.ticket is None:
        stands = "Their conversation is not on this machine"
    elif owed.asks_live:
        stands = "Look first whether it is live for them"
    said = f"#{owed.number}" if owed.number else ""
    decided = f"decided {day_name(owed.event.at.astimezone().date(), today)}"
    left = "left us" if owed.left else ""
    return Waiting(
        id=owed.id,
        title=f"{who} · {owed.title}",
        state=State(word=word, tone=tone),
        about=in_marks(one_line(owed.verbatim, _LETTERS)),
        beside=" · ".join(part for part in (stands, left, said, decided) if part),
        thing=owed,
    )

"""One entry in full: the customer's exact words, who said them where, and what the agent noted."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.feedback.entries.presenter import Known
from ui.panes.feedback.entries.quoting import QuotingPart
from ui.panes.feedback.kinds import look_of
from ui.panes.feedback.words import account
from ui.theme.roles import Role, set_role, set_surface, set_tone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.times import day_and_minute, exact
from workbench.feedback.model import Entry, FeedbackKind, Speaker
from workbench.feedback.topics.model import Topic
from workbench.kernel.text import one_line

_MEASURE = 100  # letters
_PAUSE_MS = 700
_OWN = "What we saw ourselves. It counts as no account."
_NOTHING = Known(topic=None, client=None, personal=(), permission=None)


class EntryDetail(QScrollArea):
    """``changed``: the kind and note of an entry are to be kept; a note as soon as typing rests."""

    changed = Signal(object, object, str)  # Entry, FeedbackKind, note
    remove_asked = Signal()
    erase_asked = Signal()
    link_asked = Signal()
    mask_asked = Signal()
    topic_asked = Signal(str)
    ticket_asked = Signal(str)
    back_asked = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._icons, self._now = parts.icons, parts.workbench.clock.now
        self._entry: Entry | None = None
        self._chips: dict[FeedbackKind, QPushButton] = {}
        self._back = QToolButton()
        self._words, self._who, self._when = _label(""), _label("secondary"), _label("caption")
        self.note = QPlainTextEdit()
        self._client, self._card = _label("secondary"), QFrame()
        self._topic: Topic | None = None
        self.quoting = QuotingPart(parts)
        self.mask_button = QPushButton()
        self.topic_button, self.link_button = QPushButton(), QPushButton("Link to a topic")
        self.open_button, self.remove_button = QPushButton("Open conversation"), QPushButton("Remove")
        self.erase_button = QPushButton("Erase this customer")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._measured = QWidget()
        self._lay_out()
        self._icons.theme.changed.connect(self._hold_measure)
        self._hold_measure()
        self._connect()

    def entry(self) -> Entry | None:
        return self._entry

    def topic(self) -> str:
        """The topic that the entry stands behind; "" for none."""
        return self._topic.id if self._topic else ""

    def first(self) -> QWidget:
        """Where who goes into it begins."""
        return self.topic_button if self._topic is not None else self.link_button

    def show_entry(self, entry: Entry) -> None:
        """Show ``entry``; what is being typed into the note of the same entry stays."""
        same = self._entry is not None and self._entry.id == entry.id
        if not same:
            self.keep_note()
        self._entry = entry
        if not same:
            self.show_known(entry.id, _NOTHING)
        self._words.setText(entry.verbatim)
        number = f"#{entry.ticket_number}" if entry.ticket_number else ""
        own = entry.speaker is Speaker.AGENT
        self._words.setAccessibleName("What we saw" if own else "The customer’s words")
        set_surface(self._card, "note" if own else "customer")
        who = " · ".join(part for part in (entry.customer_name, entry.customer_email) if part)
        who = _OWN if own else who
        self._who.setText("\n".join(part for part in (who, f"{number} {entry.ticket_subject}".strip()) if part))
        practice = "Practice data" if entry.practice else ""
        where = entry.channel[:1].upper() + entry.channel[1:]
        said, noted = (day_and_minute(at, self._now()) for at in (entry.said_at, entry.captured_at))
        masked = "personal data masked" if entry.masked_at else ""
        spent = f"{entry.minutes:n} min" if entry.minutes is not None else ""
        awaits = "wants to hear of it" if entry.wants_reply else ""
        times = (f"noted {noted}",) if own else (f"said {said}", f"noted {noted}")
        told = " · ".join(part for part in (where, *times, spent, awaits, masked, practice) if part)
        self._when.setText(told[:1].upper() + told[1:])
        self._when.setToolTip(f"Said {exact(entry.said_at)}\nNoted {exact(entry.captured_at)}")
        self.open_button.setEnabled(entry.ticket is not None)
        for kind, chip in self._chips.items():
            chip.setChecked(kind is entry.kind)
        if not (same and (self.note.hasFocus() or self._rest.isActive())):
            self._show_note(entry.note)

    def show_known(self, entry: str, known: Known) -> None:
        """Show the account, the topic that the entry stands behind or that there is none, and what can be masked."""
        if self._entry is None or self._entry.id != entry:
            return
        self._client.setText(account(known.client, self._now().astimezone().date()) if known.client else "")
        self._client.setVisible(known.client is not None)
        self.quoting.show_entry(self._entry, known.permission)
        number = len(known.personal)
        self.mask_button.setVisible(bool(number))
        self.mask_button.setText(f"Mask {number:n} personal {'detail' if number == 1 else 'details'}")
        self._topic = topic = known.topic
        self.topic_button.setVisible(topic is not None)
        if topic is not None:
            self.topic_button.setText(one_line(topic.title, 60))
            self.topic_button.setToolTip(f"{topic.title} (T)")
            self.topic_button.setAccessibleName(f"Open the topic {topic.title}")
        self.link_button.setText("Move to another topic" if topic else "Link to a topic")

    def keep_note(self) -> None:
        """Hand on what was typed and not kept yet."""
        if self._entry is not None and self._rest.isActive():
            self._rest.stop()
            self.changed.emit(self._entry, self._entry.kind, self.note.toPlainText())

    def choose(self, kind: FeedbackKind) -> None:
        """Give the entry another kind."""
        if self._entry is not None:
            self._rest.stop()
            self.changed.emit(self._entry, kind, self.note.toPlainText())

    def show_back(self, wanted: bool) -> None:
        self._back.setVisible(wanted)

    def _show_note(self, note: str) -> None:
        self.note.blockSignals(True)
        self.note.setPlainText(note)
        self.note.blockSignals(False)

    def _connect(self) -> None:
        self.note.textChanged.connect(self._rest.start)
        self._rest.timeout.connect(self._rested)
        self.remove_button.clicked.connect(self.remove_asked)
        self.erase_button.clicked.connect(self.erase_asked)
        self.link_button.clicked.connect(self.link_asked)
        self.mask_button.clicked.connect(self.mask_asked)
        self.topic_button.clicked.connect(lambda: self.topic_asked.emit(self.topic()))
        self.open_button.clicked.connect(self._open)
        self._back.clicked.connect(self.back_asked)

    def _rested(self) -> None:
        if self._entry is not None:
            self.changed.emit(self._entry, self._entry.kind, self.note.toPlainText())

    def _open(self) -> None:
        if self._entry is not None and self._entry.ticket is not None:
            self.ticket_asked.emit(self._entry.ticket)

    def _hold_measure(self) -> None:
        """Lines that are not longer than can be read with ease."""
        self._measured.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)

    def _lay_out(self) -> None:
        inside = self._measured
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._back.setIcon(self._icons.icon("chevron-left"))
        self._back.setText("Feedback")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.hide()
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._made_chips())
        column.addWidget(self._quote())
        column.addWidget(self._who)
        column.addWidget(self._client)
        column.addWidget(self._when)
        column.addWidget(self.quoting)
        column.addLayout(self._topics())
        note = QLabel("Your note")
        set_role(note, "strong")
        column.addSpacing(4)
        column.addWidget(note)
        column.addWidget(self.note)
        column.addLayout(self._acts())
        column.addStretch()
        self.note.setPlaceholderText("What else there is to know. It is kept as you type.")
        self.note.setAccessibleName("Your note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(96)
        outer = QWidget()
        side = QHBoxLayout(outer)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(inside, 1000)
        side.addStretch(1)
        self.setWidget(outer)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _made_chips(self) -> FlowLayout:
        flow = FlowLayout(gap=4, row_gap=4)
        for kind in FeedbackKind:
            look = look_of(kind)
            chip = QPushButton(self._icons.icon(look.icon), look.word)
            chip.setCheckable(True)
            chip.setToolTip(f"{look.word} ({look.letter})")
            chip.setAccessibleName(f"Kind: {look.word}")
            chip.clicked.connect(lambda _checked=False, kind=kind: self.choose(kind))
            set_role(chip, "chip")
            self._chips[kind] = chip
            flow.addWidget(chip)
        return flow

    def _topics(self) -> FlowLayout:
        """What it stands behind."""
        flow = FlowLayout(gap=8, row_gap=4)
        self.topic_button.setIcon(self._icons.icon("tag"))
        set_role(self.topic_button, "link")
        set_role(self.link_button, "quiet")
        self.link_button.setIcon(self._icons.icon("link"))
        self.link_button.setToolTip("Which topic it is about (L)")
        set_role(self.mask_button, "quiet")
        self.mask_button.setIcon(self._icons.icon("lock"))
        self.mask_button.setToolTip("Put words such as [name] and [email] in their place (M)")
        for button in (self.topic_button, self.link_button, self.mask_button):
            flow.addWidget(button)
        return flow

    def _quote(self) -> QFrame:
        card = self._card
        set_surface(card, "customer")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.addWidget(self._words)
        return card

    def _acts(self) -> FlowLayout:
        flow = FlowLayout(gap=8, row_gap=8)
        self.open_button.setIcon(self._icons.icon("inbox"))
        self.remove_button.setIcon(self._icons.icon("trash", "tone.danger.ink"))
        set_role(self.remove_button, "quiet")
        set_tone(self.remove_button, "danger")
        flow.addWidget(self.open_button)
        flow.addWidget(self.remove_button)
        set_role(self.erase_button, "quiet")
        set_tone(self.erase_button, "danger")
        flow.addWidget(self.erase_button)
        return flow


def _label(role: Role) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        set_role(label, role)
    return label

"""One thing that goes out, in full: how it stands and why, its words, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.theme.roles import Role, set_role, set_surface
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill, State
from ui.widgets.safe_browser import SafeBrowser
from ui.widgets.times import exact
from workbench.certainty.checked.words import TITLE, lines
from workbench.helpdesk.port import OutKind
from workbench.outbox.model import Outgoing
from workbench.outbox.states import State as Stage
from workbench.outbox.words import Act, acts, files_of, kind_of, mark_of, sentence

_INDENT = 20
_MEASURE = 100  # letters


class OutgoingDetail(QScrollArea):
    """``decided``: an Act was chosen for what is shown."""

    decided = Signal(object)  # Act
    ticket_asked = Signal(str)
    copy_asked = Signal()
    back_asked = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._outgoing: Outgoing | None = None
        self._back = QToolButton()
        self._pill = Pill(parts.icons, State(word=""))
        self._subject, self._who, self._why = _label("title"), _label("secondary"), _label("")
        self._words, self._when = SafeBrowser(grows=True), _label("caption")
        self._files, self._checked = _label("secondary"), _label("caption")
        self._card = QFrame()
        self.buttons: dict[Act, QPushButton] = {}
        self.open_button, self.copy_button = QPushButton("Open conversation"), QPushButton("Copy words")
        self._acts = QWidget()
        self._measured = QWidget()
        self._lay_out()
        self._parts.theme.changed.connect(self._hold_measure)
        self._hold_measure()

    def outgoing(self) -> Outgoing | None:
        return self._outgoing

    def show_outgoing(self, outgoing: Outgoing, *, online: bool) -> None:
        self._outgoing = outgoing
        mark = mark_of(outgoing.state)
        self._pill.show_state(State(word=mark.word, tone=mark.tone, icon=mark.icon))
        self._subject.setText(outgoing.ticket_subject)
        who = (kind_of(outgoing), outgoing.customer, f"#{outgoing.ticket_number}" if outgoing.ticket_number else "")
        self._who.setText(" · ".join(part for part in who if part))
        self._why.setText(sentence(outgoing, online=online))
        self._words.setHtml(outgoing.html)
        self._files.setText(files_of(outgoing))
        self._files.setVisible(bool(outgoing.attached))
        self._checked.setText("\n".join((f"{TITLE}:", *lines(outgoing.checked))))
        self._checked.setVisible(bool(outgoing.checked))
        self._card.setVisible(bool(outgoing.text.strip()))
        set_surface(self._card, "note" if outgoing.kind is OutKind.NOTE else "agent")
        self.copy_button.setVisible(bool(outgoing.text.strip()))
        tried = "Sent" if outgoing.state is Stage.SENT else "Last tried"
        verb, at = (tried, outgoing.wired_at) if outgoing.wired_at else ("Queued", outgoing.queued_at)
        self._when.setText(f"{verb} · {exact(at)}")
        self._show_acts(acts(outgoing))

    def show_back(self, wanted: bool) -> None:
        self._back.setVisible(wanted)

    def _show_acts(self, wanted: tuple[Act, ...]) -> None:
        """The likely one first and filled; a button that stays keeps the focus."""
        for act, button in self.buttons.items():
            button.setVisible(act in wanted)
            set_role(button, "primary" if act in wanted[:1] and act is not Act.UNDO else "")
        self._acts.setVisible(bool(wanted))

    def _hold_measure(self) -> None:
        """Lines that are not longer than can be read with ease."""
        self._measured.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)

    def _lay_out(self) -> None:
        inside = self._measured
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        self._back.setIcon(self._parts.icons.icon("chevron-left"))
        self._back.setText("Outbox")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.clicked.connect(self.back_asked)
        self._back.hide()
        words = QVBoxLayout(self._card)
        words.setContentsMargins(16, 12, 16, 12)
        words.addWidget(self._words)
        self._words.setAccessibleName("Its words")
        set_role(self._words, "bare")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words.document().setIndentWidth(_INDENT)
        self._fill_acts()
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (
            self._subject,
            self._who,
            self._pill,
            self._why,
            self._acts,
            self._card,
            self._files,
            self._checked,
        ):
            column.addWidget(widget)
        column.addLayout(self._tools())
        column.addWidget(self._when)
        column.addStretch()
        outer = QWidget()
        side = QHBoxLayout(outer)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(inside, 1000)
        side.addStretch(1)
        self.setWidget(outer)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _fill_acts(self) -> None:
        flow = FlowLayout(self._acts, 8, 8)
        order = (Act.IT_ARRIVED, Act.TRY_AGAIN, Act.UNDO, Act.SEND_AGAIN, Act.EDIT, Act.SEND_NOW, Act.SEND_ANYWAY)
        for act in order:
            button = QPushButton(act.value)
            button.clicked.connect(lambda _checked=False, act=act: self.decided.emit(act))
            self.buttons[act] = button
            flow.addWidget(button)

    def _tools(self) -> FlowLayout:
        flow = FlowLayout(gap=8, row_gap=8)
        self.open_button.setIcon(self._parts.icons.icon("inbox"))
        self.copy_button.setIcon(self._parts.icons.icon("copy"))
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self.copy_asked)
        for button in (self.open_button, self.copy_button):
            flow.addWidget(button)
        return flow

    def _open(self) -> None:
        if self._outgoing is not None:
            self.ticket_asked.emit(self._outgoing.ticket)


def _label(role: Role) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        set_role(label, role)
    return label

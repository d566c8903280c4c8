"""Below a message of ours that waits: how it stands, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.pill import Pill, State
from workbench.kernel.ids import OutgoingId
from workbench.outbox.model import Withdrawn
from workbench.outbox.words import SENDS, WITHDRAWS, Act, acts, mark_of, sentence


class OutgoingLine(QWidget):
    """``act_done``: something was done; the kind of draft its words went back to, or empty."""

    act_done = Signal(str)

    def __init__(self, parts: Parts, outgoing: OutgoingId) -> None:
        super().__init__()
        self._parts = parts
        self._id = outgoing
        found = parts.workbench.outbox.one(outgoing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        if found is None:
            return
        mark = mark_of(found.state)
        line = QHBoxLayout()
        line.setSpacing(8)
        said = QLabel(sentence(found, online=parts.registry.facts.hold({"online"})))
        said.setWordWrap(True)
        set_role(said, "secondary")
        line.addWidget(Pill(parts.icons, State(word=mark.word, tone=mark.tone, icon=mark.icon)))
        line.addWidget(said, 1)
        column.addLayout(line)
        if possible := acts(found):
            column.addLayout(self._made_buttons(possible))

    def _made_buttons(self, possible: tuple[Act, ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for act in possible:
            button = QPushButton(act.value)
            set_role(button, "quiet")
            button.clicked.connect(lambda _=False, act=act: self._do(act))
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _do(self, act: Act) -> None:
        outbox = self._parts.workbench.outbox
        if act in WITHDRAWS:
            answer = outbox.withdraw(self._id)
            if isinstance(answer, Withdrawn):
                self.act_done.emit(answer.kind.value)
            else:
                self._parts.notices.say("It has left already.")
        elif act in SENDS:
            outbox.send_now(self._id)
            self.act_done.emit("")
        else:
            outbox.it_arrived(self._id)
            self.act_done.emit("")

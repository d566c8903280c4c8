"""How words of ours stand, below them, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.panes.conversation.words import Delivery
from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill, State
from workbench.outbox.words import Act

_ORDER = (
    Act.IT_ARRIVED,
    Act.TRY_AGAIN,
    Act.UNDO,
    Act.SEND_AGAIN,
    Act.EDIT,
    Act.SEND_NOW,
    Act.SEND_ANYWAY,
)


class DeliveryLine(QWidget):
    """``decided``: an Act was chosen."""

    decided = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._shown: Delivery | None = None
        self.pill = Pill(icons, State(word=""))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        set_role(self._text, "secondary")
        self._row = QWidget()
        self.buttons = {act: self._made(act) for act in Act}
        flow = FlowLayout(self._row, 8, 8)
        for act in _ORDER:
            flow.addWidget(self.buttons[act])
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(said)
        column.addWidget(self._row)

    def show_delivery(self, shown: Delivery) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        self._text.setText(shown.sentence)
        self.pill.show_state(State(word=shown.mark.word, tone=shown.mark.tone, icon=shown.mark.icon))
        self.setAccessibleName(f"{shown.mark.word}. {shown.sentence}")
        for act, button in self.buttons.items():
            button.setVisible(act in shown.acts)
        self._row.setVisible(bool(shown.acts))

    def sentence(self) -> str:
        return self._text.text()

    def _made(self, act: Act) -> QPushButton:
        button = QPushButton(act.value)
        button.clicked.connect(lambda _checked=False: self.decided.emit(act))
        return button

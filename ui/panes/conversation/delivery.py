"""How words of ours stand, below them, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.panes.conversation.words import Act, Delivery
from ui.theme.icons import Icons
from ui.theme.roles import ToneName, set_tone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph


class DeliveryLine(QWidget):
    """``decided``: an Act was chosen."""

    decided = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._theme = icons.theme
        self._shown: Delivery | None = None
        self._glyph = Glyph(icons, "clock")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._row = QWidget()
        self.buttons = {act: self._made(act) for act in Act}
        flow = FlowLayout(self._row, 8, 8)
        for act in (Act.IT_ARRIVED, Act.TRY_AGAIN, Act.UNDO, Act.SEND_AGAIN, Act.EDIT, Act.SEND_ANYWAY):
            flow.addWidget(self.buttons[act])
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(said)
        column.addWidget(self._row)
        icons.theme.changed.connect(self._tint)

    def show_delivery(self, shown: Delivery) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        self._text.setText(shown.sentence)
        self.setAccessibleName(shown.sentence)
        for act, button in self.buttons.items():
            button.setVisible(act in shown.acts)
        self._row.setVisible(bool(shown.acts))
        self._tint()

    def sentence(self) -> str:
        return self._text.text()

    def _tint(self) -> None:
        if self._shown is None:
            return
        tone: ToneName = self._shown.tone  # type: ignore[assignment]
        set_tone(self._text, tone)
        self._glyph.show_icon(self._shown.icon, self._theme.tokens.tone_named(tone).ink)

    def _made(self, act: Act) -> QPushButton:
        button = QPushButton(act.value)
        button.clicked.connect(lambda _checked=False: self.decided.emit(act))
        return button

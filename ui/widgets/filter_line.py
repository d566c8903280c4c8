"""The field above a list that narrows it; its keys lead into the list and back out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QToolButton

from ui.theme.roles import set_role
from ui.widgets.glyph import Glyph, icon_side

if TYPE_CHECKING:
    from ui.theme.icons import Icons

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_GAP = 4
_REPLACING = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)


class FilterLine(QLineEdit):
    """Esc clears, or emits ``left`` when there is nothing to clear.

    Down emits ``entered_list``, Enter ``chosen``. What is typed comes as ``textChanged``.
    """

    left = Signal()
    entered_list = Signal()
    chosen = Signal()

    def __init__(self, icons: Icons, placeholder: str, name: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._lens = Glyph(icons, "search", "text.faint")
        self._lens.setParent(self)
        self._clear = self._made_clear(icons)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.returnPressed.connect(self.chosen)

    def reset(self) -> None:
        """Empty it without a word to anybody."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._clear.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _REPLACING and hasattr(self, "_clear"):
            self._place()

    def event(self, event: QEvent) -> bool:
        # Esc belongs to the field while it has the focus, whatever the window uses it for.
        if event.type() == QEvent.Type.ShortcutOverride and _key(event) == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() in _DOWN:
            self.entered_list.emit()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        """Both icons inside the edge, as high as the text, at the sides the window reads from and to."""
        side, button = icon_side(self), icon_side(self) + 2 * _GAP
        lens = QRect(_GAP * 2, (self.height() - side) // 2, side, side)
        clear = QRect(self.width() - button - _GAP, (self.height() - button) // 2, button, button)
        direction = self.layoutDirection()
        self._lens.setGeometry(QStyle.visualRect(direction, self.rect(), lens))
        self._clear.setGeometry(QStyle.visualRect(direction, self.rect(), clear))
        self._clear.setIconSize(QSize(side, side))
        before, after = side + _GAP, button
        backwards = direction == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(after if backwards else before, 0, before if backwards else after, 0)

    def _made_clear(self, icons: Icons) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icons.icon("close"))
        button.setAccessibleName(self.tr("Clear"))
        button.setToolTip(self.tr("Clear"))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self.clear)
        button.hide()
        set_role(button, "inset")
        return button

    def _step_back(self) -> None:
        if self.text():
            self.clear()
        else:
            self.left.emit()


def _key(event: QEvent) -> int:
    return event.key() if isinstance(event, QKeyEvent) else 0


def asks_search(event: QKeyEvent) -> bool:
    """Whether these are the search keys, which mean the search of the room that is on the screen."""
    find = event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return find or event.text() == "/"

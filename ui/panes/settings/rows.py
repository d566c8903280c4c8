"""A setting as a row: its title and help, and the control that its declaration asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QSizePolicy, QSpinBox, QWidget

from ui.theme.roles import Role, indent_number, set_role
from ui.widgets.choices import Choice, Number
from workbench.settings.schema import Setting

_BESIDE_FROM = 62  # letters
Keep = Callable[[Any], object]


class SettingRow(QWidget):
    """Words, and the control beside or, where it is narrow, below them. ``keep`` is given each new value."""

    def __init__(self, setting: Setting[Any], value: Any, keep: Keep) -> None:
        super().__init__()
        self.setting = setting
        self.control = _control(setting, keep)
        self.control.setAccessibleName(setting.title)
        self.control.setAccessibleDescription(setting.help)
        self._title, self._help = _label(setting.title, "strong"), _label(setting.help, "caption")
        self._title.setBuddy(self.control)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(0, 1)
        self.show_value(value)
        self._place()

    def show_value(self, value: Any) -> None:
        """Show what is kept."""
        self.control.blockSignals(True)
        match self.control:
            case QCheckBox() as box:
                box.setChecked(value)
            case QComboBox() as choice:
                choice.setCurrentIndex(choice.findData(value))
            case QSpinBox() as number if not number.hasFocus() or number.value() != value:
                number.setValue(value)
            case QLineEdit() as line if not line.hasFocus():
                line.setText(value)
        self.control.blockSignals(False)

    def refuse(self, why: str) -> None:
        """It cannot be chosen just now, and ``why`` not; empty: it can."""
        self.control.setEnabled(not why)
        self._help.setText(why or self.setting.help)
        self.control.setAccessibleDescription(self._help.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._grid.addWidget(self._title, 0, 0)
        self._grid.addWidget(self._help, 1, 0)
        side = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE_FROM
        if beside or isinstance(self.control, QCheckBox):
            self._grid.addWidget(self.control, 0, 1, 2, 1, side)
        else:
            self._grid.addWidget(self.control, 2, 0, Qt.AlignmentFlag.AlignLeading)


def _control(setting: Setting[Any], keep: Keep) -> QWidget:
    if setting.choices:
        choice = Choice()
        for value, word in setting.choices:
            choice.addItem(word, value)
        choice.currentIndexChanged.connect(lambda at: keep(choice.itemData(at)))
        return choice
    if isinstance(setting.default, bool):
        box = QCheckBox()
        set_role(box, "inset")
        box.toggled.connect(keep)
        return box
    if isinstance(setting.default, int):
        return _number(setting, keep)
    line = QLineEdit()
    line.editingFinished.connect(lambda: keep(line.text()))
    return line


def _number(setting: Setting[Any], keep: Keep) -> QSpinBox:
    number = Number()
    number.setRange(setting.least, setting.most or 2**31 - 1)
    number.setSingleStep(10 if setting.most >= 200 else 1)
    number.setKeyboardTracking(False)
    number.setSuffix(" %" if "per cent" in setting.help else " s" if "econds" in setting.help else "")
    indent_number(number)
    number.valueChanged.connect(keep)
    return number


def _label(text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    set_role(label, role)
    return label

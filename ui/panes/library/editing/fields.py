"""What a snippet asks for, a row for each field; its name in the text comes from its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.choices import Choice
from workbench.kernel.text import fold
from workbench.library.template.fields import fault_of_pattern, misfit
from workbench.packs.model import Field, FieldType

KINDS = {
    FieldType.TEXT: "Text",
    FieldType.LONG: "Long text",
    FieldType.NUMBER: "Number",
    FieldType.DATE: "Date",
    FieldType.CHOICE: "Choice",
    FieldType.YES_NO: "Yes or no",
}
_NOT_NAME = re.compile(r"[^a-z0-9]+")


def name_for(label: str, taken: Sequence[str]) -> str:
    """A name for a label: ``Order number`` is ``order_number``; a second one ``order_number_2``."""
    base = _NOT_NAME.sub("_", fold(label)).strip("_")[:50] or "field"
    base = base if base[0].isalpha() else f"f_{base}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name


class FieldLine(QWidget):
    """One field. ``changed``: it is another; ``gone``: it is to be taken away."""

    changed = Signal()
    gone = Signal()

    def __init__(self, icons: Icons, field: Field) -> None:
        super().__init__()
        self._field = field
        self.label, self.kind = QLineEdit(field.label), Choice()
        self.more, self.default = QLineEdit(), QLineEdit(field.default)
        self.required = QCheckBox("Required")
        self._written, self._wrong = QLabel(f"{{{{field.{field.name}}}}}"), QLabel()
        self._remove = QToolButton()
        self._grid = QGridLayout(self)
        for kind, word in KINDS.items():
            self.kind.addItem(word, kind)
        self.kind.setCurrentIndex(list(KINDS).index(field.type))
        self.more.setText(", ".join(field.options) if field.type is FieldType.CHOICE else field.pattern)
        self.required.setChecked(field.required)
        for line in (self.label, self.more, self.default):
            line.setCursorPosition(0)
        self._lay_out(icons)
        self._connect()
        self._fit()

    def field(self) -> Field:
        """The field as it is written now."""
        kind, more = FieldType(self.kind.currentData()), self.more.text().strip()
        options = tuple(dict.fromkeys(word for each in more.split(",") if (word := each.strip())))
        return replace(
            self._field,
            label=self.label.text().strip() or self._field.name.replace("_", " "),
            type=kind,
            options=options if kind is FieldType.CHOICE else (),
            pattern=more if kind is FieldType.TEXT else "",
            default=self.default.text().strip(),
            required=self.required.isChecked(),
        )

    def _fit(self) -> None:
        """Ask for what suits the kind, and say what is wrong with it."""
        kind = FieldType(self.kind.currentData())
        more = kind in {FieldType.CHOICE, FieldType.TEXT}
        self.more.setVisible(more)
        self._grid.addWidget(self.default, 1, 1 if more else 0, 1, 3 if more else 4)
        name, hint = ("Options", "with commas") if kind is FieldType.CHOICE else ("Pattern", "[0-9]{6}")
        self.more.setPlaceholderText(f"{name}: {hint}")
        self.more.setAccessibleName(name)
        self.default.setPlaceholderText("yes or no" if kind is FieldType.YES_NO else "Default")
        field = self.field()
        wrong = ""
        if kind is FieldType.CHOICE and not field.options:
            wrong = "A choice needs options."
        elif field.pattern and (fault := fault_of_pattern(field.pattern)):
            wrong = f"The pattern cannot be read: {fault}."
        elif field.default and (misfits := misfit(field, field.default)):
            wrong = f"The default does not fit. {misfits}"
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))

    def _on_changed(self) -> None:
        self._fit()
        self.changed.emit()

    def _connect(self) -> None:
        for line in (self.label, self.more, self.default):
            line.textChanged.connect(self._on_changed)
        self.kind.currentIndexChanged.connect(self._on_changed)
        self.required.toggled.connect(self._on_changed)
        self._remove.clicked.connect(self.gone)

    def _lay_out(self, icons: Icons) -> None:
        self.label.setPlaceholderText("What to ask for")
        self.label.setAccessibleName("Label of the field")
        self.kind.setAccessibleName("Kind of the field")
        self.default.setAccessibleName("Default of the field")
        self._remove.setIcon(icons.icon("close"))
        self._remove.setToolTip("Ask for it no more")
        self._remove.setAccessibleName("Ask for it no more")
        set_role(self._written, "mono")
        self._written.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(self._wrong, "caption")
        self._wrong.setWordWrap(True)
        grid = self._grid
        grid.setContentsMargins(0, 4, 0, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.kind, 0, 1)
        grid.addWidget(self.required, 0, 2)
        grid.addWidget(self._remove, 0, 3)
        grid.addWidget(self.more, 1, 0)
        grid.addWidget(self._written, 2, 0, 1, 4)
        grid.addWidget(self._wrong, 3, 0, 1, 4)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)


class FieldLines(QWidget):
    """All fields of a snippet, and a button for one more. ``renamed`` (before, after): one is called otherwise."""

    changed = Signal()
    renamed = Signal(str, str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.lines: list[FieldLine] = []
        self.add_button = QPushButton(icons.icon("plus"), "Ask for a value")
        self.add_button.clicked.connect(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_fields(self, fields: Sequence[Field]) -> None:
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for field in fields:
            self._append(field)
        self._column.activate()
        self.updateGeometry()  # at once, or fewer fields than before would leave a gap for a moment

    def fields(self) -> tuple[Field, ...]:
        return tuple(line.field() for line in self.lines)

    def add(self) -> FieldLine:
        """One more, to be named."""
        taken = [line.field().name for line in self.lines]
        line = self._append(Field(name=name_for("value", taken), label=""))
        line.label.editingFinished.connect(lambda: self._name(line))
        line.label.setFocus()
        self.changed.emit()
        return line

    def _name(self, line: FieldLine) -> None:
        """A new field is named once, after its first label."""
        line.label.editingFinished.disconnect()
        taken, before = [each.field().name for each in self.lines if each is not line], line._field.name
        line._field = replace(line._field, name=name_for(line.label.text() or "value", taken))
        line._written.setText(f"{{{{field.{line._field.name}}}}}")
        if line._field.name != before:
            self.renamed.emit(before, line._field.name)
        self.changed.emit()

    def _append(self, field: Field) -> FieldLine:
        line = FieldLine(self._icons, field)
        self.lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        line.changed.connect(self.changed)
        line.gone.connect(lambda: self._take_away(line))
        return line

    def _take_away(self, line: FieldLine) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.changed.emit()

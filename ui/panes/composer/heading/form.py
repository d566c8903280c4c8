"""The lines over a new message. What they say is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.panes.composer.heading.people import People
from ui.theme.roles import set_role, set_tone
from ui.theme.theme import Theme
from ui.widgets.divider import Divider
from workbench.helpdesk.model import Place
from workbench.kernel.text import one_line
from workbench.tickets.unsent.model import Heading, Incomplete

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST = 400
_LETTERS = 16


class HeadingForm(QWidget):
    """``changed``: it says something else. ``typed`` (str): in the line of the customer. ``done``: Enter in the last.

    ``left``: Esc. ``focused`` (bool): one of its lines has the keyboard. ``reshaped``: it wants another height.
    """

    changed = Signal()
    typed = Signal(str)
    done = Signal()
    left = Signal()
    focused = Signal(bool)
    reshaped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.to, self.subject, self.places = QLineEdit(), QLineEdit(), QComboBox()
        self._places: list[Place] = []
        self._wrong = QLabel()
        self._rows: list[tuple[QLabel, QWidget, Divider]] = []
        self._lay_out()
        self.to.textChanged.connect(self._on_changed)
        self.to.textEdited.connect(self.typed)
        self.subject.textChanged.connect(self._on_changed)
        self.places.currentIndexChanged.connect(self._on_changed)
        for field in (self.to, self.subject, self.places):
            field.installEventFilter(self)
        self.people = People(theme, self.to)  # after that, for it comes first at a key
        self.people.chosen.connect(self._on_chosen)
        self.hide()

    def show_heading(self, heading: Heading, places: Sequence[Place]) -> None:
        """Show another; ``places``: where it can begin."""
        for field in (self.to, self.subject, self.places):
            field.blockSignals(True)
        self.to.setText(heading.to)
        self.subject.setText(heading.subject)
        self._places = list(places)
        several = len({place.account for place in places}) > 1
        self.places.clear()
        self.places.addItems([f"{each.account_name} · {each.name}" if several else each.name for each in places])
        here = (place for place in places if (place.account, place.inbox) == (heading.account, heading.inbox))
        chosen = next(here, None)
        self.places.setCurrentIndex(self._places.index(chosen) if chosen else -1)
        for field in (self.to, self.subject, self.places):
            field.blockSignals(False)
        for widget in self._rows[2]:
            widget.setVisible(len(places) > 1 or chosen is None)
        self._say("")
        self.people.hide()

    def heading(self, before: Heading) -> Heading:
        """What it says now; ``before``: what it was, where no place is chosen."""
        at = self.places.currentIndex()
        place = self._places[at] if 0 <= at < len(self._places) else None
        return Heading(
            account=place.account if place else before.account,
            inbox=place.inbox if place else before.inbox,
            to=self.to.text().strip(),
            subject=one_line(self.subject.text(), _LONGEST),
        )

    def complain(self, missing: Incomplete) -> None:
        """Say what is missing, and go there."""
        line = self.subject if missing.part == "subject" else self.to
        self._say(missing.reason)
        set_tone(line, "danger")
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    def said(self) -> str:
        """What is missing."""
        return self._wrong.text()

    def focus(self) -> bool:
        """Go to the first line that is empty; whether there is one."""
        empty = next((line for line in (self.to, self.subject) if not line.text().strip()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
        return empty is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (layout := self.layout()) is not None:
            layout.invalidate()  # it may have been squeezed to nothing while the sheet was away

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.focused.emit(event.type() == QEvent.Type.FocusIn)
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in _COMES_BACK
        ):
            self._show_beginning(watched)
        if event.type() == QEvent.Type.ShortcutOverride and _key(event) == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(watched, Qt.Key(event.key()), held=bool(event.modifiers() & _HELD))
        return super().eventFilter(watched, event)

    def _take(self, field: QObject, key: Qt.Key, *, held: bool) -> bool:
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _ENTERS and not held and field is self.to:
            self.subject.setFocus(Qt.FocusReason.TabFocusReason)
        elif key in _ENTERS and not held and field is self.subject:
            self.done.emit()
        else:
            return False
        return True

    def _show_beginning(self, field: QObject) -> None:
        """What is too long for its line is told apart by how it begins."""
        if isinstance(field, QLineEdit):
            field.home(False)

    def _on_chosen(self, written: str) -> None:
        self.to.setText(written)
        self.subject.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changed(self) -> None:
        self._say("")
        self.changed.emit()

    def _say(self, words: str) -> None:
        if not words:
            set_tone(self.to, "")
            set_tone(self.subject, "")
        self._wrong.setText(words)
        if self._wrong.isHidden() is bool(words):
            self._wrong.setVisible(bool(words))
            self.reshaped.emit()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("To", self.to), ("Subject", self.subject), ("From", self.places),
        )  # fmt: skip
        for at, (word, field) in enumerate(fields):
            label, line = QLabel(word), Divider()
            set_role(label, "secondary")
            label.setBuddy(field)
            field.setAccessibleName(word)
            grid.addWidget(label, 2 * at, 0)
            grid.addWidget(field, 2 * at, 1)
            grid.addWidget(line, 2 * at + 1, 0, 1, 2)
            self._rows.append((label, field, line))
        for edit in (self.to, self.subject):
            set_role(edit, "bare")
            edit.setMaxLength(_LONGEST)
        self.to.setPlaceholderText("Name <address>")
        # A long name of an inbox must not make the sheet wider than its room.
        self.places.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.places.setMinimumContentsLength(_LETTERS)
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        set_tone(self._wrong, "danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        column.addLayout(grid)
        column.addWidget(self._wrong)


_COMES_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def _key(event: QEvent) -> int:
    return event.key() if isinstance(event, QKeyEvent) else 0

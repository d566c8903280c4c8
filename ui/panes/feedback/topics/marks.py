"""What a topic is filed under, changed where it stands: its kind, how bad it is, its area."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.topics.looks import area_state, kind_state, severity_state
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill, State
from ui.widgets.pill_button import PillButton
from workbench.feedback.topics.model import LETTERS, SEVERITIES, Standing, Topic, TopicKind

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDEST = 32  # letters


class TopicMarks(QWidget):
    """``changed`` (field, value): another kind, severity or area was chosen. ``left``: the keyboard goes back."""

    changed = Signal(str, object)
    left = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._icons = parts.icons
        self._topic: Topic | None = None
        self.kind = PillButton(parts.icons, "Kind", kind_state(TopicKind.REQUEST))
        self.severity = PillButton(parts.icons, "How bad it is", severity_state(None))
        self.area = PillButton(parts.icons, "Area", area_state(""))
        self.status = Pill(parts.icons, State(word=""))
        self.area_line = QLineEdit()
        self.menu = QMenu(self)
        self._areas: Sequence[str] = ()
        self._lay_out()
        self.kind.clicked.connect(self.ask_kind)
        self.severity.clicked.connect(self.ask_severity)
        self.area.clicked.connect(self.ask_area)
        self.area_line.installEventFilter(self)

    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """K asks for another kind, H how bad it is, W where in the product it lies."""
        return {Qt.Key.Key_K: self.ask_kind, Qt.Key.Key_H: self.ask_severity, Qt.Key.Key_W: self.ask_area}

    def show_topic(self, topic: Topic, areas: Sequence[str]) -> None:
        """Show what ``topic`` is filed under. ``areas``: those that others are in. An area that is typed stays."""
        if self._topic is not None and self._topic.id != topic.id:
            self._close_area()
        self._topic, self._areas = topic, areas
        self.kind.show_state(kind_state(topic.kind))
        self.severity.show_state(severity_state(topic.severity))
        self.area.show_state(area_state(topic.area))
        if not topic.area:
            self.area.setAccessibleName("Area: none yet")
        if topic.severity is None:
            self.severity.setAccessibleName("How bad it is: not said yet")

    def show_standing(self, standing: Standing | None) -> None:
        """Show how it stands with product, where that is known."""
        self.status.setVisible(standing is not None)
        if standing is not None:
            self.status.show_state(State(word=standing.word, tone=standing.tone))

    def ask_kind(self) -> None:
        """Offer the kinds, each under its letter."""
        letter = {kind: letter.upper() for letter, kind in LETTERS.items()}
        self._offer(
            self.kind,
            "kind",
            [(kind, kind_state(kind).word, letter[kind], kind_state(kind).icon) for kind in TopicKind],
            self._topic.kind if self._topic else None,
        )

    def ask_severity(self) -> None:
        """Offer how bad it can be, each under its number."""
        words = [severity_state(each).word.partition(" · ")[2] for each in SEVERITIES]
        choices: list[tuple[object, str, str, str]] = [
            (each, word, str(each), "") for each, word in zip(SEVERITIES, words, strict=True)
        ]
        self._offer(
            self.severity, "severity", [*choices, (None, "Not said", "0", "")],
            self._topic.severity if self._topic else None,
        )  # fmt: skip

    def ask_area(self) -> None:
        """Ask in place which part of the product it is about."""
        if self._topic is None:
            return
        completer = QCompleter(list(self._areas), self.area_line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.area_line.setCompleter(completer)
        self.area_line.setText(self._topic.area)
        self.area_line.setFixedWidth(self.fontMetrics().averageCharWidth() * _WIDEST)
        self.area.hide()
        self.area_line.show()
        self.area_line.setFocus()
        self.area_line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the line Enter keeps the area, Esc leaves it as it was; going elsewhere keeps it too."""
        if watched is self.area_line and isinstance(event, QKeyEvent):
            ours = event.key() in (*_ENTERS, Qt.Key.Key_Escape)
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # single letters are letters here
                return True
            if event.type() == QEvent.Type.KeyPress and ours:
                if event.key() in _ENTERS:
                    self._keep_area()
                self._close_area()
                self.area.setFocus()
                return True
        if watched is self.area_line and event.type() == QEvent.Type.FocusOut and not self._is_completing():
            self._keep_area()
            self._close_area()
        return super().eventFilter(watched, event)

    def _offer(
        self, button: PillButton, name: str, choices: Sequence[tuple[object, str, str, str]], now: object
    ) -> None:
        """A menu under ``button`` in which each of (value, word, letter, icon) is taken by its letter."""
        self.menu.clear()
        for value, word, letter, icon in choices:
            action = self.menu.addAction(_marked(word, letter))
            action.setCheckable(True)
            action.setChecked(value == now)
            if icon:
                action.setIcon(self._icons.icon(icon))
            action.triggered.connect(lambda _=False, value=value: self._take(name, value, now))
            if value == now:
                self.menu.setActiveAction(action)
        button.setFocus()
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _take(self, name: str, value: object, now: object) -> None:
        if value != now:
            self.changed.emit(name, value)

    def _keep_area(self) -> None:
        if self._topic is not None and not self.area_line.isHidden():
            typed = self.area_line.text().strip()
            if typed != self._topic.area:
                self.changed.emit("area", typed)

    def _close_area(self) -> None:
        self.area_line.hide()
        self.area.show()

    def _is_completing(self) -> bool:
        completer = self.area_line.completer()
        shown = completer.popup() if completer is not None else None
        return shown is not None and shown.isVisible()

    def _lay_out(self) -> None:
        self.kind.setToolTip("What kind of topic it is (K)")
        self.severity.setToolTip("How bad it is for those who have it (H)")
        self.area.setToolTip("The part of the product that it is about (W)")
        self.area_line.setPlaceholderText("Billing, login, …")
        self.area_line.setAccessibleName("Area: the part of the product that it is about")
        self.area_line.hide()
        flow = FlowLayout(self, 6, 4)
        for widget in (self.kind, self.severity, self.area, self.area_line, self.status):
            flow.addWidget(widget)


def _marked(word: str, letter: str) -> str:
    """``word`` as an entry of a menu that its letter chooses; a number stands before it."""
    at = word.upper().find(letter)
    return f"&{letter}  {word}" if at < 0 else f"{word[:at]}&{word[at:]}\t{letter}"

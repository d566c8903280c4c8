"""What a topic is filed under, changed where it stands: its kind, how bad it is, its area, who decides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.topics.looks import area_state, kind_state, owner_state, severity_state
from ui.panes.feedback.topics.pill_line import PillLine
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill, State
from ui.widgets.pill_button import PillButton
from workbench.feedback.topics.model import LETTERS, SEVERITIES, Standing, Topic, TopicKind


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
        self._area = PillLine(parts.icons, "Area", area_state(""), "Billing, login, …")
        self._owner = PillLine(parts.icons, "Who decides in product", owner_state(""), "A name")
        self.area, self.area_line = self._area.pill, self._area.line
        self.owner, self.owner_line = self._owner.pill, self._owner.line
        self.status = Pill(parts.icons, State(word=""))
        self.menu = QMenu(self)
        self._lay_out()
        self.kind.clicked.connect(self.ask_kind)
        self.severity.clicked.connect(self.ask_severity)
        self.area.clicked.connect(self.ask_area)
        self.owner.clicked.connect(self.ask_owner)
        self._area.changed.connect(lambda typed: self.changed.emit("area", typed))
        self._owner.changed.connect(lambda typed: self.changed.emit("owner", typed))

    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """K asks for another kind, H how bad it is, W where in the product it lies, O who decides."""
        return {
            Qt.Key.Key_K: self.ask_kind, Qt.Key.Key_H: self.ask_severity, Qt.Key.Key_W: self.ask_area,
            Qt.Key.Key_O: self.ask_owner,
        }  # fmt: skip

    def show_topic(self, topic: Topic, areas: Sequence[str], people: Sequence[str] = ()) -> None:
        """Show what ``topic`` is filed under. ``areas``: those that others are in; ``people``: who may decide.

        What is being typed stays.
        """
        if self._topic is not None and self._topic.id != topic.id:
            self._area.leave()
            self._owner.leave()
        self._topic = topic
        self.kind.show_state(kind_state(topic.kind))
        self.severity.show_state(severity_state(topic.severity))
        self._area.show_kept(topic.area, area_state(topic.area), areas)
        self._owner.show_kept(topic.owner, owner_state(topic.owner), people)
        if not topic.owner:
            self.owner.setAccessibleName("Who decides in product: not known yet")
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
        if self._topic is not None:
            self._area.ask()

    def ask_owner(self) -> None:
        """Ask in place who decides it in product."""
        if self._topic is not None:
            self._owner.ask()

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

    def _lay_out(self) -> None:
        self.kind.setToolTip("What kind of topic it is (K)")
        self.severity.setToolTip("How bad it is for those who have it (H)")
        self.area.setToolTip("The part of the product that it is about (W)")
        self.owner.setToolTip("Who decides it in product (O)")
        self.area_line.setAccessibleName("Area: the part of the product that it is about")
        flow = FlowLayout(self, 6, 4)
        for widget in (self.kind, self.severity, self._area, self._owner, self.status):
            flow.addWidget(widget)


def _marked(word: str, letter: str) -> str:
    """``word`` as an entry of a menu that its letter chooses; a number stands before it."""
    at = word.upper().find(letter)
    return f"&{letter}  {word}" if at < 0 else f"{word[:at]}&{word[at:]}\t{letter}"

"""What is agreed with a customer, and what was done for them: a line each above the messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.days import day_name
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.glyph import Glyph
from workbench.feedback.around.model import Boundary, Goodwill
from workbench.kernel.text import in_marks, one_line


@dataclass(frozen=True, slots=True)
class BesideLine:
    """``deeds``: what can be done to it, by the words on the buttons."""

    icon: str
    text: str
    deeds: tuple[tuple[str, Callable[[], object]], ...] = ()


class BesideRow(QWidget):
    """One line, its buttons beside it; the whole of it on hover."""

    def __init__(self, parts: Parts, line: BesideLine) -> None:
        super().__init__()
        self.label = ElidedLabel(line.text)
        set_role(self.label, "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Glyph(parts.icons, line.icon, "text.secondary"))
        row.addWidget(self.label, 1)
        self.buttons = [_button(word, line.text, deed) for word, deed in line.deeds]
        for button in self.buttons:
            row.addWidget(button)


def agreed(boundary: Boundary, today: date) -> str:
    """What is agreed to say, until when, and whether it is handed over."""
    until = day_name(boundary.ends_on, today)
    return f"Agreed until {until}: {in_marks(one_line(boundary.wording, 300))}{_over(boundary, today)}"


def done(note: Goodwill) -> str:
    """What was done, and why."""
    return "Goodwill: " + " · ".join(part for part in (note.what, note.why) if part)


def _over(boundary: Boundary, today: date) -> str:
    if boundary.taken_at:
        return f" · taken over {_on(boundary.taken_at.astimezone().date(), today)}"
    if boundary.asked_at:
        return f" · handed over {_on(boundary.asked_at.astimezone().date(), today)}"
    return " · the note that hands it over is not sent yet" if boundary.drafted_at else ""


def _on(day: date, today: date) -> str:
    name = day_name(day, today)
    return name if name in ("today", "tomorrow") else f"on {name}"


def _button(word: str, of: str, deed: Callable[[], object]) -> QPushButton:
    button = QPushButton(word)
    set_role(button, "link")
    button.setAccessibleName(f"{word}: {of}")
    button.clicked.connect(lambda _checked=False: deed())
    return button

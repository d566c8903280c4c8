"""What is said of briefs on screen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.theme.roles import Role, set_role
from ui.widgets.times import day_and_minute
from workbench.feedback.brief.blame import blame_in
from workbench.feedback.brief.model import Brief, Form, Names
from workbench.feedback.brief.numbers import counted
from workbench.feedback.brief.outputs import changed_numbers
from workbench.kernel.text import in_marks

NAMES = {
    Names.NONE: "No names",
    Names.INITIALS: "Initials",
    Names.FULL: "Full names",
}
_SHOWN = 3


def label(role: Role) -> QLabel:
    """A line of plain text that wraps."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    set_role(made, role)
    return made


def name_of(brief: Brief, now: datetime) -> str:
    """A brief in a list."""
    form = "Resources, " if brief.form is Form.RESOURCE else ""
    made = day_and_minute(brief.made_at, now)
    return f"{form}{made} · {counted(len(brief.entries), 'entry', 'entries')}"


def state_of(brief: Brief | None, now: datetime) -> str:
    """What there is, and what a brief does."""
    if brief is None:
        return "None yet. A brief freezes what is known now, on one page, for somebody who can decide."
    frozen = f"Frozen {day_and_minute(brief.made_at, now)} with {counted(len(brief.entries), 'entry', 'entries')}"
    return f"{frozen} · sent to {', '.join(brief.sent_to)}" if brief.sent_to else f"{frozen} · nobody has it yet"


def warnings_of(markdown: str, brief: Brief) -> list[str]:
    """What to look at before it goes: numbers that were written over, words of blame."""
    numbers = [
        f"{in_marks(words)} was counted as {in_marks(was)}."
        if was
        else f"{in_marks(words)} links to a number that this brief has not."
        for words, was in changed_numbers(markdown, brief.numbers)
    ]
    blame = [f"{in_marks(each.words)}: {each.why}" for each in blame_in(markdown)]
    found = [*dict.fromkeys(numbers), *dict.fromkeys(blame)]
    return [*found[:_SHOWN], *([f"And {len(found) - _SHOWN} more."] if len(found) > _SHOWN else [])]

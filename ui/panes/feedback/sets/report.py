"""The page of whole sets: how far people got, chat beside email like for like, and where they leave."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.sets import looks
from ui.theme.roles import Role, set_role
from ui.widgets.charts.chart import Chart
from workbench.feedback.sets import said as words
from workbench.feedback.sets.page import SetPage

_MEASURE = 90  # letters


class SetReport(QScrollArea):
    """Sentences and charts, one below the other. What is not there to say leaves no place behind."""

    def __init__(self, parts: Parts, page: SetPage) -> None:
        super().__init__()
        self._theme = parts.theme
        self.purpose, self.coverage = label("title"), label("secondary")
        self.totals = Chart(parts.theme, looks.totals(page))
        self.unmatched, self.turned = label("caption"), label("strong")
        self.pairs = Chart(parts.theme, looks.pairs(page))
        self.leaving, self._steps = label("strong"), QWidget()
        self._grid = QGridLayout(self._steps)
        self.facts, self.cannot = label("secondary"), label("caption")
        self._inside = QWidget()
        self._lay_out()
        self.show_purpose("")
        self.show_page(page)
        parts.theme.changed.connect(self._hold_measure)
        self._hold_measure()

    def show_purpose(self, sentence: str) -> None:
        """What the team is there for, in its own words, above every chart; "" where it has not said."""
        self.purpose.setText(sentence)
        self.purpose.setVisible(bool(sentence))

    def show_page(self, page: SetPage) -> None:
        """Show what is said of the sets of ``page``."""
        compared = looks.shows_pairs(page)
        self.coverage.setText(words.coverage(page))
        self.totals.show_data(looks.totals(page))
        self.pairs.show_data(looks.pairs(page))
        self.pairs.setVisible(compared)
        _say(self.unmatched, words.UNMATCHED if compared else "")
        _say(self.turned, words.turned(page))
        self.leaving.setText(words.leaving(page))
        self._show_steps(page)
        _say(self.facts, "\n".join(words.facts(page)))
        self.cannot.setText(words.CANNOT)

    def _show_steps(self, page: SetPage) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, leave in enumerate(page.leaves):
            number, step = label("secondary"), label("")
            number.setText(f"{leave.number:n}")
            number.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
            step.setText(words.leave_words(page, leave))
            self._grid.addWidget(number, at, 0)
            self._grid.addWidget(step, at, 1)
        self._steps.setVisible(bool(page.leaves))

    def _lay_out(self) -> None:
        space = self._theme.tokens.space
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space.m)
        self._grid.setVerticalSpacing(space.xs)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(space.l, space.m, space.l, space.l)
        column.setSpacing(space.s)
        for part in (
            self.purpose, self.coverage, self.totals, self.unmatched, self.turned, self.pairs,
            self.leaving, self._steps, self.facts, self.cannot,
        ):  # fmt: skip
            if part in (self.totals, self.pairs, self.leaving, self.facts):
                column.addSpacing(space.s)
            column.addWidget(part)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)

    def _hold_measure(self) -> None:
        self._inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)


def label(role: Role) -> QLabel:
    """A label whose words may need several lines, and can be selected."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if role:
        set_role(made, role)
    return made


def _say(where: QLabel, said: str) -> None:
    where.setText(said)
    where.setVisible(bool(said))

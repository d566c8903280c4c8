"""Leads through the findings: opens a finding's card by hover or by key, and hands on what is answered on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal

from ui.commands.parts import Parts
from ui.panes.composer.acts import Act
from ui.panes.composer.card import FindingCard
from ui.panes.composer.checking import Checks
from ui.panes.composer.editor import ReplyEditor
from ui.panes.composer.verifying import Verifying
from ui.writing.geometry import holds, pieces, whole
from ui.writing.marks import Mark

_HOVER_MS = 350
_LEAVE_MS = 300


class Guide(QObject):
    """``said``: a few words for the strip."""

    said = Signal(str)

    def __init__(self, parts: Parts, editor: ReplyEditor, checks: Checks) -> None:
        super().__init__(editor)
        self._editor = editor
        self._checks = checks
        self._today = parts.workbench.follow_ups.today
        self._verifying = Verifying(parts, editor, checks)
        self._verifying.said.connect(self.said)
        self.card = FindingCard(parts, editor)
        self._by_hover = False
        self._under: Mark | None = None
        self._open_timer = self._timer(_HOVER_MS)
        self._open_timer.timeout.connect(self._open_hovered)
        self._leave_timer = self._timer(_LEAVE_MS)
        self._leave_timer.timeout.connect(self._close_hovered)
        editor.pointed.connect(self._on_pointed)
        editor.viewport().installEventFilter(self)
        editor.verticalScrollBar().valueChanged.connect(self.card.close_card)
        self.card.entered.connect(self._leave_timer.stop)
        self.card.left.connect(self._on_left)
        self.card.acted.connect(self._answer)
        self.card.promised.connect(self._promise)
        self.card.phrase_meant.connect(self._keep_phrase)
        self.card.closed.connect(self._on_closed)
        checks.changed.connect(self._on_checked)

    def next(self) -> None:
        """Open the card of the next finding; after the last the first. Hints come when nothing else is left."""
        self._open_next(self._checks.warnings() or self._checks.hints())

    def next_hint(self) -> None:
        self._open_next(self._checks.hints())

    def close(self) -> None:
        self.card.close_card()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._on_left()
        return super().eventFilter(watched, event)

    def _open_next(self, marks: Sequence[Mark]) -> None:
        if self._checks.kept_whole:
            self._verifying.check_again()
            return
        if not marks:
            self.card.close_card()
            self.said.emit("Nothing to verify.")
            return
        shown = self.card.mark
        if shown is not None:
            at = next((i + 1 for i, mark in enumerate(marks) if mark is shown), 0)
        else:
            caret = self._editor.textCursor().position()
            at = next((i for i, mark in enumerate(marks) if mark.at.end >= caret), 0)
        self._open(marks[at % len(marks)], marks, focus=True)

    def _open(self, mark: Mark, marks: Sequence[Mark], *, focus: bool) -> None:
        if focus:
            self._editor.bring_into_view(mark.at)
        near = whole(pieces(self._editor, mark.at.start, mark.at.length))
        corner = self._editor.viewport().mapTo(self._editor, near.topLeft())
        self._by_hover = not focus
        number, rule = marks.index(mark) + 1, self._checks.rule_of(mark)
        self.card.show_mark(mark, QRect(corner, near.size()), number=number, of=len(marks), focus=focus, rule=rule)
        self._editor.show_marks(self._checks.warnings(), mark)

    def _answer(self, act: Act) -> None:
        mark = self.card.mark
        if mark is None:
            return
        if act is Act.CANNOT:
            honest = self._checks.honest(mark.finding.kind)
            self.card.ask_day(self._today(), self._checks.language, honest)
        elif act is Act.KEEP_PHRASE:
            self.card.ask_phrase()
        else:
            self._leave_card()
            self._verifying.answer(act, mark)

    def _promise(self, day: date, wording: str) -> None:
        mark = self.card.mark
        self._leave_card()
        if mark is not None:
            self._verifying.promise(mark, day, wording)

    def _keep_phrase(self, words: str) -> None:
        self._leave_card()
        self._verifying.keep_phrase(words)

    def _leave_card(self) -> None:
        self.card.close_card()
        self._editor.setFocus()

    def _on_closed(self, had_keyboard: bool) -> None:
        self._under = None
        self._editor.show_marks(self._checks.warnings(), None)
        if had_keyboard:
            self._editor.setFocus()

    def _on_checked(self) -> None:
        shown = self.card.mark
        warnings = self._checks.warnings()
        if shown is not None and shown not in (*warnings, *self._checks.hints()):
            self.card.close_card()
            shown = None
        self._editor.show_marks(warnings, shown)

    def _on_pointed(self, point: QPoint) -> None:
        under = self._mark_at(point)
        if under is self._under:
            return
        self._under = under
        if under is None:
            self._open_timer.stop()
            self._on_left()
        else:
            self._leave_timer.stop()
            self._open_timer.start()

    def _mark_at(self, point: QPoint) -> Mark | None:
        for mark in self._checks.warnings():
            if holds(pieces(self._editor, mark.at.start, mark.at.length), point):
                return mark
        return None

    def _open_hovered(self) -> None:
        marks = self._checks.warnings()
        if self._under in marks and not self.card.has_keyboard() and not self.card.in_step():
            assert self._under is not None
            self._open(self._under, marks, focus=False)

    def _on_left(self) -> None:
        if self._by_hover and self.card.isVisible():
            self._leave_timer.start()

    def _close_hovered(self) -> None:
        busy = self.card.underMouse() or self.card.has_keyboard() or self.card.in_step()
        if self._by_hover and not busy:
            self.card.close_card()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

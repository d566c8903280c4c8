"""Leads through the findings: opens a finding's card by hover or by key, and carries out what is chosen on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal

from ui.commands.parts import Parts
from ui.panes.composer.card import FindingCard
from ui.panes.composer.checking import Checks
from ui.panes.composer.editor import ReplyEditor
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
        self.card = FindingCard(parts.theme, editor)
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
        self.card.use_asked.connect(self._use)
        self.card.keep_asked.connect(self._keep)
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
        self.card.show_mark(mark, QRect(corner, near.size()), number=marks.index(mark) + 1, of=len(marks), focus=focus)
        self._editor.show_marks(self._checks.warnings(), mark)

    def _use(self) -> None:
        mark = self.card.mark
        if mark is None or mark.finding.rewrite is None or self._editor.isReadOnly():
            return
        stands = self._checks.stands(mark)
        self._leave_card()
        if stands:
            caret = self._editor.textCursor()
            self._editor.replace(mark.around, mark.finding.rewrite)
            self._editor.setTextCursor(caret)
        else:
            self.said.emit("The words have changed since. Nothing was replaced.")

    def _keep(self) -> None:
        mark = self.card.mark
        self._leave_card()
        if mark is not None:
            self._checks.keep(mark)

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
        if self._under in marks and not self.card.has_keyboard():
            assert self._under is not None
            self._open(self._under, marks, focus=False)

    def _on_left(self) -> None:
        if self._by_hover and self.card.isVisible():
            self._leave_timer.start()

    def _close_hovered(self) -> None:
        if self._by_hover and not self.card.underMouse() and not self.card.has_keyboard():
            self.card.close_card()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

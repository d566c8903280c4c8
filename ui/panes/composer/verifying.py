"""Carries out what is answered on a finding's card. Words are changed by a person's act alone, in one undo step."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.commands.parts import Parts
from ui.panes.composer.acts import Act
from ui.panes.composer.checking import Checks
from ui.panes.composer.editor import ReplyEditor
from ui.widgets.days import day_name
from ui.workers.undo import beside, note
from ui.writing.marks import Mark
from workbench.certainty.checked.model import Outcome
from workbench.kernel.receipt import Receipt
from workbench.library.model import Filled

_MOVED_ON = "The words have changed since. Nothing was replaced."


class Verifying(QObject):
    """Of the open reply. ``said``: a few words for the strip."""

    said = Signal(str)

    def __init__(self, parts: Parts, editor: ReplyEditor, checks: Checks) -> None:
        super().__init__(editor)
        self._parts = parts
        self._editor = editor
        self._checks = checks

    def answer(self, act: Act, mark: Mark) -> None:
        """Everything but what asks for more first: a day, or words to keep."""
        if self._editor.isReadOnly():
            return
        match act:
            case Act.IS:
                self._it_is(mark)
            case Act.IS_NOT:
                self._it_is_not(mark)
            case Act.USE:
                self._use(mark)
            case Act.KEEP:
                self._note(mark, Outcome.KEPT)
                self._checks.keep(mark)
            case Act.KEEP_REPLY:
                self._keep_reply()

    def promise(self, mark: Mark, day: date, wording: str) -> None:
        """Follow up by ``day``; ``wording`` takes the place of the sentence, unless it is empty."""
        page = self._checks.draft
        if page is None or self._editor.isReadOnly():
            return
        follow_ups = self._parts.workbench.follow_ups
        name = day_name(day, follow_ups.today())

        def done(receipt: Receipt[Any]) -> None:
            self._done(receipt, f"Follow up {name if name in ('today', 'tomorrow') else f'by {name}'}.")
            if not wording or page != self._checks.draft:
                if page == self._checks.draft:
                    self._checks.keep(mark)
            elif self._checks.stands(mark):
                self._editor.put_in(Filled(text=wording, caret=len(wording)), mark.around)
            else:
                self.said.emit(_MOVED_ON)

        rule, sentence = mark.finding.rule, mark.sentence
        self._parts.runner.run(
            "write",
            lambda: follow_ups.promise(page.ticket, page.kind, rule, sentence, day),
            done,
        )

    def keep_phrase(self, words: str) -> None:
        """Let ``words`` be from now on, wherever they stand in this language."""
        certainty, language = self._parts.workbench.certainty, self._checks.language
        self._parts.runner.run(
            "write",
            lambda: certainty.keep_phrase(words, language),
            lambda receipt: self._done(receipt, "Kept for good."),
            lambda error: self.said.emit(f"{error.title} {error.cure}".strip()),
        )

    def check_again(self) -> None:
        """A reply that was kept as it is is checked like others."""
        page = self._checks.draft
        if page is not None:
            certainty = self._parts.workbench.certainty
            self._parts.runner.run("write", lambda: certainty.check_reply(page.ticket, page.kind))
            self.said.emit("This reply is checked again.")

    def _it_is(self, mark: Mark) -> None:
        if mark.finding.rewrite is not None:
            if self._replace(mark, mark.finding.rewrite):
                self._note(mark, Outcome.IS, mark.finding.rewrite)
        elif self._select(mark, "No ready wording: write it as it is."):
            self._note(mark, Outcome.IS)

    def _it_is_not(self, mark: Mark) -> None:
        if self._select(mark, "Write what is so."):
            self._note(mark, Outcome.IS_NOT)

    def _use(self, mark: Mark) -> None:
        if mark.finding.rewrite is not None:
            self._replace(mark, mark.finding.rewrite)

    def _replace(self, mark: Mark, words: str) -> bool:
        if not self._checks.stands(mark):
            self.said.emit(_MOVED_ON)
            return False
        caret = self._editor.textCursor()
        self._editor.replace(mark.around, words)
        self._editor.setTextCursor(caret)
        return True

    def _select(self, mark: Mark, say: str) -> bool:
        if not self._checks.stands(mark):
            self.said.emit(_MOVED_ON)
            return False
        self._editor.select(mark.around)
        self.said.emit(say)
        return True

    def _keep_reply(self) -> None:
        page = self._checks.draft
        if page is not None:
            certainty = self._parts.workbench.certainty
            self._parts.runner.run(
                "write",
                lambda: certainty.keep_reply(page.ticket, page.kind),
                lambda receipt: self._done(receipt, "This reply is kept as it is."),
            )

    def _note(self, mark: Mark, outcome: Outcome, wording: str = "") -> None:
        page = self._checks.draft
        if page is not None:
            checked, rule, sentence = self._parts.workbench.checked, mark.finding.rule, mark.sentence
            self._parts.runner.run(
                "write",
                lambda: checked.note(page.ticket, page.kind, rule, sentence, outcome, wording),
                self._done,
            )

    def _done(self, receipt: Receipt[Any], say: str = "") -> None:
        note(self._parts.undo, beside(self._parts.runner, receipt))
        if say and receipt.inverse is not None:
            self._parts.notices.say(say, "Undo", self._parts.undo.undo)
        elif say:
            self._parts.notices.say(say)

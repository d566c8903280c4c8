"""Has the reply checked while it is written, and says which findings may be shown now.

A check runs beside the window on the words of one moment; its answer is dropped when the words have moved on.
Until the next answer the findings move along with the words. Nothing is shown in a sentence that is being typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from ui.commands.parts import Parts
from ui.panes.composer.drafts import Page
from ui.panes.composer.editor import ReplyEditor
from ui.writing.marks import Mark, Place, mark_of
from workbench.certainty import Checker, Finding, Level
from workbench.certainty import Kind as FindingKind
from workbench.certainty.checked.model import Outcome
from workbench.certainty.facts import EXPIRED
from workbench.certainty.incremental import Rechecker
from workbench.certainty.model import Known, Rule
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.settings.schema import CHECK_REPLIES

_AFTER_KEY_MS = 200
_PAUSE_MS = 1500
_KEY = "reply.check"
Kept = set[tuple[str, str]]  # rule and sentence
Knowing = Callable[[str, tuple[Finding, ...]], tuple[Finding, ...]]  # runs beside the window
_QUIET = frozenset({Outcome.KEPT, Outcome.CANNOT})
_TAKEN_BACK = frozenset({"checked.take_back", "follow_ups.undo", "outbox.withdraw", "checked.put_back"})


class Checks(QObject):
    """``changed``: what may be shown is another. ``has_rules`` is False where the language has none."""

    changed = Signal()

    def __init__(self, parts: Parts, editor: ReplyEditor) -> None:
        super().__init__(editor)
        self._parts = parts
        self._editor = editor
        self._language: str | None = None
        self._marks: tuple[Mark, ...] = ()
        self._shown: tuple[Mark, ...] = ()
        self._kept: dict[object, Kept] = {}
        self._draft: object = None
        self._again = Rechecker()  # used on the lane of checks alone
        self._checker: Checker | None = None
        self.kept_whole = False  # the whole reply is kept as it is, because somebody wanted it so
        self._on = parts.workbench.settings.get(CHECK_REPLIES)
        self.has_rules = True
        self.knowing: Callable[[object], Knowing] = lambda _draft: lambda _text, findings: findings
        self._soon = self._timer(_AFTER_KEY_MS, self._check)
        self._pause = self._timer(_PAUSE_MS, self._sift)
        editor.document().contentsChange.connect(self._on_edit)
        editor.cursorPositionChanged.connect(self._sift)
        parts.bridge.changed.connect(self._on_changed)

    def attend(self, draft: object, language: str | None) -> None:
        """Check this draft from now on, in ``language``; None: not at all, for no customer hears it."""
        self._draft, self._language = draft, language
        self.has_rules = True
        self._recall()
        self._pause.stop()
        self._soon.stop()
        self._show(())
        self._check()

    @property
    def draft(self) -> Page | None:
        """The draft that is checked."""
        return self._draft if isinstance(self._draft, Page) else None

    @property
    def language(self) -> str:
        """In which it is checked; empty where it is not."""
        return self._language or ""

    def rule_of(self, mark: Mark) -> Rule | None:
        """The rule that found it."""
        return self._checker.rule(mark.finding.rule) if self._checker else None

    def honest(self, kind: FindingKind | Known) -> str:
        """What can be said in this language where something of ``kind`` cannot be checked or said today, or nothing."""
        if self._checker is None:
            return ""
        speech = self._checker.conventions
        return speech.cannot_say if kind is FindingKind.FALSE_HOPE else speech.cannot_check

    def warnings(self) -> tuple[Mark, ...]:
        """What is underlined, in the order of the text."""
        return tuple(mark for mark in self._shown if mark.finding.level is Level.WARN)

    def hints(self) -> tuple[Mark, ...]:
        """What is only counted."""
        return tuple(mark for mark in self._shown if mark.finding.level is Level.HINT)

    def untold(self, doubtful: Iterable[tuple[Place, str]]) -> list[tuple[Place, str]]:
        """Of values that look wrong those that no finding tells of, nor did until it was kept."""
        kept = self._kept.get(self._draft, set())
        told = [mark.at for mark in self._marks if mark.finding.rule == EXPIRED]
        return [
            (at, words)
            for at, words in doubtful
            if (EXPIRED, words) not in kept and not any(at.start < other.end and other.start < at.end for other in told)
        ]

    def unchecked(self, name: Callable[[str], str]) -> str:
        """Why nothing is checked, where there is a reason to say; ``name`` names a language by its code."""
        if self._language is None or not self._on:
            return ""
        if self.kept_whole:
            return "Kept as it is"
        if self.has_rules:
            return ""
        return f"No checks for {name(self._language)}"

    def stands(self, mark: Mark) -> bool:
        """Whether the words that ``mark`` speaks of are still what they were."""
        here = self._editor.cursor_over(mark.around).selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        return here == mark.sentence

    def keep(self, mark: Mark) -> None:
        """The agent leaves the words as they are: not said again for this sentence of this draft."""
        self._kept.setdefault(self._draft, set()).add((mark.finding.rule, mark.sentence))
        self._show(one for one in self._marks if one is not mark)

    def forget(self, draft: object) -> None:
        """The draft is gone, and what was kept in it."""
        self._kept.pop(draft, None)

    def _check(self) -> None:
        if not self._on or self._language is None or self.kept_whole:
            self._show(())
            return
        text, language, draft = self._editor.text(), self._language, self._draft
        checker, knowing, again = self._parts.workbench.checker, self.knowing(draft), self._again

        def work() -> tuple[Checker | None, tuple[Finding, ...]]:
            found = checker(language)
            return found, knowing(text, again.check(found, text) if found else ())

        def came(both: tuple[Checker | None, tuple[Finding, ...]]) -> None:
            if draft == self._draft and text == self._editor.text() and not self.kept_whole:
                self._checker = both[0]
                self._note_rules(there=both[0] is not None)
                self._came(text, both[1])

        self._parts.runner.run("check", work, came, self._failed, key=_KEY)

    def _came(self, text: str, findings: tuple[Finding, ...]) -> None:
        kept = self._kept.get(self._draft, set())
        marks = (mark_of(text, finding) for finding in findings)
        self._show(mark for mark in marks if (mark.finding.rule, mark.sentence) not in kept)

    def _note_rules(self, *, there: bool) -> None:
        if there != self.has_rules:
            self.has_rules = there
            self.changed.emit()

    def _failed(self, _error: WorkbenchError) -> None:
        """Rules that cannot be read must not keep anybody from writing: the reply goes unchecked, and it is said."""
        self.has_rules = False
        self._show(())
        self.changed.emit()

    def _recall(self) -> None:
        """What was answered in this draft before, also before the program was last closed."""
        page = self.draft
        if page is None:
            self.kept_whole = False
            return
        workbench = self._parts.workbench
        known = self._kept.setdefault(page, set())
        noted = workbench.checked.of_draft(page.ticket, page.kind)
        known |= {(each.rule, each.sentence) for each in noted if each.outcome in _QUIET}
        self.kept_whole = workbench.certainty.keeps_reply(page.ticket, page.kind)

    def _on_edit(self, position: int, removed: int, added: int) -> None:
        if self._language is None or not self._on:
            return
        self._soon.start()
        self._pause.start()
        if self._marks:
            moved = (_moved(mark, position, removed, added) for mark in self._marks)
            self._show(mark for mark in moved if mark is not None)

    def _show(self, marks: Iterable[Mark]) -> None:
        self._marks = tuple(marks)
        self._sift()

    def _sift(self) -> None:
        """Leave out what stands in the sentence that is being typed, until it ends or the typing pauses."""
        if not self._marks and not self._shown:
            return
        caret, typing = self._editor.textCursor().position(), self._pause.isActive()
        shown = tuple(mark for mark in self._marks if not (typing and _is_being_typed(mark, caret)))
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _on_changed(self, changes: ChangeSet) -> None:
        if any(kind in changes for kind in (Kind.PHRASE, Kind.RULES, Kind.PACK, Kind.FACT)):
            self._check()  # with the rules and the allowed phrases that hold from now on
        if self.draft is not None:
            self._on_answers(self.draft, changes)
        if Kind.SETTING not in changes:
            return
        on = self._parts.workbench.settings.get(CHECK_REPLIES)
        if on != self._on:
            self._on = on
            self._check()
            self.changed.emit()

    def _on_answers(self, page: Page, changes: ChangeSet) -> None:
        """What was answered is undone, or the whole reply is kept as it is, or that no longer."""
        undone = page.ticket in changes.of(Kind.CHECKED) and changes.origin in _TAKEN_BACK
        whole = page.ticket in changes.of(Kind.DRAFT) and changes.origin == "certainty.keep_reply"
        if undone:
            self._kept.pop(page, None)
        if undone or whole:
            self._recall()
            self._check()
        if whole:
            self.changed.emit()

    def _timer(self, milliseconds: int, ends: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(ends)
        return timer


def _is_being_typed(mark: Mark, caret: int) -> bool:
    inside = mark.around.start <= caret <= mark.around.end
    return inside and not (mark.ended and caret == mark.around.end)


def _moved(mark: Mark, position: int, removed: int, added: int) -> Mark | None:
    """``mark`` after an edit: where it was, further on, or gone because its sentence is another now."""
    by = added - removed
    touches = position < mark.around.end or (position == mark.around.end and not mark.ended)
    if not touches:
        return mark
    if position + removed > mark.around.start or position == mark.around.start:
        return None
    return replace(
        mark,
        at=Place(mark.at.start + by, mark.at.length),
        around=Place(mark.around.start + by, mark.around.length),
    )

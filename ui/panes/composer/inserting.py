"""Snippets in the composer: while typing, from the panel, with their fields asked, and noted for the draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QKeyEvent

from ui.commands.parts import Parts
from ui.panes.composer.coming_along import ComingAlong
from ui.panes.composer.completion import Completion
from ui.panes.composer.drafts import Page
from ui.panes.composer.form import Asked, FieldForm
from ui.panes.composer.options import Options
from ui.panes.composer.own_words import OwnWords
from ui.panes.composer.snippet_panel import SnippetPanel
from ui.panes.composer.spent import SpentWords
from ui.panes.composer.turning import Refill, Turning
from ui.widgets.flag_line import FlagLine
from ui.writing.marks import Place
from workbench.helpdesk.port import OutKind
from workbench.kernel.spans import Span, from_utf16, to_utf16
from workbench.library.model import Filled, Placed, ReplyContext, Snippet, State
from workbench.library.stacking import stacked
from workbench.library.variants import choose, in_tone, shown_as

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane

_NOTE = "note"


class Inserting(QObject):
    """Of the composer's open draft. ``edit_asked`` (snippet id): mend it there; ``new_asked`` (title): write it."""

    edit_asked = Signal(str)
    new_asked = Signal(str)

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._parts = parts
        self._pane = pane
        self._context = ReplyContext()
        self._tones: dict[str, str] = {}
        self._texts: list[str] = []
        editor = pane.editor
        self.completion = Completion(parts, editor)
        self.panel = SnippetPanel(parts, pane)
        self.form = FieldForm(parts, pane)
        self.options = Options(parts, editor)
        self.flag_line = FlagLine(parts.theme, pane)
        self.own_words = OwnWords(parts, editor)
        self.files = ComingAlong(parts, pane)
        self.spent_words = SpentWords(parts, pane)
        self.turning = Turning(parts.workbench.library, editor)
        self._connect()

    def address(self, context: ReplyContext) -> None:
        """What is written is for this ticket from now on."""
        self._context = context
        self.completion.address(context)
        self._pane.editor.stops_through.speak(context.language)
        self.options.hear(context.asked.partition("\n")[2])

    def speak(self, tone: str) -> None:
        """In this tone, where no other was taken by hand."""
        self._context = replace(self._context, tone=in_tone(tone))

    def context(self) -> ReplyContext:
        """What a snippet is filled from: a note is a channel of its own; a tone taken by hand stays with its ticket."""
        page, context = self._pane.page(), self._context
        if page is None:
            return context
        channel = _NOTE if page.kind is OutKind.NOTE else context.channel
        return replace(context, channel=channel, tone=self._tones.get(page.ticket, context.tone))

    def close(self) -> None:
        """Everything that lies over the words goes."""
        for overlay in (self.completion, self.panel, self.form, self.options, self.flag_line):
            overlay.hide()

    def open_panel(self) -> None:
        if self._pane.page() is None:
            self._pane.begin(OutKind.REPLY)
        self.close()
        self._pane.guide.close()
        self.panel.open_near(self._pane.desk.sheet.geometry(), self.context())

    def open_their_words(self) -> None:
        """What the customer wrote last, sentence by sentence, wherever the caret is."""
        if self._pane.page() is None:
            self._pane.begin(OutKind.REPLY)
        self.close()
        self._pane.editor.setFocus()
        if not self.options.open_their_words():
            self._pane.desk.strip.say("The customer has written no sentence yet.", calm=True)

    def turn(self) -> None:
        """Put the next variant of what was put in last in its place."""
        turned, fill, page = self.turning.next(), self.turning.refill(), self._pane.page()
        if turned is None or fill is None or page is None:
            self._pane.desk.strip.say("No snippet with another variant stands untouched at the caret.")
            return
        self._tones[page.ticket] = turned.snippet.tone
        self._place(turned.snippet, turned.filled, fill, turned.over)

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key that is a shortcut of the window means something else here and now."""
        return self.turning.is_meant(event)

    def on_typed(self) -> None:
        self.completion.on_typed()
        self.options.on_typed()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key of the editor was for one of the lists."""
        if self.turning.is_meant(event):
            self.turn()
            return True
        return self.options.take_key(event) or self.completion.take_key(event)

    def insert(self, snippet: Snippet, ask: bool = False, over: Place | None = None) -> None:
        """Put a snippet in, in the variant it is given in. One with parts to choose, or with ``ask``, asks first."""
        if self._pane.editor.isReadOnly():
            return
        library = self._parts.workbench.library
        if spent := library.spent(snippet):
            self._say_spent(snippet, spent, over)
            return
        chooses = library.must_ask(snippet, self.context(), in_place=True)
        near = self._pane.desk.sheet.geometry()
        if (ask or chooses) and self.form.open_near(near, snippet, self.context(), over):
            return
        context = self.context()
        self._put(snippet, library.fill(snippet, context), lambda other: library.fill(other, context), over)

    def mend(self) -> None:
        """Open the snippet that was inserted last in the library."""
        if snippet := self._last():
            self.edit_asked.emit(snippet.id)

    def flag(self) -> None:
        """Say what is wrong with the snippet that was inserted last."""
        if snippet := self._last():
            self._flag(snippet)

    def turn_to(self, page: Page | None) -> None:
        """Another draft is open: see what snippets stand in it."""
        self.files.forget()
        self.turning.forget()
        kept = self._parts.workbench.insertions.of_draft(page.ticket, page.kind) if page else ()
        self._texts = [each.text for each in kept]
        self.own_words.attend(self._texts)
        self.spent_words.turn_to(page)

    def _put(self, snippet: Snippet, filled: Filled, fill: Refill, over: Place | None) -> None:
        page = self._pane.page()
        self._place(snippet, filled, fill, over)
        self._parts.workbench.library.used(snippet.id)
        if page is not None and snippet.assets:
            self.files.bring(page, snippet)

    def _place(self, snippet: Snippet, filled: Filled, fill: Refill, over: Place | None) -> None:
        """Put its words into the draft, and note whose they are."""
        page, editor = self._pane.page(), self._pane.editor
        editor.stops_through.speak(snippet.language or self._context.language)
        editor.setFocus()
        filled, over, left_out = self._stack(filled, over)
        start = (over or editor.selection()).start
        editor.put_in(filled, over)
        self.turning.note(snippet, filled, start, fill)
        if page is not None:
            self._parts.workbench.insertions.note(page.ticket, page.kind, snippet, filled)
            self._texts.append(filled.text)
            self.own_words.attend(self._texts)
        odd = any(place.state is State.SUSPICIOUS for place in filled.places)
        if filled.problems:
            self._pane.desk.strip.say(f"“{snippet.title}”: {filled.problems[0]}.")
        elif left_out:
            self._pane.desk.strip.say(f"Without its {left_out}, which the reply has. Undo takes it out again.")
        elif not odd and (said := self.turning.said()):
            self._pane.desk.strip.say(said, calm=True)

    def _stack(self, filled: Filled, over: Place | None) -> tuple[Filled, Place | None, str]:
        """What goes in, and over what, where the reply has its greeting and its name already; and what is left out."""
        editor = self._pane.editor
        text, place = editor.text(), over or editor.selection()
        span = from_utf16(text, place.start, place.length)
        made = stacked(filled, text[: span.start], text[span.end :])
        if not made.left_out:
            return filled, over, ""
        return made.filled, Place(*to_utf16(text, Span(span.start - made.back, span.end))), made.left_out

    def _say_spent(self, snippet: Snippet, why: str, over: Place | None) -> None:
        """Nothing comes in, nothing is left of what called it up, and the caret is where it was."""
        editor, notice = self._pane.editor, self._pane.desk.notice
        editor.setFocus()
        if over is not None:
            editor.replace(over, "")

        def open_it() -> None:
            notice.hide()
            self.edit_asked.emit(snippet.id)

        notice.show_notice(f"{why} It is not inserted any more.", "warning")
        notice.add_action("Open it in the library", open_it)

    def _last(self) -> Snippet | None:
        page = self._pane.page()
        kept = self._parts.workbench.insertions.of_draft(page.ticket, page.kind) if page else ()
        snippet = self._parts.workbench.library.one(kept[-1].snippet) if kept else None
        if snippet is None:
            self._pane.desk.strip.say("No snippet is in this draft.")
        return snippet

    def _flag(self, snippet: Snippet) -> None:
        self.flag_line.open_near(self._line_of_caret(), snippet)

    def _flagged(self, snippet: Snippet, words: str) -> None:
        editing = self._parts.workbench.editing
        said = f"“{snippet.title}” is flagged. The library lists it under what to look after."
        self._parts.runner.run(
            "write", lambda: editing.flag(snippet.id, words), lambda _: self._parts.notices.say(said)
        )

    def _line_of_caret(self) -> QRect:
        """The line that is being written, as wide as the sheet."""
        editor = self._pane.editor
        caret = editor.cursorRect()
        top = editor.viewport().mapTo(self._pane, caret.topLeft()).y()
        sheet = self._pane.desk.sheet.geometry()
        return QRect(sheet.left(), top, sheet.width(), caret.height())

    def _connect(self) -> None:
        bind = self._parts.registry.bind
        bind("reply.snippets", self.open_panel)
        bind("reply.their_words", self.open_their_words)
        bind("reply.variant", self.turn)
        bind("reply.mend_snippet", self.mend)
        bind("reply.flag_snippet", self.flag)
        back = self._pane.editor.setFocus
        self.completion.chosen.connect(self._completed)
        self.panel.chosen.connect(self.insert)
        self.panel.turned.connect(self._keep_tone)
        self.panel.edit_asked.connect(lambda snippet: self.edit_asked.emit(snippet.id))
        self.panel.flag_asked.connect(self._flag)
        self.panel.new_asked.connect(self.new_asked)
        self.panel.closed.connect(back)
        self.form.filled.connect(self._answered)
        self.form.closed.connect(back)
        self._pane.editor.stops_through.reached.connect(self._say_why)
        self.flag_line.closed.connect(back)
        self.flag_line.flagged.connect(self._flagged)

    def _say_why(self, placed: Placed) -> None:
        """What is odd about the value that the caret has come to, or that it may be another."""
        name = f"{placed.label[:1].upper()}{placed.label[1:]}"
        if placed.state in {State.SUSPICIOUS, State.DEFAULTED}:
            words = self._pane.editor.textCursor().selectedText()
            self._pane.desk.strip.say(f"{name}: “{words}” {placed.why.rstrip('.')}.")
        elif placed.state is State.YOURS:
            self._pane.desk.strip.say("Yours to write. Left as it is, it goes with its sentence.")
        elif placed.may_be_left:
            self._pane.desk.strip.say(f"{name}: may be left. It goes away then.")

    def _keep_tone(self, tone: str) -> None:
        if page := self._pane.page():
            self._tones[page.ticket] = tone

    def _completed(self, snippet: Snippet, over: Place) -> None:
        self.insert(shown_as(snippet, choose(snippet, self.context())), over=over)

    def _answered(self, asked: Asked) -> None:
        self._put(asked.snippet, asked.filled, asked.fill, asked.over)

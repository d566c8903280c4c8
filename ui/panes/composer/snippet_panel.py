"""The panel of snippets: type to find, see it filled for the open ticket, Enter to insert."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role, set_tone
from ui.widgets.divider import Divider
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.filter_line import FilterLine
from ui.widgets.key_hints import KeyHints
from ui.widgets.overlay import Overlay
from ui.widgets.rich_copy import copied
from ui.widgets.snippet_rows import ROW, Row, SnippetDelegate, SnippetRows, row_of
from ui.widgets.suggested import Suggested, nth_meant
from ui.widgets.why import variant_name, why_here
from ui.widgets.wrapped_label import WrappedLabel
from ui.writing.paper import Paper
from workbench.library.model import Filled, Hit, ReplyContext, Snippet
from workbench.library.variants import choose, shown_as

_SIZE = QSize(820, 440)
_PREVIEW_FROM = 560
_BESIDE_FROM = 60  # letters: list and preview lie side by side from there
_HIGH = 22  # lines
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6}
_Modifier = Qt.KeyboardModifier
_LETTERS = (Qt.Key.Key_P, Qt.Key.Key_L, Qt.Key.Key_E, Qt.Key.Key_F, Qt.Key.Key_N)
_FOOT = (
    ("Return", "insert"),
    ("Ctrl+Return", "fill in"),
    ("Alt+Return", "copy"),
    ("Ctrl+L", "variant"),
    ("Ctrl+E", "edit"),
    ("Ctrl+F", "flag"),
    ("Ctrl+P", "pin"),
)


class SnippetPanel(Overlay):
    """``chosen`` (Snippet in the variant that is shown, whether to ask for its fields first): insert it.

    ``turned`` (tone): the variant of what is chosen next was taken by hand. ``edit_asked`` and ``flag_asked``
    (Snippet): mend it, or say what is wrong. ``new_asked`` (title): write one that is not there yet. ``closed``: it
    went away and the caret is wanted back.
    """

    chosen = Signal(object, bool)
    turned = Signal(str)
    edit_asked = Signal(object)
    flag_asked = Signal(object)
    new_asked = Signal(str)
    closed = Signal()

    def __init__(self, parts: Parts, host: QWidget) -> None:
        super().__init__(parts.theme, host)
        self._parts = parts
        self._context = ReplyContext()
        self._asked = ""
        self._answered: str | None = None
        self._waiting: list[Callable[[], object]] = []
        self._variant: int | None = None
        self.query = FilterLine(parts.icons, "Find a snippet")
        self._rows = SnippetRows()
        self._view = QListView()
        self._delegate = SnippetDelegate(parts.theme, tall=True)
        self._suggested = Suggested(parts.theme)
        self._none = _made_none()
        self._preview = Paper(parts.theme)
        self._when, self._spoken = WrappedLabel(), ElidedLabel()
        self._right = QWidget()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self.setAccessibleName("Insert a snippet")

    def open_near(self, near: QRect, context: ReplyContext) -> None:
        """Show it over ``near``, the sheet, for a reply in ``context``; nothing typed, the first result selected."""
        self._context = context
        self._answered = None
        self._waiting.clear()
        self._rows.show_rows(())
        self.query.reset()
        width = min(_SIZE.width(), near.width(), self._host.window().width() - 16)
        letter = self._preview.fontMetrics().averageCharWidth()
        stacked = width < _BESIDE_FROM * letter
        self._middle.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._right.setVisible(width >= _PREVIEW_FROM)
        self.lie_over(near, QSize(width, max(_SIZE.height(), _HIGH * self._parts.theme.fonts.line())))
        self.query.setFocus(Qt.FocusReason.PopupFocusReason)
        self._suggest()
        self._ask("")

    def close_panel(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def titles(self) -> list[str]:
        """What is listed."""
        return [self._rows.index(row).data() for row in range(self._rows.rowCount())]

    def preview_text(self) -> str:
        """What would be inserted."""
        return self._preview.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.query and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._is_ours(event):
                self._take(event)
                return True
        if watched is self.query and event.type() == QEvent.Type.FocusOut and not self._keeps_focus():
            self.hide()
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        """Enter in all its forms is: with Ctrl it would send the reply behind the panel."""
        ours = event.key() in (*_ENTERS, *_UP_DOWN, Qt.Key.Key_Escape)
        return ours or _letter(event) in _LETTERS or nth_meant(event) is not None

    def _take(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.close_panel()
        elif (letter := _letter(event)) in _LETTERS:
            self._when_listed(partial(self._do, letter))
        elif (nth := nth_meant(event)) is not None:
            self._use_suggested(nth)
        elif key in _UP_DOWN:
            self._when_listed(partial(self._step, _STEPS.get(key, 6)))
        elif held & _Modifier.AltModifier:
            self._when_listed(self._copy)
        else:
            ask = bool(held & _Modifier.ControlModifier)
            self._when_listed(lambda: self._choose(self._view.currentIndex(), ask=ask))

    def _when_listed(self, deed: Callable[[], object]) -> None:
        """Now, or when what was typed is listed: nothing is done to the row of other words."""
        if self._answered == self._asked:
            deed()
        else:
            self._waiting.append(deed)

    def _do(self, letter: Qt.Key) -> None:
        snippet = self._current()
        match letter:
            case Qt.Key.Key_N:
                self.hide()
                self.new_asked.emit(self.query.text().strip())
            case Qt.Key.Key_P:
                self._pin()
            case Qt.Key.Key_L if snippet is not None:
                self._next_variant()
            case Qt.Key.Key_E if snippet is not None:
                self.hide()
                self.edit_asked.emit(snippet)
            case Qt.Key.Key_F if snippet is not None:
                self.hide()
                self.flag_asked.emit(snippet)

    def _ask(self, query: str) -> None:
        if query != self._asked:
            self._waiting.clear()
        self._asked = query
        self._show_suggested()
        context, library = self._context, self._parts.workbench.library
        self._parts.runner.run(
            "read", lambda: library.search(query, context), lambda hits: self._show(query, tuple(hits)), key="snippets"
        )

    def _show(self, query: str, hits: tuple[Hit, ...]) -> None:
        self._answered = query
        self._rows.show_rows([row_of(hit, why_here(hit, query, self._context)) for hit in hits])
        self._none.setText(_nothing(query))
        self._none.setVisible(not hits)
        self._view.setVisible(bool(hits))
        self._view.setCurrentIndex(self._rows.index(0))
        self._view.scrollToTop()
        self._show_current()
        waiting, self._waiting = self._waiting, []
        for deed in waiting:
            if self.isVisible():
                deed()

    def _on_row(self) -> None:
        self._variant = None
        self._show_current()

    def _show_current(self) -> None:
        snippet = self._current()
        self._preview.show_filled(self._filled(snippet) if snippet else Filled(text="", caret=0))
        self._preview.highlight(self._words())
        spent = self._parts.workbench.library.spent(snippet) if snippet else ""
        self._when.show_text(spent or (snippet.context if snippet else ""))
        set_tone(self._when, "danger" if spent else "")
        self._when.setVisible(bool(self._when.full_text()))
        self._spoken.show_text(self._variant_words())
        self._spoken.setVisible(bool(self._spoken.full_text()))

    def _current(self) -> Snippet | None:
        """The chosen snippet in the variant that is shown."""
        row: Row | None = self._view.currentIndex().data(ROW)
        if row is None:
            return None
        number = choose(row.snippet, self._context) if self._variant is None else self._variant
        return shown_as(row.snippet, number)

    def _words(self) -> tuple[str, ...]:
        """What was looked for in the row."""
        row: Row | None = self._view.currentIndex().data(ROW)
        return row.words if row else ()

    def _next_variant(self) -> None:
        """In the next language, channel or tone."""
        row: Row | None = self._view.currentIndex().data(ROW)
        if row is not None and row.snippet.variants:
            number = choose(row.snippet, self._context) if self._variant is None else self._variant
            self._variant = (number + 1) % (len(row.snippet.variants) + 1)
            self._show_current()

    def _variant_words(self) -> str:
        row: Row | None = self._view.currentIndex().data(ROW)
        if row is None or not row.snippet.variants:
            return ""
        number = choose(row.snippet, self._context) if self._variant is None else self._variant
        return f"{variant_name(row.snippet, number)} · {number + 1} of {len(row.snippet.variants) + 1}"

    def _filled(self, snippet: Snippet) -> Filled:
        return self._parts.workbench.library.fill(snippet, self._context)

    def _choose(self, _index: QModelIndex, *, ask: bool = False) -> None:
        snippet = self._current()
        if snippet is None:
            return
        if spent := self._parts.workbench.library.spent(snippet):
            self._parts.notices.say(f"{spent} It is not inserted any more.")
            return
        self.hide()
        if self._variant is not None:
            self.turned.emit(snippet.tone)
        self.chosen.emit(snippet, ask)

    def _copy(self) -> None:
        """Into another program: only without blanks, for nobody would ask for them there."""
        if snippet := self._current():
            self._parts.notices.say(
                copied(snippet, self._filled(snippet), self._parts.workbench.library.spent(snippet))
            )

    def _pin(self) -> None:
        """Keep the row on top of what an empty query gives, or no longer."""
        row: Row | None = self._view.currentIndex().data(ROW)
        if row is None:
            return
        library, snippet, pinned = self._parts.workbench.library, row.snippet, not row.pinned
        self._parts.runner.run(
            "write", lambda: library.pin(snippet.id, pinned), lambda _: self._pinned(snippet, pinned)
        )

    def _pinned(self, snippet: Snippet, pinned: bool) -> None:
        self._parts.notices.say(f"“{snippet.title}” is {'pinned' if pinned else 'no longer pinned'}.")
        self._ask(self.query.text())

    def _suggest(self) -> None:
        """Look what fits the ticket; nothing is shown until that is known."""
        library, context = self._parts.workbench.library, self._context

        def show(snippets: Sequence[Snippet]) -> None:
            self._suggested.show_snippets(snippets)
            self._show_suggested()

        self._suggested.show_snippets(())
        self._parts.runner.run("read", lambda: library.suggested(context), show, key="snippets.suggested")

    def _show_suggested(self) -> None:
        self._suggested.setHidden(bool(self._asked) or not self._suggested.snippets())

    def _use_suggested(self, nth: int) -> None:
        snippets = self._suggested.snippets()
        if nth < len(snippets) and not self._suggested.isHidden():
            snippet = snippets[nth]
            self.hide()
            self.chosen.emit(shown_as(snippet, choose(snippet, self._context)), False)

    def _step(self, by: int) -> None:
        rows = self._rows.rowCount()
        if rows:
            at = min(max(self._view.currentIndex().row() + by, 0), rows - 1)
            self._view.setCurrentIndex(self._rows.index(at))

    def _keeps_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and (focus is self.query or self.isAncestorOf(focus))

    def _connect(self) -> None:
        self.query.installEventFilter(self)
        self.query.textChanged.connect(self._ask)
        self._view.selectionModel().currentChanged.connect(self._on_row)
        self._view.clicked.connect(self._choose)
        self._suggested.chosen.connect(self._use_suggested)

    def _lay_out(self) -> None:
        self._view.setModel(self._rows)
        self._view.setItemDelegate(self._delegate)
        _dress(self._view)
        self._preview.setReadOnly(True)
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._preview.setAccessibleName("What will be inserted")
        set_role(self._when, "caption")
        set_role(self._spoken, "caption")
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._suggested)
        left.addWidget(self._view, 1)
        left.addWidget(self._none, 1)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(16, 4, 12, 4)
        right.setSpacing(8)
        right.addWidget(self._when)
        right.addWidget(self._spoken)
        right.addWidget(self._preview, 1)
        middle = self._middle
        middle.setSpacing(4)
        middle.addLayout(left, 1)
        middle.addWidget(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 6)
        column.setSpacing(8)
        column.addWidget(self.query)
        column.addLayout(middle, 1)
        column.addWidget(Divider())
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 4, 0)
        foot.addWidget(KeyHints(self._parts.theme, _FOOT))
        column.addLayout(foot)


def _made_none() -> QLabel:
    label = QLabel()
    set_role(label, "secondary")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(12, 8, 12, 8)
    label.setWordWrap(True)
    label.hide()
    return label


def _dress(found: QListView) -> None:
    found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    found.setAccessibleName("Snippets found")
    found.setMouseTracking(True)


def _nothing(query: str) -> str:
    """What can be done where nothing is found."""
    fewer = "Fewer words find more. " if len(query.split()) > 1 else ""
    return f"No snippet has “{query.strip()}”. {fewer}Ctrl+N writes one." if query.strip() else "No snippets yet."


def _letter(event: QKeyEvent) -> Qt.Key:
    """The letter that is pressed with Ctrl alone; `Qt.Key.Key_unknown` for other keys."""
    return Qt.Key(event.key()) if event.modifiers() == _Modifier.ControlModifier else Qt.Key.Key_unknown

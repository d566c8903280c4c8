"""The page that finds: what was typed, what fits, and how it would read."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import CancelledError
from contextlib import suppress

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.palette.about import dated
from ui.theme.roles import set_role, set_tone
from ui.widgets.announce import announce
from ui.widgets.divider import Divider
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.filter_line import FilterLine
from ui.widgets.key_hints import KeyHints
from ui.widgets.snippet_rows import ROW, Row, SnippetDelegate, SnippetRows, row_of
from ui.widgets.suggested import Suggested, nth_meant
from ui.widgets.why import variant_name, why_here
from ui.widgets.wrapped_label import WrappedLabel
from ui.writing.paper import Paper
from workbench.library.model import Filled, Hit, ReplyContext, Snippet
from workbench.library.variants import choose, shown_as

_UNNOTICED = 0.03  # seconds
_PREVIEW_FROM = 560
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6}
_Control = Qt.KeyboardModifier.ControlModifier
_HINTS = (
    ("Return", "copy"),
    ("Ctrl+Return", "copy as plain text"),
    ("Alt+Return", "fill in"),
    ("Esc", "close"),
    ("Ctrl+L", "variant"),
)


class Finder(QWidget):
    """``chosen`` (Snippet in the variant that is shown, whether without formats, whether to ask first): copy it.

    ``left``: close it.

    A letter waits for its result for as long as nobody notices, so that both are painted together; what takes longer,
    as in a library of very many after it has changed, comes when it is there, and Enter waits for it.
    """

    chosen = Signal(object, bool, bool)
    left = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._context = ReplyContext()
        self._turned = 0
        self._asked: object | None = None
        self._enter_waits: tuple[bool, bool] | None = None
        self.query = FilterLine(parts.icons, "Find a snippet")
        self._rows = SnippetRows()
        self.view = QListView()
        self._delegate = SnippetDelegate(parts.theme, tall=True)
        self.suggested = Suggested(parts.theme)
        self._none = QLabel()
        self._preview = Paper(parts.theme)
        self._when, self._variant = WrappedLabel(), ElidedLabel()
        self._right = QWidget()
        self._lay_out()
        self.query.installEventFilter(self)
        self.query.textChanged.connect(self._find)
        self.view.selectionModel().currentChanged.connect(self._on_row)
        self.view.clicked.connect(self._on_clicked)
        self.suggested.chosen.connect(self._choose_suggested)

    def begin(self, context: ReplyContext) -> None:
        """With nothing typed, for a reply in ``context``."""
        self._context = context
        self.query.blockSignals(True)
        self.query.clear()
        self.query.blockSignals(False)
        self._suggest()
        self._find("")
        self.query.setFocus(Qt.FocusReason.PopupFocusReason)

    def change(self, context: ReplyContext) -> None:
        """The same words for another context."""
        self._context = context
        self._suggest()
        self._find(self.query.text())

    def titles(self) -> list[str]:
        """What is listed."""
        return [self._rows.index(row).data() for row in range(self._rows.rowCount())]

    def nothing_words(self) -> str:
        """What is said where nothing is listed."""
        return "" if self._none.isHidden() else self._none.text()

    def preview_text(self) -> str:
        return self._preview.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.query and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._right.setVisible(self.width() >= _PREVIEW_FROM)

    def _take(self, event: QKeyEvent) -> bool:
        key, control = Qt.Key(event.key()), event.modifiers() == _Control
        if (step := _STEPS.get(key)) is not None:
            self._step(step)
        elif (nth := nth_meant(event)) is not None:
            self._choose_suggested(nth)
        elif key in _ENTERS:
            held = event.modifiers()
            self._choose(plain=bool(held & _Control), ask=bool(held & Qt.KeyboardModifier.AltModifier))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_L and control:
            self._turn()
        else:
            return False
        return True

    def _find(self, query: str) -> None:
        context, library = self._context, self._parts.workbench.library
        asked = self._asked = object()
        self._enter_waits = None
        self._show_suggested()
        finding = self._parts.runner.run(
            "read",
            lambda: tuple(library.search(query, context)),
            lambda hits: self._arrive(asked, hits, query),
            lambda error: self._arrive(asked, (), query, f"{error.title} {error.cure}".strip()),
            key="palette",
        )
        with suppress(TimeoutError, CancelledError):  # then it comes a little later, as a fault does
            if finding.exception(_UNNOTICED) is None:
                self._arrive(asked, finding.result(), query)

    def _arrive(self, asked: object, hits: tuple[Hit, ...], query: str, fault: str = "") -> None:
        if asked is not self._asked:
            return
        self._asked = None
        self._show(hits, query, fault or _nothing(query))
        if self._enter_waits is not None and self.isVisible():
            plain, ask = self._enter_waits
            self._choose(plain=plain, ask=ask)

    def _show(self, hits: tuple[Hit, ...], query: str, otherwise: str) -> None:
        self._rows.show_rows([row_of(hit, why_here(hit, query, self._context)) for hit in hits])
        self._none.setText(otherwise)
        self._none.setVisible(not hits)
        self.view.setVisible(bool(hits))
        selection = self.view.selectionModel()
        selection.blockSignals(True)  # the first row is filled and painted once
        self.view.setCurrentIndex(self._rows.index(0))
        selection.blockSignals(False)
        self.view.viewport().update()
        self.view.scrollToTop()
        self._on_row()
        if not hits and query.strip():
            announce(self.query, otherwise)

    def _on_row(self) -> None:
        self._turned = 0
        self._show_current()

    def _on_clicked(self, _index: QModelIndex) -> None:
        self._choose(plain=False)

    def _show_current(self) -> None:
        snippet, library = self._current(), self._parts.workbench.library
        filled = library.fill(snippet, dated(self._context, snippet)) if snippet else Filled(text="", caret=0)
        spent = library.spent(snippet) if snippet else ""
        self._preview.show_filled(filled)
        row: Row | None = self.view.currentIndex().data(ROW)
        self._preview.highlight(row.words if row else ())
        self._when.show_text(spent or (snippet.context if snippet else ""))
        set_tone(self._when, "danger" if spent else "")
        self._when.setVisible(bool(self._when.full_text()))
        self._variant.show_text(self._variant_words())
        self._variant.setVisible(bool(self._variant.full_text()))

    def _current(self) -> Snippet | None:
        row: Row | None = self.view.currentIndex().data(ROW)
        if row is None:
            return None
        return shown_as(row.snippet, self._number(row.snippet))

    def _number(self, snippet: Snippet) -> int:
        """Which of its variants is shown."""
        return (choose(snippet, self._context) + self._turned) % (len(snippet.variants) + 1)

    def _variant_words(self) -> str:
        row: Row | None = self.view.currentIndex().data(ROW)
        if row is None or not row.snippet.variants:
            return ""
        number = self._number(row.snippet)
        return f"{variant_name(row.snippet, number)} · {number + 1} of {len(row.snippet.variants) + 1}"

    def _turn(self) -> None:
        """To the next language, channel or tone."""
        self._turned += 1
        self._show_current()

    def _choose(self, *, plain: bool, ask: bool = False) -> None:
        if self._asked is not None:  # what is listed is of other words
            self._enter_waits = (plain, ask)
        elif (snippet := self._current()) is not None:
            self.chosen.emit(snippet, plain, ask)

    def _suggest(self) -> None:
        """Look what fits the open conversation; nothing is shown until that is known."""
        library, context = self._parts.workbench.library, self._context

        def show(snippets: Sequence[Snippet]) -> None:
            self.suggested.show_snippets(snippets)
            self._show_suggested()

        self.suggested.show_snippets(())
        self._parts.runner.run("read", lambda: library.suggested(context), show, key="palette.suggested")

    def _show_suggested(self) -> None:
        self.suggested.setHidden(bool(self.query.text()) or not self.suggested.snippets())

    def _choose_suggested(self, nth: int) -> None:
        if nth < len(self.suggested.snippets()) and not self.suggested.isHidden():
            snippet = self.suggested.snippets()[nth]
            self.chosen.emit(shown_as(snippet, choose(snippet, self._context)), False, False)

    def _step(self, by: int) -> None:
        if rows := self._rows.rowCount():
            at = min(max(self.view.currentIndex().row() + by, 0), rows - 1)
            self.view.setCurrentIndex(self._rows.index(at))

    def _lay_out(self) -> None:
        self.view.setModel(self._rows)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName("Snippets found")
        self.view.setMouseTracking(True)
        set_role(self._none, "secondary")
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.setContentsMargins(12, 8, 12, 8)
        self._none.setWordWrap(True)
        self._preview.setReadOnly(True)
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._preview.setAccessibleName("What will be copied")
        set_role(self._when, "caption")
        set_role(self._variant, "caption")
        right = QVBoxLayout(self._right)
        right.setContentsMargins(16, 4, 4, 4)
        right.setSpacing(8)
        right.addWidget(self._when)
        right.addWidget(self._variant)
        right.addWidget(self._preview, 1)
        middle = QHBoxLayout()
        middle.setSpacing(4)
        left = QVBoxLayout()
        left.addWidget(self.suggested)
        left.addWidget(self.view, 1)
        left.addWidget(self._none, 1)
        middle.addLayout(left, 5)
        middle.addWidget(self._right, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.query)
        column.addLayout(middle, 1)
        column.addWidget(Divider())
        column.addWidget(KeyHints(self._parts.theme, _HINTS))


def _nothing(query: str) -> str:
    if not query.strip():
        return "Nothing is here yet."
    return "Nothing found." + (" Fewer words find more." if len(query.split()) > 1 else "")

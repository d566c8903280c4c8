"""The small window over any program: find a snippet, answer what it asks, and have it on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.palette.about import About, dated, nobody
from ui.palette.asking import Asking
from ui.palette.clipboard import Clipboard
from ui.palette.finder import Finder
from ui.palette.told import Told
from ui.theme.roles import set_role
from ui.widgets.announce import announce
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.key_cap import KeyCap
from ui.widgets.notice import Notice
from ui.widgets.questions import Questions
from ui.widgets.rich_copy import as_it_leaves, said_of_odd
from workbench.drafts.render import render
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.library.model import Filled, ReplyContext, Snippet
from workbench.library.put_in import verdict_on
from workbench.library.variants import in_tone
from workbench.settings.schema import GIVE_BACK, TONE
from workbench.tickets.plain import to_text

_SIZE = QSize(820, 460)
_LINE = 20  # pixels of a line of text for which the size is meant
_EDGE = 16
_DROP = "Ctrl+D"
_Flag = Qt.WindowType


class SnippetPalette(QWidget):
    """Made once and kept, so that it is there when it is asked for. ``closed``: it went away.

    ``open_conversation`` is asked each time; what it gives can be left out with a key.
    """

    closed = Signal()

    def __init__(self, parts: Parts, open_conversation: Callable[[], About | None]) -> None:
        super().__init__(None, _Flag.Tool | _Flag.FramelessWindowHint | _Flag.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._parts = parts
        self._open_conversation = open_conversation
        self._about: About | None = None
        self._snippet: Snippet | None = None
        self._doubted: Filled | None = None
        self._was_active = False
        self.clipboard = Clipboard(self)
        self.told = Told(parts)
        self.finder = Finder(parts)
        self.asking = Asking(parts)
        self.notice = Notice(parts.icons)
        self._pages = QStackedWidget()
        self._whom = ElidedLabel()
        self._drop = QPushButton("Leave the customer out")
        self._line = QWidget()
        self._lay_out()
        self._connect()

    def prepare(self) -> None:
        """Do beforehand what takes time when it is first shown: layout, fonts, and the words of the library."""
        self._read_words()
        self._parts.runner.run("read", lambda: to_text(render("words").html))  # what a copy needs is loaded
        self.resize(_SIZE)
        self.finder.begin(ReplyContext())
        self.grab()
        self.winId()

    def ask(self) -> None:
        """Show it in the middle of the screen that the pointer is on; when it is in front already, close it."""
        if self.isVisible() and self.isActiveWindow():
            self.dismiss()
            return
        if self.isHidden():
            self._begin()
        self.show()
        self.raise_()
        self.activateWindow()

    def dismiss(self) -> None:
        """Go away; the program before has the focus again."""
        if not self.isHidden():
            self._was_active = False
            self.hide()
            self.closed.emit()

    def about_words(self) -> str:
        """For whom the words are, as it is shown; empty for nobody."""
        return "" if self._about is None else self._about.words

    def asks(self) -> bool:
        """Whether it asks for what is open in a snippet."""
        return self._pages.currentWidget() is self.asking

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            if self.isActiveWindow():
                self._was_active = True
            elif self._was_active and not self.asks():  # who looks up an answer elsewhere finds the form again
                self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._parts.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line.field))
        painter.setBrush(QColor(tokens.surface.raised))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.radius.large, tokens.radius.large)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Round, also where nothing lies behind a window that can be seen through."""
        super().resizeEvent(event)
        radius = self._parts.theme.tokens.radius.large
        shape = QPainterPath()
        shape.addRoundedRect(self.rect().toRectF(), radius, radius)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def _begin(self) -> None:
        self._about = self._open_conversation()
        self._find()
        self.finder.begin(self._context())
        self._place()

    def _place(self) -> None:
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        larger = max(1.0, self._parts.theme.fonts.line() / _LINE)
        size = (_SIZE * larger).boundedTo(room.size() - QSize(2 * _EDGE, 2 * _EDGE))
        self.resize(size)
        self.move(room.center().x() - size.width() // 2, room.top() + (room.height() - size.height()) // 3)

    def _context(self) -> ReplyContext:
        known = self._about.context if self._about else nobody(self._parts.workbench.accounts.all())
        return replace(known, tone=in_tone(self._parts.workbench.settings.get(TONE)))

    def _leave_out(self) -> None:
        if self._about is not None and not self.asks():
            self._about = None
            self._show_about()
            self.finder.change(self._context())
            announce(self.finder.query, "For nobody in particular.")

    def _show_about(self) -> None:
        self._line.setVisible(self._about is not None and not self.asks())
        self._whom.show_text(self.about_words())

    def _find(self) -> None:
        """Back to what was found."""
        self.notice.hide()
        self._doubted = None
        self._pages.setCurrentWidget(self.finder)
        self._show_about()
        self.finder.query.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, snippet: Snippet, plain: bool, ask: bool) -> None:
        library = self._parts.workbench.library
        self._snippet = snippet
        if spent := library.spent(snippet):
            self.notice.show_notice(f"{spent} It is not copied any more.", "warning", closable=False)
            return
        context = dated(self._context(), snippet)
        if ask or library.must_ask(snippet, context, in_place=False):
            questions = Questions(library, snippet, context, slots=True)
            if questions.fields:
                self.notice.hide()
                self._pages.setCurrentWidget(self.asking)
                self.asking.ask(questions, plain=plain)
                return
        self._copy(library.fill(snippet, context), plain)

    def _copy(self, filled: Filled, plain: bool) -> None:
        """Copy and go, unless something in it would embarrass whoever pastes it unread."""
        if why := self._against(filled):
            self.notice.show_notice(why, "warning", closable=False)
            return
        try:
            mime = as_it_leaves(filled)
        except WorkbenchError as error:
            self.notice.show_notice(f"{error.title} {error.cure}".strip(), "danger", closable=False)
            return
        if plain:
            mime.removeFormat("text/html")
        self.clipboard.put(mime, hold_for=self._parts.workbench.settings.get(GIVE_BACK))
        if self._snippet is not None:
            self._parts.workbench.library.used(self._snippet.id)
            self._tell_copied(self._snippet.title)
        self.dismiss()

    def _tell_copied(self, title: str) -> None:
        words = f"“{title}” is copied."
        announce(self, words)
        self.told.tell(words, self.geometry())

    def _against(self, filled: Filled) -> str:
        """Why it is not copied now; what only looks odd is copied when it is asked for again."""
        found = verdict_on(filled)
        if found.open:
            why = "; ".join(dict.fromkeys(_why_open(filled, label) for label in found.open))
            return f"Not copied. {why}. Mend it in the library."
        if found.odd and filled != self._doubted:
            self._doubted = filled
            return f"Look at it once more: {said_of_odd(filled)}. The same key again copies it."
        return ""

    def _read_words(self) -> None:
        self._parts.runner.run("long", self._parts.workbench.library.read_words, key="library.words")

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.PACK in changes:
            self._read_words()
        if Kind.SNIPPET in changes and self.isVisible() and not self.asks():
            self.finder.change(self._context())

    def _connect(self) -> None:
        self.finder.chosen.connect(self._on_chosen)
        self.finder.left.connect(self.dismiss)
        self.finder.query.textChanged.connect(self.notice.hide)
        self.asking.answered.connect(self._copy)
        self.asking.left.connect(self._find)
        self._drop.clicked.connect(self._leave_out)
        QShortcut(QKeySequence(_DROP), self, self._leave_out)
        self._parts.theme.changed.connect(self.update)
        self._parts.bridge.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.setWindowTitle("Find a snippet")
        self.setAccessibleName("Find a snippet for any program")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        set_role(self._whom, "strong")
        set_role(self._drop, "link")
        self._drop.setAccessibleName("Leave the customer and the conversation out")
        self._drop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages.addWidget(self.finder)
        self._pages.addWidget(self.asking)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(6, 0, 0, 0)
        row.addWidget(self._whom, 1)
        row.addWidget(KeyCap(self._parts.theme, _DROP))
        row.addWidget(self._drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addWidget(self.notice)
        column.addWidget(self._pages, 1)


def _why_open(filled: Filled, label: str) -> str:
    place = next((each for each in filled.places if each.label == label), None)
    if place is not None and place.name.startswith(">") and place.why:
        return place.why.rstrip(".")
    return f"Nothing is known by the name of {label}"

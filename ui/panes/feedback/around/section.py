"""Around: a list of pages at the left, and the one that is looked at: what could be done today comes first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.around.colleagues import ColleaguesPage
from ui.panes.feedback.around.company import CompanyPage
from ui.panes.feedback.around.group import Group
from ui.panes.feedback.around.nav import PageDelegate, PageRow, PageRows
from ui.panes.feedback.around.notes import NotesPage
from ui.panes.feedback.around.page import AroundPage, AroundWays
from ui.panes.feedback.around.presenter import AroundPresenter
from ui.panes.feedback.around.today import TodayPage
from ui.panes.feedback.around.with_customers import CustomersPage
from ui.panes.feedback.sets.report import label
from ui.theme.roles import set_surface, set_tone
from ui.widgets.list_detail import ListDetail
from ui.widgets.rows import ROW, RowsView
from ui.widgets.small_form import Form, SmallForm
from workbench.feedback.around.model import DueAround

PAGES: dict[str, type[AroundPage]] = {
    "today": TodayPage,
    "people": ColleaguesPage,
    "customers": CustomersPage,
    "notes": NotesPage,
    "company": CompanyPage,
}
_MEASURE = 84  # letters
_GO_IN = (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AroundSection(QWidget):
    """A page is made when it is first looked at, and read each time.

    ``topic_asked``, ``ticket_asked``: what is to be opened; ``snippet_asked``: a snippet of a text is wanted.
    """

    topic_asked = Signal(str)
    ticket_asked = Signal(str)
    snippet_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.presenter = AroundPresenter(parts, self)
        self.ways = AroundWays(self)
        self.form = SmallForm(parts.theme, self)
        self.fault = label("")
        self.rows = PageRows()
        self.view = RowsView(self.rows, PageDelegate(parts.icons), "Pages of Around")
        self.back = QToolButton()
        self._made: dict[str, AroundPage] = {}
        self._left, self._right, self._inside = QWidget(), QScrollArea(), QWidget()
        self._column = QVBoxLayout(self._inside)
        self._both = ListDetail(self._left, self._right, two_from=92, list_least=30)
        self._lay_out()
        self._connect()
        self._list(DueAround(promises=0, notes=0))
        self.show_page("today")

    def page(self, name: str) -> AroundPage:
        """The page of that name, made if need be."""
        if name not in self._made:
            made = self._made[name] = PAGES[name](self._parts, self.presenter, self.ways)
            made.hide()
            self._column.insertWidget(self._column.count() - 1, made)
        return self._made[name]

    def show_page(self, name: str) -> AroundPage:
        """Go to a page."""
        self.view.choose(self.rows.place(name))
        self._both.show_detail()
        return self.page(name)

    def current(self) -> AroundPage:
        """The page that is looked at."""
        row: PageRow | None = self.view.currentIndex().data(ROW)
        return self.page(row.id if row is not None else "today")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.view.isVisible():
            self.view.setFocus()
        else:
            self._go_in()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.show(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.show(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the list, Enter and the arrow key go into the page."""
        pressed = watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _GO_IN and not event.modifiers():
            self._both.show_detail()
            self._go_in()
            return True
        return super().eventFilter(watched, event)

    def _go_in(self) -> None:
        (self.current().first() or (self.back if self.back.isVisible() else self.view)).setFocus()

    def _go_back(self) -> None:
        self._both.show_list()
        self.view.setFocus()

    def _turn(self) -> None:
        """Show the page that was chosen, from its top."""
        shown = self.current()
        for page in self._made.values():
            page.setVisible(page is shown)
        self.form.hide()
        self._right.verticalScrollBar().setValue(0)
        self.presenter.turn_to(shown.read, shown.show_read)

    def _list(self, due: DueAround) -> None:
        late, notes = f"{due.promises:n} late", f"{due.notes:n} due"
        waits = {"people": late if due.promises else "", "notes": notes if due.notes else ""}
        self.rows.show_rows([
            PageRow(id=name, title=page.title, about=page.about, waits=waits.get(name, ""))
            for name, page in PAGES.items()
        ])  # fmt: skip

    def _ask(self, group: Group, form: Form) -> None:
        """Ask under what was pressed, or under the heading of ``group``."""
        pressed = QApplication.focusWidget()
        at = pressed if pressed is not None and group.isAncestorOf(pressed) else group.head
        self._right.ensureWidgetVisible(at)
        self.form.ask(QRect(at.mapTo(self, QPoint()), at.size()), form)

    def _on_failed(self, title: str, cure: str) -> None:
        self.fault.setText(f"{title} {cure}".strip())
        self.fault.show()

    def _connect(self) -> None:
        self.presenter.came.connect(self.fault.hide)
        self.presenter.due.connect(self._list)
        self.presenter.failed.connect(self._on_failed)
        self.view.selectionModel().currentChanged.connect(self._turn)
        self.view.activated.connect(self._both.show_detail)
        self.view.clicked.connect(self._both.show_detail)
        self.view.installEventFilter(self)
        self.back.clicked.connect(self._go_back)
        self._both.narrowed.connect(self.back.setVisible)
        self.form.left.connect(self.setFocus)
        self.ways.asked.connect(self._ask)
        for ours, theirs in (
            (self.topic_asked, self.ways.topic_asked), (self.ticket_asked, self.ways.ticket_asked),
            (self.snippet_asked, self.ways.snippet_asked),
        ):  # fmt: skip
            theirs.connect(ours)
        self._parts.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.view.doItemsLayout()
        self._inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)

    def _lay_out(self) -> None:
        set_surface(self._left, "list")
        set_surface(self._right, "pane")
        set_tone(self.fault, "danger")
        self.fault.hide()
        space = self._parts.theme.tokens.space
        self.back.setIcon(self._parts.icons.icon("chevron-left"))
        self.back.setText("Around")
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.hide()
        self.view.setUniformItemSizes(True)
        listed = QVBoxLayout(self._left)
        listed.setContentsMargins(0, space.s, 0, 0)
        listed.addWidget(self.view)
        self._column.setContentsMargins(space.xl, space.l, space.xl, space.xl)
        self._column.setSpacing(space.s)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self.fault)
        self._column.addStretch(1)
        outer = QWidget()
        side = QHBoxLayout(outer)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._inside, 1000)
        side.addStretch(1)
        self._right.setWidget(outer)
        self._right.setWidgetResizable(True)
        self._right.setFrameShape(QFrame.Shape.NoFrame)
        self._right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._both)
        self._both.setSizes([270, 830])
        self._dress()

"""One snippet in full: when to use it, how it is called up, what it says, where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.library.body import BodyView
from ui.panes.library.languages import language_name
from ui.theme.roles import Role, set_role, set_surface
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.notice import Notice
from ui.widgets.pill import Pill, State
from ui.widgets.why import variant_name
from workbench.library.model import OWN, Snippet
from workbench.library.variants import shown_as
from workbench.packs.model import Field, FieldType, SnippetStatus

_MEASURE = 100  # letters


class SnippetDetail(QScrollArea):
    """``back_asked`` comes from the button that narrow windows show; ``copy_asked`` from *Copy text*.

    ``deed_asked`` carries what is to be done to the snippet: edit, duplicate, history, flag, settle, delete, keep_mine,
    recall, use_again, hold_until.
    """

    back_asked = Signal()
    copy_asked = Signal()
    deed_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._icons = parts.icons
        self.setAccessibleName("Snippet")
        self._snippet: Snippet | None = None
        self._back = QToolButton()
        self._title, self._when = _label("title"), _label("secondary")
        self._asks, self._source = _label("secondary"), _label("caption")
        self._pills = FlowLayout(gap=6, row_gap=6)
        self._body = BodyView(parts.theme)
        self.variants = QTabBar()
        self.copy_button, self.edit_button = QPushButton("Copy text"), QPushButton("Edit")
        self.more_button = QToolButton()
        self.notice = Notice(parts.icons)
        self._measured = QWidget()
        self._lay_out()
        self._parts.theme.changed.connect(self._hold_measure)
        self._hold_measure()

    def show_snippet(self, snippet: Snippet) -> None:
        self._snippet = snippet
        self._title.setText(snippet.title)
        self._when.setText(snippet.context)
        self._when.setVisible(bool(snippet.context))
        asks = "\n".join(f"\N{BULLET} {_asked(each)}" for each in snippet.fields)
        self._asks.setText(f"To fill in\n{asks}")
        self._asks.setVisible(bool(snippet.fields))
        self._source.setText(self._source_of(snippet))
        self._tell(snippet)
        self._show_pills(snippet)
        self._name_variants(snippet)
        self._body.show_snippet(self.shown() or snippet)
        self.verticalScrollBar().setValue(0)

    def snippet(self) -> Snippet | None:
        return self._snippet

    def shown(self) -> Snippet | None:
        """The snippet in the variant that is read."""
        number = max(0, self.variants.currentIndex())
        return shown_as(self._snippet, number) if self._snippet is not None else None

    def _name_variants(self, snippet: Snippet) -> None:
        """A tab for each; the one that is read stays, while it is there."""
        names = [variant_name(snippet, number) for number in range(len(snippet.variants) + 1)]
        if names == [self.variants.tabText(at) for at in range(self.variants.count())]:
            return
        self.variants.blockSignals(True)
        while self.variants.count():
            self.variants.removeTab(0)
        for name in names:
            self.variants.addTab(name)
        self.variants.setCurrentIndex(0)
        self.variants.blockSignals(False)
        self.variants.setVisible(len(names) > 1)

    def _turn_variant(self) -> None:
        if (shown := self.shown()) is not None:
            self._body.show_snippet(shown)

    def show_back(self, wanted: bool) -> None:
        self._back.setVisible(wanted)

    def _show_pills(self, snippet: Snippet) -> None:
        while (item := self._pills.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        typed = f"\N{LEFT-TO-RIGHT MARK};{snippet.shortcut}"
        states = [State(word=typed, tone="accent", icon="keyboard")] if snippet.shortcut else []
        states += [State(word="Draft", icon="draft")] if snippet.status is SnippetStatus.DRAFT else []
        states += [State(word="Edited by you", tone="info", icon="edit")] if snippet.edited else []
        if snippet.language and not snippet.variants:  # else the tabs say it
            states.append(State(word=language_name(snippet.language)))
        states += [State(word=tag, icon="tag") for tag in snippet.tags]
        for state in states:
            self._pills.addWidget(Pill(self._icons, state))

    def _source_of(self, snippet: Snippet) -> str:
        if snippet.pack_id == OWN:
            return "Yours, on this machine."
        pack = self._parts.workbench.library.pack_name(snippet.pack_id)
        locked = " It is locked: its pack alone changes it." if snippet.locked else ""
        edited = " You edited it here; its own words are kept." if snippet.edited else " You can edit it here."
        return f"From {pack}.{locked or edited}"

    def _tell(self, snippet: Snippet) -> None:
        """What is to be known before it is used."""
        self.notice.hide()
        flags = [flag for flag in self._parts.workbench.editing.flags() if flag.snippet == snippet.id]
        flagged = f"Flagged: {' '.join(f'“{flag.note}”' for flag in flags if flag.note) or 'somebody did.'}"
        if spent := self._parts.workbench.library.spent(snippet):
            words = f"{spent} It is not inserted any more.{f' {flagged}' if flags else ''}"
            self.notice.show_notice(words, "danger", closable=False)
        elif snippet.differs:
            words = "Its pack has other words by now than those you edited. Yours are used."
            self.notice.show_notice(words, "warning", closable=False)
            self.notice.add_action("Keep mine", lambda: self.deed_asked.emit("keep_mine"))
            self.notice.add_action("Take the pack’s words", lambda: self.deed_asked.emit("delete"))
        elif flags:
            self.notice.show_notice(flagged, "warning", icon="flag", closable=False)
        if flags:
            self.notice.add_action("Remove the flag", lambda: self.deed_asked.emit("settle"))

    def _menu(self) -> None:
        snippet = self._snippet
        if snippet is None:
            return
        menu = QMenu(self)
        entries = [("Duplicate", "duplicate"), ("History", "history"), ("Flag", "flag")]
        if snippet.pack_id == OWN:
            spent = self._parts.workbench.library.spent(snippet)
            entries += [("Use it again", "use_again")] if spent else [("Recall", "recall")]
            entries += [("Set a last day", "hold_until"), ("Delete", "delete")]
        elif snippet.edited:
            entries.append(("Take the pack’s words", "delete"))
        for words, deed in entries:
            menu.addAction(words, lambda deed=deed: self.deed_asked.emit(deed))  # type: ignore[misc]
        menu.exec(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _hold_measure(self) -> None:
        """Lines that are not longer than can be read with ease."""
        self._measured.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)

    def _lay_out(self) -> None:
        self._back.setIcon(self._icons.icon("chevron-left"))
        self._back.setText("Library")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.clicked.connect(self.back_asked)
        self._back.hide()
        self.copy_button.setIcon(self._icons.icon("copy"))
        self.copy_button.clicked.connect(self.copy_asked)
        self.edit_button.setIcon(self._icons.icon("edit"))
        self.edit_button.clicked.connect(lambda: self.deed_asked.emit("edit"))
        self.more_button.setIcon(self._icons.icon("more"))
        self.more_button.setToolTip("More")
        self.more_button.setAccessibleName("More")
        self.more_button.clicked.connect(self._menu)
        self.variants.setAccessibleName("Variants")
        self.variants.setExpanding(False)
        self.variants.hide()
        self.variants.currentChanged.connect(self._turn_variant)
        inside = self._measured
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        for button in (self.edit_button, self.copy_button, self.more_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self._when)
        column.addLayout(self._pills)
        column.addWidget(self.variants, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._card())
        column.addWidget(self._asks)
        column.addWidget(self._source)
        column.addStretch()
        outer = QWidget()
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        set_surface(outer, "pane")
        self.setWidget(outer)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _card(self) -> QFrame:
        card = QFrame()
        set_surface(card, "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._body)
        return card


def _asked(field: Field) -> str:
    """A field in a few words."""
    kinds = {FieldType.DATE: "a day", FieldType.NUMBER: "a number", FieldType.YES_NO: "yes or no"}
    kind = ", ".join(field.options) if field.options else kinds.get(field.type, "")
    return f"{field.label} ({kind})" if kind else field.label


def _label(role: Role) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label

"""One snippet in full: when to use it, how it is called up, what it says, where it comes from."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.library.body import BodyView
from ui.theme.roles import Role, set_role, set_surface
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill, State
from workbench.library.model import Snippet

_MEASURE = 100  # letters


def language_name(code: str) -> str:
    """The language as a person calls it; the code where Qt does not know it."""
    locale = QLocale(code)
    return code if locale.language() == QLocale.Language.C else QLocale.languageToString(locale.language())


class SnippetDetail(QScrollArea):
    """``back_asked`` comes from the button that narrow windows show; ``copy_asked`` from *Copy text*."""

    back_asked = Signal()
    copy_asked = Signal()

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
        self.copy_button = QPushButton("Copy text")
        self._measured = QWidget()
        self._lay_out()
        self._parts.theme.changed.connect(self._hold_measure)
        self._hold_measure()

    def show_snippet(self, snippet: Snippet) -> None:
        self._snippet = snippet
        self._title.setText(snippet.title)
        self._when.setText(snippet.context)
        self._when.setVisible(bool(snippet.context))
        asks = "\n".join(f"\N{BULLET} {label}" for label in (each.label for each in snippet.fields))
        self._asks.setText(f"To fill in\n{asks}")
        self._asks.setVisible(bool(snippet.fields))
        pack = self._parts.workbench.library.pack_name(snippet.pack_id)
        self._source.setText(f"From {pack}, a shared pack. Shared snippets are not edited in place.")
        self._show_pills(snippet)
        self._body.show_snippet(snippet)
        self.verticalScrollBar().setValue(0)

    def snippet(self) -> Snippet | None:
        return self._snippet

    def show_back(self, wanted: bool) -> None:
        self._back.setVisible(wanted)

    def _show_pills(self, snippet: Snippet) -> None:
        while (item := self._pills.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        typed = f"\N{LEFT-TO-RIGHT MARK};{snippet.shortcut}"
        states = [State(word=typed, tone="accent", icon="keyboard")] if snippet.shortcut else []
        states += [State(word=language_name(snippet.language))] if snippet.language else []
        states += [State(word=tag, icon="tag") for tag in snippet.tags]
        for state in states:
            self._pills.addWidget(Pill(self._icons, state))

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
        inside = self._measured
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._when)
        column.addLayout(self._pills)
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


def _label(role: Role) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label

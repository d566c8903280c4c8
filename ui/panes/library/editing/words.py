"""The words of a snippet and of its variants, a tab for each; and a menu of what can be put into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.panes.library.editing.names import NameList
from ui.panes.library.languages import language_name
from ui.theme.icons import Icons
from ui.theme.roles import set_framing
from ui.theme.theme import Theme
from ui.widgets.choices import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.writing.marks import Place
from ui.writing.paper import units
from ui.writing.template_paper import TemplatePaper
from workbench.kernel.spans import Span, to_utf16
from workbench.library.editing.checked import MOST_CHARACTERS
from workbench.library.words import NAMES
from workbench.packs.model import Fact, Field, FieldType, PackSnippet, Variant

LANGUAGES = ("", "en", "de", "fr", "es", "pt", "it", "nl", "da", "sv", "nb", "fi", "pl", "cs", "tr", "ja", "zh", "ar")
CHANNELS = {"": "Any channel", "email": "Email", "chat": "Chat", "note": "Internal note"}
TONES = {"": "Any tone", "formal": "Formal", "friendly": "Friendly", "brief": "Brief"}
_LEAST, _MOST = 180, 620


class _Sheet(TemplatePaper):
    """Takes in no more than a snippet may hold. ``shortened``: what was pasted is longer, and was cut."""

    shortened = Signal()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if len(text) <= MOST_CHARACTERS:
            super().insertFromMimeData(source)
            return
        begun = QMimeData()
        begun.setText(text[:MOST_CHARACTERS])
        super().insertFromMimeData(begun)
        self.shortened.emit()


class WordsEditor(QWidget):
    """``changed``: the words, or for whom they are, are others. ``cut``: what was pasted is too long, and was cut.
    ``value_asked``: put in a value that is to be made.
    """

    changed = Signal()
    cut = Signal()
    value_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._variants: list[Variant] = [Variant(body="")]
        self._at = 0
        self._loading = False
        self.asked: Callable[[], tuple[Sequence[Field], Sequence[Fact], Sequence[PackSnippet]]] = lambda: ((), (), ())
        self.tabs = QTabBar()
        self.add_button, self.remove_button = QToolButton(), QToolButton()
        self.language, self.channel, self.tone = Choice(), Choice(), Choice()
        self.insert_button = QPushButton(icons.icon("plus"), "Insert")
        self.paper = _Sheet(theme)
        self.paper.shortened.connect(self.cut)
        self._regrow = QTimer(self, singleShot=True, interval=0)
        self._regrow.timeout.connect(self._grow)
        self.names = NameList(theme, self.paper, self._names)
        self._lay_out()
        self._connect()

    def show_doc(self, doc: PackSnippet) -> None:
        own = Variant(language=doc.language, channel=doc.channel, tone=doc.tone, body=doc.body)
        self._variants = [own, *doc.variants]
        self._at = 0
        self._show_tabs()
        self._show_variant()

    def variants(self) -> tuple[Variant, ...]:
        """All of them, the snippet's own words first."""
        self._take()
        return tuple(self._variants)

    def current(self) -> Variant:
        """The one that is being written."""
        self._take()
        return self._variants[self._at]

    def number(self) -> int:
        return self._at

    def in_order(self) -> tuple[QWidget, ...]:
        """What Tab goes through: the words first."""
        choices = (self.language, self.channel, self.tone)
        return (self.paper, self.insert_button, self.tabs, self.add_button, self.remove_button, *choices)

    def _names(self) -> list[tuple[str, str]]:
        """Labels and names of what a placeholder may hold: what is asked for, what the ticket knows, facts."""
        fields, facts, _ = self.asked()
        return [
            *((field.label, f"field.{field.name}") for field in fields),
            *((words, name) for name, words in NAMES.items()),
            *((fact.label or fact.name, f"fact.{fact.name}") for fact in facts),
            ("a place for the agent’s own words", "yours"),
            ("where typing goes on", "cursor"),
        ]

    def rename_field(self, before: str, after: str) -> None:
        """A field is called otherwise: so it is wherever it stands."""
        self._take()
        named = re.compile(r"(\{\{[?>]?field\.)" + re.escape(before) + r"(?=[|}])")
        self._variants = [replace(each, body=named.sub(rf"\g<1>{after}", each.body)) for each in self._variants]
        for found in reversed(list(named.finditer(self.paper.text()))):
            place = Place(*to_utf16(self.paper.text(), Span(found.end(1), found.end())))
            self.paper.cursor_over(place).insertText(after)

    def put_in(self, text: str) -> None:
        """Put ``text`` in at the caret; ``…`` in it is selected, so that it is typed over."""
        cursor = self.paper.textCursor()
        start = cursor.selectionStart()
        cursor.insertText(text)
        if "…" in text:
            cursor.setPosition(start + text.index("…"))
            cursor.setPosition(start + text.index("…") + 1, cursor.MoveMode.KeepAnchor)
        self.paper.setTextCursor(cursor)
        self.paper.setFocus()

    def _take(self) -> None:
        old = self._variants[self._at]
        self._variants[self._at] = replace(
            old,
            language=self.language.currentData() or "",
            channel=self.channel.currentData() or "",
            tone=self.tone.currentData() or "",
            body=self.paper.text(),
        )

    def _on_changed(self) -> None:
        if not self._loading:
            self._take()
            self._name_tabs()
            self.changed.emit()

    def _turn_to(self, at: int) -> None:
        if not self._loading and 0 <= at < len(self._variants):
            self._take()
            self._at = at
            self._show_variant()
            self.changed.emit()

    def _add(self) -> None:
        self._take()
        self._variants.append(replace(self._variants[self._at], title=""))
        self._at = len(self._variants) - 1
        self._show_tabs()
        self._show_variant()
        self.language.setFocus()
        self.changed.emit()

    def _remove(self) -> None:
        if self._at:
            del self._variants[self._at]
            self._at = 0
            self._show_tabs()
            self._show_variant()
            self.changed.emit()

    def _show_tabs(self) -> None:
        self._loading = True
        while self.tabs.count():
            self.tabs.removeTab(0)
        for _ in self._variants:
            self.tabs.addTab("")
        self.tabs.setCurrentIndex(self._at)
        self._name_tabs()
        self._loading = False

    def _name_tabs(self) -> None:
        for at, variant in enumerate(self._variants):
            parts = (language_name(variant.language) if variant.language else "", variant.channel, variant.tone)
            self.tabs.setTabText(at, " · ".join(part for part in parts if part) or "Any language")

    def _show_variant(self) -> None:
        self._loading = True
        variant = self._variants[self._at]
        boxes = (self.language, self.channel, self.tone)
        for box, value in zip(boxes, (variant.language, variant.channel, variant.tone), strict=True):
            if box.findData(value) < 0:
                box.addItem(value, value)
            box.setCurrentIndex(box.findData(value))
        words = variant.body.strip("\n")
        self.paper.setPlainText(words)
        if (gap := words.find("\n\n\n")) >= 0:  # what is begun is written there, not before its greeting
            self.paper.go_to(units(words, gap + 2))
        self.remove_button.setEnabled(self._at > 0)
        self._loading = False

    def _menu(self) -> None:
        """What can be put in, by what it is."""
        fields, facts, others = self.asked()
        menu = QMenu(self)
        known = menu.addMenu("From the ticket")
        for name, words in NAMES.items():
            known.addAction(words, lambda name=name: self.put_in(f"{{{{{name}}}}}"))  # type: ignore[misc]
        known.addSeparator()
        known.addAction("Customer’s first name, or “there”", lambda: self.put_in("{{customer.first_name|there}}"))
        asked = self._offer(menu, "A value to ask for", [(f.label, f"{{{{field.{f.name}}}}}") for f in fields])
        asked.setEnabled(True)
        asked.addAction("A new one", self.value_asked.emit)
        self._offer(menu, "A fact", [(fact.label or fact.name, f"{{{{fact.{fact.name}}}}}") for fact in facts])
        choices = [field for field in fields if field.type is FieldType.YES_NO]
        parts = [(f"Only if: {field.label}", f"{{{{?field.{field.name}}}}}…{{{{/}}}}") for field in choices]
        parts += [("Only if the company is known", "{{?customer.company}}…{{/}}")]
        self._offer(menu, "A part under a condition", parts)
        self._offer(menu, "Another snippet", [(each.title, f"{{{{>{each.id}}}}}") for each in others[:200]])
        menu.addAction("A place for the agent’s own words", lambda: self.put_in("{{yours|…}}"))
        menu.addAction("Where typing goes on", lambda: self.put_in("{{cursor}}"))
        menu.exec(self.insert_button.mapToGlobal(self.insert_button.rect().bottomLeft()))

    def _offer(self, menu: QMenu, title: str, entries: Sequence[tuple[str, str]]) -> QMenu:
        part = menu.addMenu(title)
        part.setEnabled(bool(entries))
        for words, text in entries:
            part.addAction(words.replace("&", "&&"), lambda text=text: self.put_in(text))  # type: ignore[misc]
        return part

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.paper and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            set_framing(self._frame, focused=event.type() == QEvent.Type.FocusIn)
        if watched is self.paper and event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange}:
            self._regrow.start()  # its lines are others by then
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """Tall enough for its words, so that the page scrolls and not a box in it."""
        lines = round(self.paper.document().size().height()) + 1
        height = lines * self.paper.fontMetrics().lineSpacing()
        height = max(_LEAST, min(height, _MOST))
        if height != self.paper.minimumHeight():
            self.paper.setMinimumHeight(height)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn_to)
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        for box in (self.language, self.channel, self.tone):
            box.currentIndexChanged.connect(self._on_changed)
        self.paper.textChanged.connect(self._on_changed)
        self.paper.textChanged.connect(self._grow)
        self.paper.installEventFilter(self)
        self.insert_button.clicked.connect(self._menu)

    def _lay_out(self) -> None:
        for code in LANGUAGES:
            self.language.addItem(language_name(code) if code else "Any language", code)
        for box, words in ((self.channel, CHANNELS), (self.tone, TONES)):
            for value, word in words.items():
                box.addItem(word, value)
        for box, name in ((self.language, "Language"), (self.channel, "Channel"), (self.tone, "Tone")):
            box.setAccessibleName(name)
        for button, icon, tip in (
            (self.add_button, "plus", "Add a variant for another language, channel or tone"),
            (self.remove_button, "trash", "Remove this variant"),
        ):
            button.setIcon(self._icons.icon(icon))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.tabs.setAccessibleName("Variants")
        self.tabs.setExpanding(False)
        self.paper.setAccessibleName("Text of the snippet")
        self.paper.setMinimumHeight(_LEAST)
        self.paper.setTabChangesFocus(True)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.tabs, 1)
        top.addWidget(self.add_button)
        top.addWidget(self.remove_button)
        choices = QWidget()
        flow = FlowLayout(choices, 8, 6)
        for widget in (self.language, self.channel, self.tone, self.insert_button):
            flow.addWidget(widget)
        frame = self._frame = QFrame()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self.paper)
        set_framing(frame, focused=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(choices)
        column.addWidget(frame, 1)

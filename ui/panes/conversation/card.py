"""One message as a card: who, when, their own words, what they quoted, what they attached."""

from __future__ import annotations

from datetime import datetime

import humanize
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.conversation.outgoing import OutgoingLine
from ui.theme.roles import set_role, set_surface
from ui.widgets.avatar import Avatar
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.pill import Pill, State
from ui.widgets.safe_browser import SafeBrowser
from ui.widgets.times import ago, exact
from workbench.helpdesk.port import Author
from workbench.kernel.ids import MessageId
from workbench.tickets.model import Message
from workbench.tickets.safe_html import split_quote

_MEASURE_LETTERS = 78


class MessageCard(QWidget):
    """``words_selected``: whether words of this message are selected. ``link_asked``: (address, words it stands on).

    ``act_done``: something was done about this outgoing message; "edit" when its words are back in the draft.
    """

    words_selected = Signal(bool)
    link_asked = Signal(str, str)
    act_done = Signal(str)

    def __init__(self, parts: Parts, message: Message, now: datetime) -> None:
        super().__init__()
        self._parts = parts
        self.message = message
        self._browser = SafeBrowser(grows=True)
        self._quoted: SafeBrowser | None = None
        surface = "note" if message.internal else "customer" if message.author is Author.CUSTOMER else "agent"
        set_surface(self, surface)  # type: ignore[arg-type]
        own, quoted = split_quote(message.html) if message.html else ("", None)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._made_head(now))
        column.addWidget(self._made_body(own))
        if quoted:
            self._add_quote(column, quoted)
        self._add_foot(column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMaximumWidth(parts.theme.fonts.line() * _MEASURE_LETTERS // 2)

    @property
    def message_id(self) -> MessageId:
        return self.message.id

    def selected_words(self) -> str:
        """The words that are selected in this message, lines parted as they are read."""
        return self._browser.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n").strip()

    def browser(self) -> SafeBrowser:
        return self._browser

    def _made_head(self, now: datetime) -> QHBoxLayout:
        message = self.message
        line = QHBoxLayout()
        line.setSpacing(8)
        name = message.author_name or ("Customer" if message.author is Author.CUSTOMER else "Support")
        who = ElidedLabel(name)
        set_role(who, "strong")
        age = QLabel(ago(message.at, now))
        age.setToolTip(exact(message.at))
        set_role(age, "caption")
        line.addWidget(Avatar(self._parts.theme, name))
        line.addWidget(who, 1)
        if message.internal:
            line.addWidget(Pill(self._parts.icons, State(word="Internal note", tone="warning", icon="note")))
        line.addWidget(age)
        return line

    def _made_body(self, own: str) -> SafeBrowser:
        browser = self._browser
        browser.setAccessibleName(f"Message from {self.message.author_name or self.message.author.value}")
        browser.setFont(self._parts.theme.fonts.body())
        if own:
            browser.setHtml(own)
        else:
            browser.setPlainText(self.message.text)
        spread(browser, self._parts.theme.tokens.type.line_height)
        browser.selectionChanged.connect(self._on_selection)
        browser.link_asked.connect(lambda href: self.link_asked.emit(href, browser.words_of(href)))
        return browser

    def _add_quote(self, column: QVBoxLayout, quoted: str) -> None:
        button = QPushButton("Show quoted text")
        button.setCheckable(True)
        set_role(button, "link")
        browser = SafeBrowser(grows=True)
        browser.setAccessibleName("Quoted text")
        browser.hide()
        self._quoted = browser

        def show(shown: bool) -> None:
            if shown and not browser.toPlainText():
                browser.setHtml(quoted)
            browser.setVisible(shown)
            button.setText("Hide quoted text" if shown else "Show quoted text")

        button.toggled.connect(show)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(browser)

    def _add_foot(self, column: QVBoxLayout) -> None:
        message = self.message
        if message.removed_images:
            count = message.removed_images
            text = "1 image not shown" if count == 1 else f"{count} images not shown"
            column.addLayout(self._hint("image-off", f"{text}: nothing is loaded from the network."))
        if message.attachments:
            chips = QWidget()
            flow = FlowLayout(chips, 8, 4)
            for each in message.attachments:
                size = humanize.naturalsize(each.size, binary=False, format="%.0f")
                flow.addWidget(Pill(self._parts.icons, State(word=f"{each.name}  {size}", icon="paperclip")))
            column.addWidget(chips)
        if message.outgoing_id:
            line = OutgoingLine(self._parts, message.outgoing_id)
            line.act_done.connect(self.act_done)
            column.addWidget(line)

    def _hint(self, icon: str, text: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(6)
        label = QLabel(text)
        label.setWordWrap(True)
        set_role(label, "caption")
        line.addWidget(Glyph(self._parts.icons, icon, "text.faint"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        return line

    def _on_selection(self) -> None:
        self.words_selected.emit(self._browser.textCursor().hasSelection())


def spread(browser: SafeBrowser, line_height: float) -> None:
    """Give the text the line height of reading areas."""
    cursor = browser.textCursor()
    cursor.select(cursor.SelectionType.Document)
    form = cursor.blockFormat()
    form.setLineHeight(line_height * 100, form.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(form)

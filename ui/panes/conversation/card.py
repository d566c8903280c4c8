"""One message as a card, made once and used for one message after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolTip, QVBoxLayout, QWidget

from ui.panes.conversation.attachments import Attachments
from ui.panes.conversation.browser import Words
from ui.panes.conversation.checked_lines import CheckedLines
from ui.panes.conversation.delivery import DeliveryLine
from ui.panes.conversation.items import Card
from ui.panes.conversation.link_line import LinkLine
from ui.panes.conversation.margin import AskMargin
from ui.panes.conversation.words import Delivery, images, plain, role
from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.avatar import Avatar
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.glyph import Glyph
from ui.widgets.pill import Pill, State
from ui.widgets.times import ago, exact
from ui.widgets.tips import tip
from workbench.certainty.asked.model import Asked
from workbench.helpdesk.port import Author
from workbench.outbox.words import Act

_SIDE, _TOP, _GAP = 14, 12, 8
_NOTE = State(word="Internal note", tone="warning", icon="note")


class MessageCard(QWidget):
    """``picked``: another part of it is selected. ``decided``: an Act for words of ours. ``note_asked``: see Words.

    Rare parts (quote, attachments, delivery) are made when a message first needs them.
    """

    picked = Signal(object)  # Words
    focused = Signal(object)  # Words
    decided = Signal(str, object)  # outgoing id, Act
    note_asked = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons, self._theme = icons, icons.theme
        self.item: Card | None = None
        self._avatar = Avatar(self._theme)
        self._author = ElidedLabel()
        self._note = Pill(icons, _NOTE)
        self._age = QLabel()
        self.own = self._words("Message")
        self.margin = AskMargin(self._theme, self, self.own)
        self._narrow = False
        self.quote_button: QPushButton | None = None
        self.quoted: Words | None = None
        self._images: QWidget | None = None
        self._images_text = QLabel()
        self._files: Attachments | None = None
        self.link: LinkLine | None = None
        self.delivery: DeliveryLine | None = None
        self.checked: CheckedLines | None = None
        self._body = QVBoxLayout()
        self._ranks: list[int] = []
        self._lay_out()
        self._theme.changed.connect(self.update)

    def show_card(self, item: Card, now: datetime, delivery: Delivery | None) -> None:
        """Show a message; what belongs to the one before (selection, open quote) is forgotten."""
        before, self.item = self.item, item
        message = item.message
        if before is None or before.id != item.id:
            self._forget()
        if before is None or before.own != item.own or before.id != item.id:
            self.own.setHtml(item.own)
        self.own.notes = message.author is Author.CUSTOMER and not message.internal
        author = plain(message.author_name) or role(message).capitalize()
        self._avatar.show_name(author)
        self._author.show_text(author)
        self._note.setVisible(message.internal)
        self._age.setToolTip(exact(message.at))
        self.own.setAccessibleName(f"Message from {author}")
        self.setAccessibleName(f"{author}, {role(message)}, {exact(message.at)}")
        self._show_quote(item)
        self._show_images(message.removed_images)
        self._show_files(item)
        self._show_checked(item)
        self.refresh(now, delivery)
        self.update()

    def show_asks(self, asks: Sequence[Asked]) -> bool:
        """Mark in the margin what the customer asks in it; whether the words need another place for that."""
        before = bool(self.margin.room())
        self.margin.show_asks(asks)
        self.own.setAccessibleDescription(self.margin.said())
        self.set_narrow(self._narrow)
        self.update()
        return self._narrow and bool(self.margin.room()) is not before

    def refresh(self, now: datetime, delivery: Delivery | None) -> None:
        """Show age and delivery as they are by now."""
        if self.item is None:
            return
        self._age.setText(ago(self.item.message.at, now))
        if delivery is not None and self.delivery is None:
            self.delivery = DeliveryLine(self._icons)
            self.delivery.decided.connect(self._decide)
            self._place(self.delivery, 6)
        if self.delivery is not None:
            self.delivery.setVisible(delivery is not None)
            if delivery is not None:
                self.delivery.show_delivery(delivery)

    def words(self) -> list[Words]:
        """The parts that can be selected in."""
        return [self.own, self.quoted] if self.quoted is not None else [self.own]

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room, the words begin below the picture instead of beside it."""
        self._narrow = narrow
        beside = self.margin.room() if narrow else self._avatar.sizeHint().width() + _GAP + 2
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._body.setContentsMargins(0 if backwards else beside, 0, beside if backwards else 0, 0)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = self.margin.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), tip(said) if said else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, message = self._theme.tokens, self.item.message if self.item else None
        focused = any(each.hasFocus() for each in self.words())
        pen = QPen(self._theme.colour("accent.focus" if focused else "line.soft"))
        pen.setWidth(tokens.stroke.focus if focused else 1)
        if message and message.outgoing_id is not None and not focused:
            pen.setColor(self._theme.colour("line.field"))
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.colour(f"surface.{self._ground()}"))
        half = pen.width() / 2
        radius = tokens.radius.large
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        if message and message.internal:
            self._paint_bar(painter)
        self.margin.paint(painter)

    def _ground(self) -> str:
        if self.item is None or self.item.message.author is Author.CUSTOMER:
            return "customer"
        return "note" if self.item.message.internal else "agent"

    def _paint_bar(self, painter: QPainter) -> None:
        """A note has a bar at its side, so that it is told apart without its colour."""
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        bar = QRect(self.width() - 6 if backwards else 2, 8, 4, self.height() - 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("tone.warning.ink"))
        painter.drawRoundedRect(bar, 2, 2)

    def _lay_out(self) -> None:
        set_role(self._author, "strong")
        set_role(self._age, "caption")
        head = QHBoxLayout()
        head.setSpacing(_GAP + 2)
        head.addWidget(self._avatar)
        head.addWidget(self._author)
        head.addWidget(self._note)
        head.addStretch(1)
        head.addWidget(self._age)
        self._body.setSpacing(_GAP)
        self._place(self.own, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._body)

    def _place(self, part: QWidget, rank: int) -> None:
        """Put a part where it belongs, whichever was made first."""
        self._body.insertWidget(sum(each < rank for each in self._ranks), part)
        self._ranks.append(rank)

    def _words(self, name: str) -> Words:
        made = Words(self._theme, name)
        made.picked.connect(lambda: self.picked.emit(made))
        made.focus_changed.connect(self.update)
        made.cursorPositionChanged.connect(lambda: self.focused.emit(made))
        made.note_asked.connect(self.note_asked)
        made.link_asked.connect(lambda href: self._ask_link(made, href))
        return made

    def _forget(self) -> None:
        for each in self.words():
            each.drop_selection()
        for part in (self.quoted, self.link):
            if part is not None:
                part.hide()

    def _show_quote(self, item: Card) -> None:
        if item.quoted is not None and self.quote_button is None:
            self.quote_button = QPushButton()
            set_role(self.quote_button, "chip")
            self.quote_button.clicked.connect(self._turn_quote)
            self.quoted = self._words("Quoted text")
            self.quoted.hide()
            self._place(self.quote_button, 1)
            self._body.setAlignment(self.quote_button, Qt.AlignmentFlag.AlignLeading)
            self._place(self.quoted, 2)
        if self.quote_button is not None and self.quoted is not None:
            self.quote_button.setVisible(item.quoted is not None)
            if item.quoted is None:
                self.quoted.hide()
            self._name_quote()

    def _turn_quote(self) -> None:
        if self.item is None or self.quoted is None:
            return
        if self.quoted.isHidden():
            self.quoted.setHtml(self.item.quoted or "")
        self.quoted.setVisible(self.quoted.isHidden())
        self._name_quote()

    def _name_quote(self) -> None:
        if self.quote_button is not None and self.quoted is not None:
            self.quote_button.setText("Show quoted text" if self.quoted.isHidden() else "Hide quoted text")

    def _show_images(self, number: int) -> None:
        if number and self._images is None:
            self._images = QWidget()
            row = QHBoxLayout(self._images)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            set_role(self._images_text, "caption")
            row.addWidget(Glyph(self._icons, "image-off", "text.faint"))
            row.addWidget(self._images_text, 1)
            self._place(self._images, 3)
        if self._images is not None:
            self._images_text.setText(images(number))
            self._images.setVisible(bool(number))

    def _show_files(self, item: Card) -> None:
        attachments = item.message.attachments
        if attachments and self._files is None:
            self._files = Attachments(self._icons)
            self._place(self._files, 4)
        if self._files is not None:
            self._files.show_attachments(attachments)
            self._files.setVisible(bool(attachments))

    def _show_checked(self, item: Card) -> None:
        if item.checked and self.checked is None:
            self.checked = CheckedLines(self._icons)
            self._place(self.checked, 5)
        if self.checked is not None:
            self.checked.setVisible(bool(item.checked))
            self.checked.show_lines(item.checked)

    def _ask_link(self, words: Words, href: str) -> None:
        if self.link is None:
            self.link = LinkLine(self._icons, QGuiApplication.clipboard())
            self._place(self.link, 5)
        self.link.ask(href, words.words_of(href))

    def _decide(self, act: Act) -> None:
        if self.item is not None and self.item.message.outgoing_id is not None:
            self.decided.emit(self.item.message.outgoing_id, act)

"""The messages of a conversation, one below the other, in cards that are used again and again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QPushButton, QScrollArea, QWidget

from ui.panes.conversation.browser import Words
from ui.panes.conversation.card import MessageCard
from ui.panes.conversation.items import Card, Event, Fold, Item
from ui.panes.conversation.lines import EventLine, FoldLine
from ui.panes.conversation.words import Delivery
from ui.theme.icons import Icons
from ui.theme.roles import set_surface, set_tone
from ui.widgets.toast import set_resting
from workbench.certainty.asked.model import Asked

Piece = MessageCard | EventLine | FoldLine
P = TypeVar("P", MessageCard, EventLine, FoldLine)
_SIDE, _GAP, _ROUND = 16, 10, 16
_NARROW = 440
_AHEAD = 6
_SPARE = 160
_Move = QAbstractSlider.SliderAction


class Thread(QScrollArea):
    """``picked``: the selection changed. ``decided``: see MessageCard. ``unfold_asked``: show what is folded away.

    ``left``: Esc.
    """

    picked = Signal()
    decided = Signal(str, object)
    unfold_asked = Signal()
    note_asked = Signal()
    focus_changed = Signal()
    left = Signal()

    def __init__(self, icons: Icons, deliveries: Callable[[Card], Delivery | None]) -> None:
        super().__init__()
        set_resting(self)
        self._icons, self._deliveries = icons, deliveries
        self._shown: list[tuple[Item, Piece]] = []
        self._free: dict[type[Item], list[Piece]] = {Card: [], Event: [], Fold: []}
        self._asks: Mapping[str, Sequence[Asked]] = {}
        self._selected: Words | None = None
        self._width = -1
        self._begin = ""
        self._placing = False
        self._canvas = _Canvas(self.arrange)
        self.below = QPushButton("New message below", self)
        self._dress()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        QTimer.singleShot(0, self, self._make_ahead)

    def show_items(self, items: Sequence[Item], now: datetime, *, begin: str = "") -> None:
        """Show these. ``begin``: id of what the reader begins with, for another conversation than the one before."""
        if begin:
            self._selected = None
        same = {item.id: piece for item, piece in self._shown} if not begin else {}
        wanted = {item.id for item in items}
        for item, piece in self._shown:
            if begin or item.id not in wanted:
                self._free[type(item)].append(piece)
        self._shown = [(item, same.get(item.id) or self._piece(item)) for item in items]
        for item, piece in self._shown:
            self._fill(item, piece, now)
        for free in self._free.values():
            for piece in free:
                piece.hide()
        self.arrange()
        for _, piece in self._shown:
            piece.show()
        self._chain()
        # What was filled asked for a new layout, which it has by now.
        QCoreApplication.removePostedEvents(self._canvas, QEvent.Type.LayoutRequest.value)
        if begin:
            self.below.hide()
            self.go_to(begin)
            self._begin = begin

    def show_asks(self, asks: Mapping[str, Sequence[Asked]]) -> None:
        """What the customer asks, by the id of the message."""
        self._asks = asks
        moved = [card.show_asks(asks.get(card.item.id, ())) for card in self.cards() if card.item]
        if any(moved):
            self.arrange()

    def refresh(self, now: datetime) -> None:
        """Ages and deliveries as they are by now."""
        for item, piece in self._shown:
            if isinstance(piece, MessageCard) and isinstance(item, Card):
                piece.refresh(now, self._deliveries(item))
            elif isinstance(piece, EventLine):
                piece.refresh(now)

    def arrange(self) -> None:
        """Give every piece its place; what the reader sees first stays where it is."""
        width = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * _SIDE
        anchor = self._anchor() if width != self._width and not self._begin else None
        self._width, self._placing, top = width, True, _ROUND
        wide = self._widest() if width > self._widest() + _SPARE else width
        for _, piece in self._shown:
            if isinstance(piece, MessageCard):
                piece.set_narrow(wide < _NARROW)
            layout = piece.layout()
            assert layout is not None
            high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
            left = _SIDE if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else _SIDE + width - wide
            piece.setGeometry(QRect(left, top, wide, high))
            layout.activate()
            top += high + _GAP
        self._canvas.resize(self.viewport().width(), max(top - _GAP + _ROUND, self.viewport().height()))
        if self._begin:
            self._scroll_to(self._begin)
        elif anchor is not None:
            piece, above = anchor
            self.verticalScrollBar().setValue(piece.y() + above)
        self._placing = False

    def go_to(self, item_id: str) -> None:
        """Bring a message to the top, or as near as what follows allows."""
        self._begin = ""
        self._scroll_to(item_id)

    def go_to_end(self) -> None:
        self._begin = ""
        self._span()
        self.verticalScrollBar().triggerAction(_Move.SliderToMaximum)

    def go_to_start(self) -> None:
        self._begin = ""
        self.verticalScrollBar().triggerAction(_Move.SliderToMinimum)

    def piece(self, item_id: str) -> Piece | None:
        return next((piece for item, piece in self._shown if item.id == item_id), None)

    def cards(self) -> list[MessageCard]:
        return [piece for _, piece in self._shown if isinstance(piece, MessageCard)]

    def selection(self) -> tuple[MessageCard, Words] | None:
        """Where words are selected; there is one such place at most."""
        for card in self.cards():
            for words in card.words():
                if words is self._selected and not words.isHidden() and words.textCursor().hasSelection():
                    return card, words
        return None

    def at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - _ROUND

    def tell_below(self) -> None:
        """Say quietly that something came below what is read."""
        if not self.at_end():
            self.below.adjustSize()
            self._place_below()
            self.below.show()
            self.below.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        moves = {
            Qt.Key.Key_Home: _Move.SliderToMinimum,
            Qt.Key.Key_End: _Move.SliderToMaximum,
            Qt.Key.Key_Space: _Move.SliderPageStepSub if shifted else _Move.SliderPageStepAdd,
        }
        move = moves.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif move is None:
            super().keyPressEvent(event)
        else:
            self.verticalScrollBar().triggerAction(move)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._placing = True
        super().resizeEvent(event)
        self.arrange()
        self._place_below()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def focusNextPrevChild(self, next: bool) -> bool:
        # The scroll area's own would scroll by its guess; ours follows the caret.
        return QFrame.focusNextPrevChild(self, next)

    def _dress(self) -> None:
        set_surface(self._canvas, "pane")
        self.setWidget(self._canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Messages")
        self.verticalScrollBar().setSingleStep(40)
        self.below.setIcon(self._icons.icon("chevron-down", "text.link"))
        set_tone(self.below, "accent")
        self.below.clicked.connect(self.go_to_end)
        self.below.hide()

    def _piece(self, item: Item) -> Piece:
        free = self._free[type(item)]
        return free.pop() if free else self._made(item)

    def _made(self, item: Item) -> Piece:
        made: Piece
        if isinstance(item, Card):
            made = self._made_card()
        elif isinstance(item, Event):
            made = EventLine()
        else:
            made = FoldLine(self._icons)
            made.asked.connect(self.unfold_asked)
        made.setParent(self._canvas)
        return made

    def _made_card(self) -> MessageCard:
        card = MessageCard(self._icons)
        card.picked.connect(self._on_picked)
        card.decided.connect(self.decided)
        card.note_asked.connect(self.note_asked)
        card.focused.connect(self._follow)
        return card

    def _make_ahead(self) -> None:
        """A few cards while nobody waits for them."""
        free = self._free[Card]
        if len(free) + len(self._shown) < _AHEAD:
            card = self._made_card()
            card.setParent(self._canvas)
            card.hide()  # or it would come with a window that is shown only later
            free.append(card)
            QTimer.singleShot(0, self, self._make_ahead)

    def _fill(self, item: Item, piece: Piece, now: datetime) -> None:
        if isinstance(item, Card) and isinstance(piece, MessageCard):
            piece.show_card(item, now, self._deliveries(item))
            piece.show_asks(self._asks.get(item.id, ()))
        elif isinstance(item, Event) and isinstance(piece, EventLine):
            piece.show_event(item, now)
        elif isinstance(item, Fold) and isinstance(piece, FoldLine):
            piece.show_fold(item)

    def _widest(self) -> int:
        """As wide as the measure needs, and no wider."""
        card = self.cards()[0] if self.cards() else None
        return (card.own.maximumWidth() if card else 560) + 84

    def _chain(self) -> None:
        """Tab goes down the thread, whichever card was made first."""
        before: QWidget = self
        for _, piece in self._shown:
            for part in piece.words() if isinstance(piece, MessageCard) else []:
                QWidget.setTabOrder(before, part)
                before = part

    def _anchor(self) -> tuple[Piece, int] | None:
        """The first piece that is seen, and how far it is scrolled past."""
        top = self.verticalScrollBar().value()
        for _, piece in self._shown:
            if piece.geometry().bottom() > top and piece.isVisible():
                return piece, top - piece.y()
        return None

    def _scroll_to(self, item_id: str) -> None:
        piece = self.piece(item_id)
        if piece is not None:
            self._span()
            self.verticalScrollBar().setValue(piece.y() - _GAP if piece.y() > _ROUND else 0)

    def _span(self) -> None:
        """Let the scroll bar know the new height now, not when Qt comes round to it."""
        self.verticalScrollBar().setRange(0, max(0, self._canvas.height() - self.viewport().height()))

    def _on_picked(self, words: Words) -> None:
        if words.textCursor().hasSelection():
            before, self._selected = self._selected, words
            if before is not None and before is not words:
                before.drop_selection()
        elif words is self._selected:
            self._selected = None
        self.picked.emit()

    def _follow(self, words: Words) -> None:
        if words.hasFocus() and not words.underMouse():
            spot = words.mapTo(self._canvas, words.cursorRect().center())
            self.ensureVisible(spot.x(), spot.y(), 0, 40)

    def _place_below(self) -> None:
        self.below.move((self.width() - self.below.width()) // 2, self.height() - self.below.height() - 8)

    def _on_scrolled(self) -> None:
        if not self._placing:
            self._begin = ""
        if self.at_end():
            self.below.hide()


class _Canvas(QWidget):
    """What is scrolled. When a piece wants another height, everything below it moves."""

    def __init__(self, arrange: Callable[[], None]) -> None:
        super().__init__()
        self._arrange = arrange

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
            return True
        return super().event(event)

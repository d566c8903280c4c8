"""Letters in the margin: beside the sentence that asks, the same as over the reply, ticked there and here."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panes.conversation.conftest import card_of, ticket
from ui.commands.parts import Parts
from ui.panes.conversation.asked_at import begins
from ui.panes.conversation.card import MessageCard
from ui.panes.conversation.margin import AskMargin
from ui.panes.conversation.pane import ConversationPane
from ui.theme.theme import Choice, Look
from workbench.certainty.asked.model import Asked, Stand
from workbench.kernel.ids import MessageId


@pytest.mark.parametrize(
    ("text", "asks", "found"),
    [
        ("Hi.\n\nWhere is it? And why?", ["Where is it?", "And why?"], [5, 18]),
        ("• Where\u00a0 is\nit?", ["Where is it?"], [2]),
        ("Where? Yes. Where?", ["Where?", "Where?"], [0, 12]),
        ("Nowhere. Where is it now, and so on?", ["Where is it now, and s…"], [9]),
        ("It is gone.", ["Where is it?", "???", "Is g…"], [None, None, 3]),
        ("🙂 ¿Dónde está?", ["¿Dónde está?"], [3]),
    ],
)
def test_an_ask_begins_where_its_words_do(text: str, asks: list[str], found: list[int | None]) -> None:
    assert begins(text, asks) == found


def letters(card: MessageCard) -> list[str]:
    return [ask.letter for ask, _ in card.margin.boxes()]


def shop(pane: ConversationPane, parts: Parts) -> MessageCard:
    pane.show_ticket(ticket(parts.workbench, "1012"))
    return card_of(pane, "share one list of products")


def line_of(card: MessageCard, words: str) -> int:
    found = card.own.document().find(words)
    found.setPosition(found.selectionStart())
    return card.own.y() + card.own.cursorRect(found).center().y()


def test_each_letter_stands_beside_the_line_in_which_it_is_asked(pane: ConversationPane, parts: Parts) -> None:
    card = shop(pane, parts)
    boxes = {ask.letter: box for ask, box in card.margin.boxes()}
    begun = {"A": "First, can", "B": "Second is", "C": "Will the labels", "D": "And the last"}
    for letter, words in begun.items():
        assert abs(boxes[letter].center().y() - line_of(card, words)) <= 2
        assert boxes[letter].left() > 0 and boxes[letter].right() < card.own.x()
    assert card.margin.tip_at(boxes["A"].center()).startswith("A, open: First, can both shops")
    assert card.margin.tip_at(card.own.geometry().center()) == ""
    assert "D, open: " in card.own.accessibleDescription()


def test_what_is_ticked_over_the_reply_is_ticked_in_the_margin(
    pane: ConversationPane, parts: Parts, qtbot: QtBot
) -> None:
    card, asks = shop(pane, parts), parts.workbench.asks
    id_ = ticket(parts.workbench, "1012")
    first, second, *_ = asks.of(id_)
    asks.mark(id_, [first], Stand.ANSWERED)
    qtbot.waitUntil(lambda: "A, answered" in card.own.accessibleDescription())
    asks.mark(id_, [second], Stand.DISMISSED)
    qtbot.waitUntil(lambda: letters(card) == ["A", "C", "D"])


def test_another_conversation_has_no_letters_of_the_one_before(pane: ConversationPane, parts: Parts) -> None:
    assert letters(shop(pane, parts))
    pane.show_ticket(ticket(parts.workbench, "1001"))
    asked = {ask.message for ask in parts.workbench.asks.of(ticket(parts.workbench, "1001"))}
    marked = {card.item.id for card in pane.thread_view.cards() if card.item and letters(card)}
    assert marked == asked


@pytest.mark.parametrize("scale", [100, 200])
def test_where_there_is_little_room_the_words_leave_some_for_the_letters(
    pane: ConversationPane, parts: Parts, scale: int
) -> None:
    parts.theme.wear(Look(choice=Choice.LIGHT, scale=scale))
    pane.resize(330, 600)
    card = shop(pane, parts)
    for _, box in card.margin.boxes():
        assert box.left() >= 0 and box.right() < card.own.x()


def test_asks_in_one_line_stand_side_by_side_and_none_over_another(pane: ConversationPane, parts: Parts) -> None:
    card = shop(pane, parts)
    card.own.setHtml("<p>Why? How? Who? Where?</p><p>When? What?</p>")
    texts = ["Why?", "How?", "Who?", "Where?", "When?", "What?"]
    margin: AskMargin = card.margin
    margin.show_asks([Asked(letter="ABCDEF"[n], text=text, message=MessageId("m")) for n, text in enumerate(texts)])
    boxes = {ask.letter: box for ask, box in margin.boxes()}
    assert boxes["A"].top() == boxes["B"].top() and boxes["A"].right() < boxes["B"].left()
    placed = list(boxes.values())
    assert len(placed) == len(texts)
    assert not any(one.intersects(other) for n, one in enumerate(placed) for other in placed[n + 1 :])


def test_where_lines_begin_at_the_right_the_letters_stand_there(pane: ConversationPane, parts: Parts) -> None:
    pane.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    card = shop(pane, parts)
    pane.thread_view.arrange()
    for _, box in card.margin.boxes():
        assert card.own.geometry().right() < box.left() and box.right() < card.width()


def test_letters_follow_the_words_when_they_break_otherwise(pane: ConversationPane, parts: Parts) -> None:
    card = shop(pane, parts)
    before = [box.top() for _, box in card.margin.boxes()]
    pane.resize(520, 600)
    assert [box.top() for _, box in card.margin.boxes()] != before
    card.own.setHtml("<p>Other words.</p>")
    assert letters(card) == []

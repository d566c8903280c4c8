from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.commands.parts import Parts
from ui.panes.inbox.pane import InboxPane
from ui.panes.inbox.words import Filter
from workbench.app import Workbench, open_workbench
from workbench.helpdesk.port import Author, OutKind, RemoteCustomer, RemoteMessage, RemoteTicket, Status
from workbench.kernel.ids import AccountId, OutgoingId, RemoteId, TicketId
from workbench.secrets.port import SessionSecrets
from workbench.tickets import keep
from workbench.tickets.model import TicketQuery


@pytest.fixture
def pane(parts: Parts, qtbot: Any) -> Iterator[InboxPane]:
    made = InboxPane(parts)
    qtbot.addWidget(made)
    made.resize(340, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def ticket(workbench: Workbench, number: str) -> TicketId:
    return next(row.id for row in workbench.tickets.page(TicketQuery(status=None)).rows if row.number == number)


def arrives(workbench: Workbench, number: str, words: str = "Hello") -> None:
    """A new ticket comes in, or a new message on one that is there."""
    account = AccountId(workbench.accounts.all()[0].id)
    remote = RemoteId(f"new-{number}")
    customer = RemoteCustomer(remote_id=RemoteId("c"), name="Anna Weber", email="anna@example.com")
    at = workbench.clock.now()
    message = RemoteMessage(
        remote_id=RemoteId(f"m{at}"), ticket=remote, author=Author.CUSTOMER, author_name="Anna", at=at, text=words
    )
    new = RemoteTicket(
        remote_id=remote, number=number, subject="News", status=Status.OPEN, remote_status="open", customer=customer,
        created_at=at,
    )  # fmt: skip
    safe = keep.make_safe(message)

    def work(tx: Any) -> None:
        keep.keep_ticket(tx, account, new)
        keep.keep_message(tx, account, safe)

    workbench.store.write(work, origin="sync.pull")


def shown(pane: InboxPane) -> list[str]:
    return [row.number for row in pane.rows.rows]


def test_it_lists_what_is_open_newest_first(pane: InboxPane) -> None:
    assert shown(pane)[:3] == ["1006", "1004", "1008"]
    assert {row.status for row in pane.rows.rows} == {Status.OPEN}
    assert pane.current() is None


def test_j_and_k_go_through_the_list_and_tell_the_first_step_at_once(pane: InboxPane, parts: Parts, qtbot: Any) -> None:
    with qtbot.waitSignal(pane.chosen) as heard:
        parts.registry.run("inbox.next")
    assert heard.args == [ticket(parts.workbench, "1006")]
    parts.registry.run("inbox.next")
    parts.registry.run("inbox.next")
    parts.registry.run("inbox.previous")
    assert pane.current() == ticket(parts.workbench, "1004")


def test_holding_j_loads_only_the_conversation_at_which_it_is_let_go(pane: InboxPane, parts: Parts, qtbot: Any) -> None:
    heard: list[str] = []
    pane.chosen.connect(heard.append)
    for _ in range(6):
        parts.registry.run("inbox.next")
    qtbot.waitUntil(lambda: len(heard) > 1)
    assert heard == [pane.rows.rows[0].id, pane.rows.rows[5].id]


def test_enter_and_a_double_click_open(pane: InboxPane, parts: Parts, qtbot: Any) -> None:
    pane.select(ticket(parts.workbench, "1004"))
    with qtbot.waitSignal(pane.opened) as heard:
        QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert heard.args == [ticket(parts.workbench, "1004")]


def test_one_click_opens_only_where_the_list_stands_alone(pane: InboxPane, parts: Parts, qtbot: Any) -> None:
    opened: list[str] = []
    pane.opened.connect(opened.append)
    place = pane.view.visualRect(pane.rows.index(1)).center()
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (opened, pane.current()) == ([], pane.rows.rows[1].id)
    pane.show_alone(True)
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [pane.rows.rows[1].id]


def test_a_ticket_that_comes_while_the_list_is_read_is_announced_and_moves_nothing(
    pane: InboxPane, parts: Parts, qtbot: Any
) -> None:
    pane.view.verticalScrollBar().setValue(100)
    before, scroll = shown(pane), pane.view.verticalScrollBar().value()
    arrives(parts.workbench, "2001")
    qtbot.waitUntil(lambda: not pane.view.news.isHidden())
    assert pane.view.news.text() == "1 new — show"
    assert (shown(pane), pane.view.verticalScrollBar().value()) == (before, scroll)
    QTest.keyClick(pane.view.news, Qt.Key.Key_Return)
    assert shown(pane)[0] == "2001"
    assert pane.view.at_top()
    assert pane.view.news.isHidden()


def test_a_ticket_that_comes_while_nobody_reads_the_list_stands_on_top(
    pane: InboxPane, parts: Parts, qtbot: Any
) -> None:
    pane.search.setFocus()
    pane.view.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # where another test left the mouse
    arrives(parts.workbench, "2001")
    qtbot.waitUntil(lambda: shown(pane)[0] == "2001")
    assert pane.view.news.isHidden()


def test_a_change_shows_in_its_row_at_once(pane: InboxPane, parts: Parts, qtbot: Any) -> None:
    pane.view.verticalScrollBar().setValue(100)
    wanted = ticket(parts.workbench, "1004")
    parts.workbench.drafts.save(wanted, OutKind.REPLY, "Hello", 5, 1)
    qtbot.waitUntil(lambda: pane.rows.rows[pane.rows.place(wanted)].has_draft)
    parts.workbench.tickets.seen(wanted)
    qtbot.waitUntil(lambda: not pane.rows.rows[pane.rows.place(wanted)].unread)


def test_what_is_solved_stays_selected_until_the_person_goes_on(pane: InboxPane, parts: Parts, qtbot: Any) -> None:
    first, second = pane.rows.rows[0].id, pane.rows.rows[1].id
    pane.select(first)
    parts.workbench.outbox.change_status(first, Status.SOLVED, hold=timedelta(seconds=60))
    qtbot.waitUntil(lambda: pane.rows.rows[0].status is Status.SOLVED)
    assert pane.current() == first
    pane.select_next_after(first)
    assert pane.current() == second
    qtbot.waitUntil(lambda: pane.rows.place(first) < 0)
    assert pane.current() == second


def test_after_the_last_ticket_of_a_list_comes_the_one_before_and_after_the_only_one_nothing(
    pane: InboxPane, parts: Parts, qtbot: Any
) -> None:
    parts.registry.run("inbox.solved")
    last = pane.rows.rows[-1].id
    pane.select(last)
    pane.select_next_after(last)
    assert pane.current() == pane.rows.rows[-2].id
    pane.search.setText(pane.rows.rows[0].number)
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 1)
    pane.select(pane.rows.rows[0].id)
    with qtbot.waitSignal(pane.chosen) as heard:
        pane.select_next_after(pane.rows.rows[0].id)
    assert heard.args == [""]
    assert pane.current() is None


def test_search_finds_words_of_subject_customer_and_body(pane: InboxPane, qtbot: Any) -> None:
    for words, number in (("charged twice", "1001"), ("ines almq", "1006"), ("nephew clicked", "1008")):
        pane.search.setText(words)
        qtbot.waitUntil(lambda number=number: shown(pane) == [number])


def test_a_search_without_result_offers_to_look_everywhere(pane: InboxPane, qtbot: Any) -> None:
    pane.search.setText("bahnhof kassenbon")
    qtbot.waitUntil(lambda: pane.empty is not None)
    pane.search.setText("kassenbon")
    qtbot.waitUntil(lambda: pane.presenter.words == "kassenbon" and pane.empty is not None)
    assert pane.empty.button().text() == "Search all"
    pane.empty.button().click()
    qtbot.waitUntil(lambda: shown(pane) == ["1025"])
    assert pane.empty is None


def test_an_empty_list_is_calm(pane: InboxPane, parts: Parts, qtbot: Any) -> None:
    for row in pane.rows.rows:
        parts.workbench.outbox.change_status(row.id, Status.SOLVED, hold=timedelta(seconds=60))
    qtbot.waitUntil(lambda: pane.rows.rowCount() == 0)
    assert pane._said is not None
    assert pane._said.title == "Nothing waits for you."


def test_without_an_account_it_offers_to_set_one_up(parts: Parts, tmp_path: Any, qtbot: Any) -> None:
    from dataclasses import replace

    from ui.commands.catalogue import COMMANDS
    from ui.commands.registry import Facts, Registry

    bare = open_workbench(tmp_path / "bare", secrets=SessionSecrets())
    pane = InboxPane(replace(parts, workbench=bare, registry=Registry(COMMANDS, Facts())))
    qtbot.addWidget(pane)
    assert pane.empty is not None
    with qtbot.waitSignal(pane.setup_asked):
        pane.empty.button().click()
    bare.close()


def test_it_comes_back_as_it_was_left(pane: InboxPane, parts: Parts, qtbot: Any) -> None:
    parts.registry.run("inbox.pending")
    pane.select(pane.rows.rows[2].id)
    pane.view.verticalScrollBar().setValue(7)
    state, chosen = pane.state(), pane.current()
    parts.registry.run("inbox.open")
    pane.restore(state)
    assert (pane.presenter.shown, pane.current()) == (Filter.PENDING, chosen)
    assert pane.filters.buttons[Filter.PENDING].isChecked()


def test_a_state_from_elsewhere_does_no_harm(pane: InboxPane) -> None:
    pane.restore({"filter": 7, "selection": ["x"], "scroll": "far", "rows": None})
    assert pane.presenter.shown is Filter.OPEN


def test_a_ticket_outside_the_list_is_not_marked_and_nothing_is_told(pane: InboxPane, parts: Parts) -> None:
    pane.select(pane.rows.rows[0].id)
    heard: list[str] = []
    pane.chosen.connect(heard.append)
    assert not pane.select(ticket(parts.workbench, "1018"))
    assert (pane.current(), heard) == (None, [])


def test_what_failed_shows_in_its_row_in_a_word(pane: InboxPane, parts: Parts, qtbot: Any) -> None:
    from workbench.helpdesk.port import Rejected

    wanted = ticket(parts.workbench, "1004")
    queued = parts.workbench.outbox.queue(wanted, OutKind.REPLY, "Hello", hold=timedelta())
    parts.workbench.outbox.begin(OutgoingId(queued.id), None)
    parts.workbench.outbox.settle(OutgoingId(queued.id), Rejected("Not allowed."))
    index = pane.rows.index(pane.rows.place(wanted))
    qtbot.waitUntil(lambda: "Not sent" in index.data(Qt.ItemDataRole.AccessibleTextRole))

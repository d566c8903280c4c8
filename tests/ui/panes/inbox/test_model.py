from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from ui.panes.inbox.model import TicketRows
from ui.panes.inbox.words import Filter
from workbench.helpdesk.port import Status
from workbench.kernel.ids import TicketId
from workbench.tickets.model import TicketRow

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def row(name: str, *, subject: str = "Charged twice", **more: Any) -> TicketRow:
    known: dict[str, Any] = {
        "number": "1", "customer": "Mette", "preview": "Two charges", "channel": "chat", "status": Status.OPEN,
        "active_at": NOON - timedelta(minutes=5), "unread": False, "has_draft": False, "out_states": frozenset(),
    }  # fmt: skip
    return TicketRow(id=TicketId(name), subject=subject, **(known | more))


def made(names: str, after: str | None = None) -> TicketRows:
    rows = TicketRows(lambda: NOON)
    rows.show_rows([row(name) for name in names], after, Filter.OPEN)
    return rows


def order(rows: TicketRows) -> str:
    return "".join(each.id for each in rows.rows)


@pytest.mark.parametrize("then", ["", "a", "cba", "xabc", "abxcy", "xyz", "bxa", "zcxb"])
def test_the_list_becomes_any_other_and_every_view_follows(then: str, qtmodeltester: Any) -> None:
    rows = made("abc")
    qtmodeltester.check(rows)
    held = {name: QPersistentModelIndex(rows.index(at)) for at, name in enumerate("abc")}
    rows.arrange([row(name, subject=then) for name in then])
    assert order(rows) == then
    assert [rows.place(name) for name in then] == list(range(len(then)))
    for name, index in held.items():
        assert index.row() == (then.index(name) if name in then else -1)
    assert all(each.subject == then for each in rows.rows)


def test_a_page_follows_once_and_a_ticket_stands_in_the_list_once(qtmodeltester: Any) -> None:
    rows = made("ab", after="x")
    wanted = []
    rows.more_wanted.connect(lambda: wanted.append(1))
    rows.fetchMore(QModelIndex())
    rows.fetchMore(QModelIndex())
    assert len(wanted) == 1
    qtmodeltester.check(rows)
    rows.add_rows([row("b"), row("c")], None)
    assert (order(rows), rows.canFetchMore(QModelIndex())) == ("abc", False)


def test_a_row_reads_aloud_who_what_when_and_how_it_stands() -> None:
    rows = TicketRows(lambda: NOON)
    rows.show_rows([row("a", unread=True, has_draft=True, out_states=frozenset({"failed"}))], None, Filter.OPEN)
    said = rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Mette, Charged twice, Two charges, 5 min, Chat, Unread, Not sent, Draft"


def test_a_subject_from_outside_is_no_markup_and_turns_no_letters() -> None:
    rows = TicketRows(lambda: NOON)
    rows.show_rows([row("a", subject="<img src=x>prices\u202efdp.exe")], None, Filter.OPEN)
    assert "&lt;img" in rows.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "\u202e" not in rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

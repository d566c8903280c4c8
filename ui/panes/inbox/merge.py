"""How news enters a list that someone may be reading: in place, or announced and held back. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.tickets.model import TicketQuery, TicketRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """The list as it would be read now. ``whole``: nothing that is loaded lies below ``rows``.

    ``others``: rows that changed and are not in ``rows`` (None: not kept here any more).
    ``own``: tickets that the person changed.
    """

    query: TicketQuery
    rows: tuple[TicketRow, ...]
    after: str | None
    whole: bool = True
    others: Mapping[str, TicketRow | None] = field(default_factory=dict)
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to show. ``news``: tickets that came or have new words, held back. ``leaving``: no longer belong here."""

    rows: tuple[TicketRow, ...]
    news: frozenset[str] = frozenset()
    leaving: frozenset[str] = frozenset()


def plan(shown: Sequence[TicketRow], fresh: Fresh, *, reading: bool, keep: str | None) -> Plan:
    """Bring ``fresh`` into ``shown``. ``keep``: the selected ticket, which never vanishes under the person.

    While the list is read (``reading``) nothing changes place but by the person's own act.
    """
    shown = [row for row in shown if fresh.others.get(row.id, row) is not None]
    return _in_place(shown, fresh, keep) if reading else _anew(shown, fresh, keep)


def _anew(shown: Sequence[TicketRow], fresh: Fresh, keep: str | None) -> Plan:
    there = {row.id for row in fresh.rows}
    rows = list(fresh.rows)
    if not fresh.whole and rows:
        rows += [row for row in shown if row.id not in there and _older(row, rows[-1])]
    kept = [row for row in shown if row.id == keep and row.id not in {each.id for each in rows}]
    for row in kept:
        _insert(rows, fresh.others.get(row.id) or row)
    return Plan(rows=tuple(rows), leaving=frozenset(row.id for row in kept))


def _in_place(shown: Sequence[TicketRow], fresh: Fresh, keep: str | None) -> Plan:
    now = {row.id: row for row in fresh.rows}
    rows: list[TicketRow] = []
    leaving = set()
    for row in shown:
        there = row.id in now or (not fresh.whole and row.id not in fresh.others)
        if there or row.id == keep or row.id not in fresh.own:
            rows.append(now.get(row.id) or fresh.others.get(row.id) or row)
        if not there and rows and rows[-1].id == row.id:
            leaving.add(row.id)
    before = {row.id: row for row in shown}
    came = [row for row in fresh.rows if row.id not in before and not (shown and _older(row, shown[-1]))]
    for row in came:
        if row.id in fresh.own:
            _insert(rows, row)
    news = {row.id for row in came if row.id not in fresh.own}
    news |= {id_ for id_, row in now.items() if id_ in before and row.unread and row.active_at > before[id_].active_at}
    return Plan(rows=tuple(rows), news=frozenset(news), leaving=frozenset(leaving))


def _insert(rows: list[TicketRow], row: TicketRow) -> None:
    """Before the first that is older; the list may be out of order by then."""
    at = next((at for at, each in enumerate(rows) if _older(each, row)), len(rows))
    rows.insert(at, row)


def _older(row: TicketRow, other: TicketRow) -> bool:
    """Whether ``row`` stands below ``other``: newest activity first, equal times by id."""
    return (row.active_at, row.id) < (other.active_at, other.id)

"""Deeds that are the same for every thing of this room: add, change and take away, each with its undo."""

from __future__ import annotations

from workbench.feedback.around import repo
from workbench.kernel.errors import UserError
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import normalise, one_line
from workbench.store import Row, Store, Tx

_LINE = 300


def needed(text: str, title: str, cure: str) -> str:
    """``text`` on one line. Raises UserError, saying ``title`` and ``cure``, where it is empty."""
    line = one_line(normalise(text), _LINE).strip()
    if not line:
        raise UserError(title, cure)
    return line


def line(text: str) -> str:
    """``text`` as it is kept in a field of one line."""
    return one_line(normalise(text), _LINE).strip()


def add(store: Store, table: str, row: Row, label: str) -> Receipt[str]:
    """Keep a row; its id."""
    store.write(lambda tx: repo.add(tx, table, row), origin=f"around.{table}")
    return Receipt(value=row["id"], label=label, inverse=lambda: _drop(store, table, row["id"]))


def add_both(store: Store, first: tuple[str, Row], then: tuple[str, Row], label: str) -> Receipt[str]:
    """Keep two rows, of which the second names the first; its id. Both go again together."""

    def work(tx: Tx) -> None:
        repo.add(tx, *first)
        repo.add(tx, *then)

    def undo(tx: Tx) -> None:
        repo.take(tx, then[0], then[1]["id"])
        repo.take(tx, first[0], first[1]["id"])

    store.write(work, origin=f"around.{then[0]}")
    return Receipt(value=then[1]["id"], label=label, inverse=lambda: store.write(undo, origin=f"around.{then[0]}"))


def change(store: Store, table: str, key: str, values: Row, label: str) -> Receipt[bool]:
    """Set fields of a row; whether it was there."""

    def work(tx: Tx) -> Row | None:
        was = repo.raw(tx, table, key)
        if was is not None:
            repo.change(tx, table, key, values)
        return was

    was = store.write(work, origin=f"around.{table}")
    if was is None:
        return Receipt(value=False, label=label)
    back = {name: was[name] for name in values}
    return Receipt(value=True, label=label, inverse=lambda: change(store, table, key, back, label))


def remove(store: Store, table: str, key: str, label: str) -> Receipt[bool]:
    """Take a row away; whether it was there."""
    row = _drop(store, table, key)
    if row is None:
        return Receipt(value=False, label=label)
    return Receipt(value=True, label=label, inverse=lambda: add(store, table, row, label))


def _drop(store: Store, table: str, key: str) -> Row | None:
    return store.write(lambda tx: repo.take(tx, table, key), origin=f"around.{table}")

"""What is known of accounts: plans, what they pay and who left, taken from a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.feedback.clients import repo, table
from workbench.feedback.clients.model import Client, Facts, Finding, Outcome, Report, Row
from workbench.feedback.topics import keep
from workbench.kernel.errors import UserError
from workbench.store import Reader, Store, Tx
from workbench.store.db import CHUNK

_LARGEST = 50_000_000  # bytes


class ClientService:
    """Accounts on this machine. A plan belongs to the account, so nobody is on two."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def plans(self, file: Path, *, dry_run: bool) -> Report:
        """Note what the table ``file`` tells of accounts; with ``dry_run`` only say what would be noted.

        The same table twice changes nothing the second time. Raises UserError where the file cannot be used.
        """
        rows = list(table.read(_text(file)))
        reader = self._store.read()
        both = [(row, _finding(reader, row)) for row in rows]
        due = [row for row, finding in both if finding.outcome in (Outcome.NEW, Outcome.CHANGED)]
        if not dry_run:
            for at in range(0, len(due), CHUNK):
                self._note(due[at : at + CHUNK])
        return Report([finding for _, finding in both])

    def _note(self, rows: Sequence[Row]) -> None:
        def work(tx: Tx) -> None:
            for row in rows:
                repo.set_facts(tx, _keys(tx, row), row.who, row.facts)
            repo.touch_topics(tx)
            keep.settle(tx)

        self._store.write(work, origin="clients.plans")


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST:
            raise UserError(f"“{file.name}” is larger than 50 MB.", "Split it into several tables.")
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"“{file.name}” is not UTF-8 text.", "Save it as CSV in UTF-8 and try again.") from error
    except OSError as error:
        raise UserError(f"“{file}” could not be read.", f"Check where it is. ({error.strerror})") from error


def _keys(reader: Reader, row: Row) -> tuple[str, ...]:
    """The names under which the account may be known: also that of the company for which an address speaks."""
    emails = [key.partition(":")[2] for key in row.keys if key.startswith("email:")]
    spoken = [found for email in emails if (found := repo.speaking_for(reader, email))]
    companies = [key for key in row.keys if key not in {f"email:{email}" for email in emails}]
    return tuple(dict.fromkeys([*companies, *spoken, *row.keys]))


def _finding(reader: Reader, row: Row) -> Finding:
    if row.fault:
        return Finding(line=row.line, who=row.who, outcome=Outcome.LEFT_OUT, words=row.fault)
    known = repo.by_keys(reader, _keys(reader, row))
    told = _told(row.facts, known)
    if known is None:
        words = "; ".join([*told, "nobody of them has written yet"])
        return Finding(line=row.line, who=row.who, outcome=Outcome.NEW, words=words)
    outcome = Outcome.CHANGED if told else Outcome.SAME
    return Finding(line=row.line, who=known.name or row.who, outcome=outcome, words="; ".join(told))


def _told(facts: Facts, known: Client | None) -> list[str]:
    """What is told that was not known."""
    told = []
    if facts.plan is not None and facts.plan != (known.plan if known else ""):
        told.append(f"plan {known.plan} → {facts.plan}" if known and known.plan else f"plan {facts.plan}")
    if facts.monthly_cents is not None and facts.monthly_cents != (known.monthly_cents if known else None):
        told.append(f"{facts.monthly_cents / 100:.2f} a month")
    left = known.left_on if known else None
    if facts.left_on is not None and facts.left_on != left:
        told.append(f"left on {facts.left_on.isoformat()}")
    if facts.stays and left is not None:
        told.append("is back")
    if facts.prospect is not None and facts.prospect != (known.prospect if known else False):
        told.append("a prospect" if facts.prospect else "a customer")
    return told

"""Insertions, and what became of them, in SQL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench.kernel.changes import Kind
from workbench.kernel.clock import to_text
from workbench.kernel.ids import SnippetId
from workbench.kernel.spans import Span
from workbench.library.inserted.compare import in_body, left
from workbench.library.inserted.given import as_named_by
from workbench.library.inserted.parts import Gap, Known, Part, paragraphs, parts_of, rewritten_as, with_its_tags
from workbench.library.model import State
from workbench.store import Reader, Row, Tx

_REWRITES = 12  # kept of each paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """A snippet in a draft. ``body``: its template; ``text``: as filled; ``gaps``: its places in that text.

    One that came in another has no ``body``: its paragraphs are those of the other and are counted there.
    """

    snippet: SnippetId
    body: str
    text: str
    gaps: tuple[Gap, ...] = ()

    @property
    def parts(self) -> list[Part]:
        """The paragraphs it came in."""
        return parts_of(self.text, self.gaps)

    @property
    def known(self) -> list[Known]:
        """What was filled in, defaults aside, which are the snippet's own."""
        firm = [gap for gap in self.gaps if gap.state in {State.RESOLVED, State.SUSPICIOUS}]
        return [(gap.name, self.text[gap.span.start : gap.span.end]) for gap in firm]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """How often a paragraph was sent as it is, rewritten, and left out, and how it was rewritten lately."""

    snippet: SnippetId
    number: int
    kept: int
    rewritten: int
    removed: int
    texts: tuple[str, ...] = ()


def digest(body: str) -> str:
    """Tells one wording of a snippet from the next."""
    return hashlib.sha256(body.strip().encode()).hexdigest()[:16]


def add(tx: Tx, ticket: str, kind: str, insertion: Insertion, at: datetime) -> None:
    row: Row = {"snippet_id": insertion.snippet, "ticket_id": ticket, "kind": kind, "body": insertion.body}
    gaps = [(gap.name, gap.span.start, gap.span.end, gap.state) for gap in insertion.gaps]
    row |= {"text": insertion.text, "known": json.dumps(gaps), "at": to_text(at)}
    tx.insert("snippet_insertion", row)


def of_draft(reader: Reader, ticket: str, kind: str) -> list[Insertion]:
    rows = reader.rows(
        "SELECT * FROM snippet_insertion WHERE ticket_id = ? AND kind = ? AND outgoing_id IS NULL ORDER BY id",
        [ticket, kind],
    )
    return [_insertion(row) for row in rows]


def to_outgoing(tx: Tx, ticket: str, kind: str, outgoing: str) -> None:
    """The draft is on its way. To be called before the draft goes, for its insertions go with it."""
    tx.run(
        "UPDATE snippet_insertion SET outgoing_id = ? WHERE ticket_id = ? AND kind = ? AND outgoing_id IS NULL",
        [outgoing, ticket, kind],
    )


def to_draft(tx: Tx, outgoing: str) -> None:
    """It was taken back."""
    tx.run("UPDATE snippet_insertion SET outgoing_id = NULL WHERE outgoing_id = ?", [outgoing])


def settle(tx: Tx, outgoing: str, sent: str, given: Sequence[Known], at: datetime) -> None:
    """It has arrived: count what became of each paragraph, and let the insertions go with what they held.

    ``given``: what the agent filled in at places of the reply.
    """
    rows = tx.rows("SELECT * FROM snippet_insertion WHERE outgoing_id = ?", [outgoing])
    for insertion in map(_insertion, rows):
        if insertion.body:
            _count_parts(tx, insertion, sent, given, at)
    tx.run("DELETE FROM snippet_insertion WHERE outgoing_id = ?", [outgoing])


def _count_parts(tx: Tx, insertion: Insertion, sent: str, given: Sequence[Known], at: datetime) -> None:
    parts = insertion.parts
    became = left(parts, sent)
    if not became.stands:  # taken out again before it was sent
        return
    templates, numbers = paragraphs(insertion.body), in_body(insertion.body, parts)
    snippet, body = insertion.snippet, digest(insertion.body)
    known = [*insertion.known, *as_named_by(insertion.text, insertion.gaps, given)]
    for number in became.kept:
        _count(tx, snippet, body, numbers[number], "kept")
    for number in became.removed:
        _count(tx, snippet, body, numbers[number], "removed")
    for number, words in became.rewritten.items():
        nth = numbers[number]
        _count(tx, snippet, body, nth, "rewritten")
        text = rewritten_as(parts[number], words, known)
        if text is not None:
            _keep_rewrite(tx, snippet, body, nth, with_its_tags(text, templates[nth]), at)
    tx.touch(Kind.SNIPPET, snippet)


def often_changed(reader: Reader, least: int, share: float) -> list[tuple[str, Paragraph]]:
    """Paragraphs that were rewritten or left out in ``share`` of at least ``least`` uses, with the wording they had."""
    rows = reader.rows(
        "SELECT * FROM snippet_paragraph WHERE kept + rewritten + removed >= ?"
        " AND (rewritten + removed) * 1.0 >= ? * (kept + rewritten + removed) ORDER BY snippet_id, paragraph",
        [least, share],
    )
    return [(row["body"], _paragraph(reader, row)) for row in rows]


def _paragraph(reader: Reader, row: Row) -> Paragraph:
    texts = reader.rows(
        "SELECT text FROM snippet_rewrite WHERE snippet_id = ? AND body = ? AND paragraph = ? ORDER BY id DESC",
        [row["snippet_id"], row["body"], row["paragraph"]],
    )
    return Paragraph(
        snippet=SnippetId(row["snippet_id"]),
        number=row["paragraph"],
        kept=row["kept"],
        rewritten=row["rewritten"],
        removed=row["removed"],
        texts=tuple(each["text"] for each in texts),
    )


def _count(tx: Tx, snippet: str, body: str, paragraph: int, what: str) -> None:
    tx.run(
        "INSERT INTO snippet_paragraph (snippet_id, body, paragraph, kept, rewritten, removed)"
        " VALUES (?, ?, ?, 0, 0, 0) ON CONFLICT DO NOTHING",
        [snippet, body, paragraph],
    )
    tx.run(
        f"UPDATE snippet_paragraph SET {what} = {what} + 1 WHERE snippet_id = ? AND body = ? AND paragraph = ?",
        [snippet, body, paragraph],
    )


def _keep_rewrite(tx: Tx, snippet: str, body: str, paragraph: int, text: str, at: datetime) -> None:
    key: Sequence[object] = [snippet, body, paragraph]
    row: Row = {"snippet_id": snippet, "body": body, "paragraph": paragraph, "text": text, "at": to_text(at)}
    tx.insert("snippet_rewrite", row)
    tx.run(
        "DELETE FROM snippet_rewrite WHERE snippet_id = ? AND body = ? AND paragraph = ? AND id NOT IN (SELECT id FROM"
        f" snippet_rewrite WHERE snippet_id = ? AND body = ? AND paragraph = ? ORDER BY id DESC LIMIT {_REWRITES})",
        [*key, *key],
    )


def _insertion(row: Row) -> Insertion:
    return Insertion(
        snippet=SnippetId(row["snippet_id"]),
        body=row["body"],
        text=row["text"],
        gaps=tuple(
            Gap(name=name, span=Span(start, end), state=State(state))
            for name, start, end, state in json.loads(row["known"])
        ),
    )

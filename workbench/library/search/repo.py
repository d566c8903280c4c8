"""The index of the library in SQL. Nothing is ranked here: ranking is cheap on few rows and dear on all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import SnippetId
from workbench.kernel.text import fold
from workbench.library.model import Use
from workbench.library.search.rank import Candidate, Query
from workbench.packs.model import PackSnippet
from workbench.store import Reader, Row, Tx

_MANY = 5_000
_USUAL, _GATHERED = 1 << 20, 1 << 25
_SELECT = (
    "SELECT s.id, s.title, s.language, s.tags, h.title AS head_title, h.shortcut AS head_shortcut, h.labels,"
    " CASE WHEN s.status = 'recalled' THEN '' ELSE coalesce(s.valid_until, '9999') END AS until, s.variants"
    " FROM snippet s CROSS JOIN snippet_head h ON h.rowid = s.seq"
)


def by_head(reader: Reader, query: Query, limit: int) -> list[Candidate]:
    """Those that have every word in title, shortcut or labels."""
    return _matching(reader, "snippet_head", _match(query), limit)


def by_title(reader: Reader, query: Query, limit: int) -> list[Candidate]:
    """Those whose title begins with the first word, and that have the others in title, shortcut or labels."""
    first = " OR ".join(f'title : ^ "{word}" *' for word in query[0])
    others = f" AND {_match(query[1:])}" if len(query) > 1 else ""
    return _matching(reader, "snippet_head", f"({first}){others}", limit)


def by_shortcut(reader: Reader, word: str, limit: int) -> list[Candidate]:
    """Those whose shortcut begins with ``word``, in the order of the alphabet; one's own before those of packs."""
    sql = f"{_SELECT} WHERE s.shortcut >= ? AND s.shortcut < ? ORDER BY s.shortcut LIMIT ?"
    own = (
        f"{_SELECT} WHERE s.id IN (SELECT snippet_id FROM snippet_use WHERE shortcut >= ? AND shortcut < ?"
        " AND shortcut <> '') LIMIT ?"
    )
    bounds = [word, word + "\U0010ffff", limit]
    return _candidates(reader.rows(own, bounds)) + _candidates(reader.rows(sql, bounds))


def by_text(reader: Reader, query: Query, limit: int) -> list[Candidate]:
    """Those that have every word anywhere, the body included."""
    return _matching(reader, "snippet_text", _match(query), limit)


def with_labels(reader: Reader, labels: Iterable[str], limit: int) -> list[Candidate]:
    """Those that carry one of these tags."""
    wanted = [f'labels : "{fold(label)}"' for label in labels if fold(label).replace(" ", "").isalnum()]
    return _matching(reader, "snippet_head", " OR ".join(wanted), limit) if wanted else []


def of(reader: Reader, ids: Iterable[str]) -> list[Candidate]:
    """These, as far as they are there."""
    sql = f"{_SELECT} WHERE s.id IN (SELECT value FROM json_each(?))"
    return _candidates(reader.rows(sql, [json.dumps(list(ids))]))


def first(reader: Reader, limit: int) -> list[Candidate]:
    """The first ones by title."""
    return _candidates(reader.rows(f"{_SELECT} ORDER BY s.title COLLATE NOCASE, s.id LIMIT ?", [limit]))


def uses(reader: Reader, limit: int) -> dict[SnippetId, Use]:
    """What was used lately, by id, the latest first; with it what is pinned."""
    rows = reader.rows("SELECT * FROM snippet_use ORDER BY pinned_at IS NULL, last_used_at DESC LIMIT ?", [limit])
    return {SnippetId(row["snippet_id"]): _use(row) for row in rows}


def use_times(reader: Reader) -> dict[str, datetime]:
    """When each snippet was used last, by id."""
    rows = reader.rows("SELECT snippet_id, last_used_at FROM snippet_use WHERE last_used_at IS NOT NULL")
    return {row["snippet_id"]: from_text(row["last_used_at"]) for row in rows}


def use_of(reader: Reader, snippet: SnippetId) -> Use:
    row = reader.row("SELECT * FROM snippet_use WHERE snippet_id = ?", [snippet])
    return _use(row) if row else Use()


def keep_use(tx: Tx, snippet: SnippetId, use: Use) -> None:
    row = {
        "snippet_id": snippet,
        "uses": use.uses,
        "warmth": use.warmth,
        "last_used_at": _text(use.last_used_at),
        "pinned_at": _text(use.pinned_at),
        "shortcut": use.shortcut,
    }
    tx.run("DELETE FROM snippet_use WHERE snippet_id = ?", [snippet])
    tx.insert("snippet_use", row)


def state(reader: Reader) -> str:
    """Another word whenever the snippets are others."""
    found: str | None = reader.value("SELECT group_concat(id || digest || installed_at) FROM pack")
    return found or ""


def words(reader: Reader) -> list[str]:
    """Every word that the library holds, folded."""
    return [row["term"] for row in reader.rows("SELECT term FROM snippet_words")]


def frequency(reader: Reader, wanted: Iterable[str]) -> dict[str, int]:
    """In how many snippets each of these words is."""
    sql = "SELECT term, doc FROM snippet_words WHERE term IN (SELECT value FROM json_each(?))"
    return {row["term"]: row["doc"] for row in reader.rows(sql, [json.dumps(list(wanted))])}


def number(reader: Reader) -> int:
    """How many snippets there are."""
    found: int = reader.value("SELECT count(*) FROM snippet")
    return found


def sharing(reader: Reader, wanted: Iterable[str], limit: int) -> list[tuple[SnippetId, str, str, str]]:
    """Those that hold some of these words, the best by the index first: id, language, folded title and folded text."""
    match = " OR ".join(f'"{word}"' for word in wanted)
    if not match:
        return []
    rows = reader.rows(
        "SELECT s.id, s.language, h.title, f.words FROM (SELECT rowid, words FROM snippet_text"
        " WHERE snippet_text MATCH ? ORDER BY bm25(snippet_text) LIMIT ?) f"
        " JOIN snippet s ON s.seq = f.rowid JOIN snippet_head h ON h.rowid = s.seq",
        [match, limit],
    )
    return [(SnippetId(row["id"]), row["language"], row["title"], row["words"]) for row in rows]


def index(tx: Tx, snippets: Iterable[tuple[int, PackSnippet]]) -> None:
    """Make them to be found, each under its row's number; a shortcut of one's own stands for the snippet's."""
    own = own_shortcuts(tx)
    heads, texts = [], []
    for seq, each in snippets:
        shortcut = own.get(each.id) or each.shortcut
        labels = (*each.tags, *each.synonyms, each.folder, *(variant.title for variant in each.variants))
        head = (fold(each.title), fold(shortcut), fold(" ".join(labels)))
        heads.append((seq, *head))
        bodies = [fold(body) for body in (each.body, *(variant.body for variant in each.variants))]
        texts.append((seq, " ".join((*head, *bodies, fold(each.context)))))
    many = len(heads) >= _MANY
    if many:
        _gather(tx, _GATHERED)
    tx.run_many("INSERT INTO snippet_head (rowid, title, shortcut, labels) VALUES (?, ?, ?, ?)", heads)
    tx.run_many("INSERT INTO snippet_text (rowid, words) VALUES (?, ?)", texts)
    if many:
        _gather(tx, _USUAL)


def own_shortcuts(reader: Reader) -> dict[str, str]:
    """One's own shortcuts, by snippet."""
    rows = reader.rows("SELECT snippet_id, shortcut FROM snippet_use WHERE shortcut <> ''")
    return {row["snippet_id"]: row["shortcut"] for row in rows}


def forget(tx: Tx, ids: str) -> None:
    """Take these out of the index. ``ids``: a list as JSON."""
    seqs = "SELECT seq FROM snippet WHERE id IN (SELECT value FROM json_each(?))"
    for table in ("snippet_head", "snippet_text"):
        tx.run(f"DELETE FROM {table} WHERE rowid IN ({seqs})", [ids])


def forget_pack(tx: Tx, pack: str) -> None:
    """Take what is in ``pack`` out of the index."""
    for table in ("snippet_head", "snippet_text"):
        tx.run(f"DELETE FROM {table} WHERE rowid IN (SELECT seq FROM snippet WHERE pack_id = ?)", [pack])


def _gather(tx: Tx, size: int) -> None:
    """Let the index hold so many bytes of words before it writes them: a third of the time for very many snippets."""
    for table in ("snippet_head", "snippet_text"):
        tx.run(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)", [size])


def _match(query: Query) -> str:
    return " AND ".join("(" + " OR ".join(f'"{word}" *' for word in words) + ")" for words in query)


def _matching(reader: Reader, table: str, match: str, limit: int) -> list[Candidate]:
    found = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?"
    return _candidates(reader.rows(f"{_SELECT} WHERE s.seq IN ({found})", [match, limit]))


def _candidates(rows: Iterable[Row]) -> list[Candidate]:
    return [
        Candidate(
            SnippetId(row["id"]),
            row["title"],
            row["language"],
            row["tags"],
            (row["head_title"], row["head_shortcut"], row["labels"]),
            row["until"],
            row["variants"],
        )
        for row in rows
    ]


def _use(row: Row) -> Use:
    return Use(
        uses=row["uses"],
        warmth=row["warmth"],
        last_used_at=_time(row["last_used_at"]),
        pinned_at=_time(row["pinned_at"]),
        shortcut=row["shortcut"],
    )


def _time(text: str | None) -> datetime | None:
    return from_text(text) if text else None


def _text(at: datetime | None) -> str | None:
    return to_text(at) if at else None

"""The index of the library in SQL. Nothing is ranked here: ranking is cheap on few rows and dear on all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime

from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import SnippetId
from workbench.kernel.text import fold
from workbench.library.languages import base
from workbench.library.model import ReplyContext, Use
from workbench.library.search.rank import Candidate, Query, words_of
from workbench.packs.model import PackSnippet
from workbench.store import Reader, Row, Tx

_MANY = 5_000
_USUAL, _GATHERED = 1 << 20, 1 << 25
# The folded head is read from where the index keeps it, which is half the work of asking the index for it.
_SELECT = (
    "SELECT s.id, s.title, s.language, s.tags, h.c0 AS head_title, h.c1 AS head_shortcut, h.c2 AS labels,"
    " CASE WHEN s.status = 'recalled' THEN '' ELSE coalesce(s.valid_until, '9999') END AS until, s.variants,"
    " u.uses, u.warmth, u.last_used_at, u.pinned_at, u.shortcut"
    " FROM snippet s CROSS JOIN snippet_head_content h ON h.id = s.seq LEFT JOIN snippet_use u ON u.snippet_id = s.id"
)
_WORD = re.compile(r"\w+")
_IN_VARIANTS = re.compile(r'"language":"([^"]*)"')
# Before the language among the labels of a snippet: of the private use, so that nobody types it.
_LANGUAGE = "\ue000"


def by_head(reader: Reader, query: Query, limit: int) -> list[int]:
    """Rows of those that have every word in title, shortcut or labels."""
    return _matching(reader, "snippet_head", _match(query), limit)


def by_title(reader: Reader, query: Query, limit: int) -> list[int]:
    """Rows of those whose title begins with the first word, and that have the others in title, shortcut or labels."""
    first = " OR ".join(f'title : ^ "{word}" *' for word in query[0])
    others = f" AND {_match(query[1:])}" if len(query) > 1 else ""
    return _matching(reader, "snippet_head", f"({first}){others}", limit)


def by_name(reader: Reader, query: Query, limit: int) -> list[int]:
    """Rows of those that have every word in title or shortcut."""
    return _matching(reader, "snippet_head", f"{{title shortcut}} : ({_match(query)})", limit)


def by_shortcut(reader: Reader, beginning: str, limit: int) -> list[int]:
    """Rows of those whose shortcut begins so, in the order of the alphabet; one's own before those of packs."""
    sql = "SELECT seq FROM snippet WHERE shortcut >= ? AND shortcut < ? ORDER BY shortcut LIMIT ?"
    own = (
        "SELECT seq FROM snippet WHERE id IN (SELECT snippet_id FROM snippet_use WHERE shortcut >= ? AND shortcut < ?"
        " AND shortcut <> '') LIMIT ?"
    )
    bounds = [beginning, beginning + "\U0010ffff", limit]
    return [row["seq"] for one in (own, sql) for row in reader.rows(one, bounds)]


def by_text(reader: Reader, query: Query, limit: int) -> list[int]:
    """Rows of those that have every word anywhere, the body included."""
    return _matching(reader, "snippet_text", _match(query), limit)


def suiting(reader: Reader, query: Query, context: ReplyContext, limit: int, *, anywhere: bool) -> list[int]:
    """Rows that suit the ticket in language or labels; the words are in the head of a snippet, or ``anywhere``."""
    table = "snippet_text" if anywhere else "snippet_head"
    language = f'"{_LANGUAGE}{_quoted(base(context.language))}"' if context.language else ""
    labels = " OR ".join(f'"{_quoted(each)}"' for each in (*context.tags, *context.products) if words_of(each))
    both = f"({labels}) AND {language}" if labels and language else ""
    column, found = "" if anywhere else "labels : ", list[int]()
    for each in filter(None, (both, language, labels)):
        rows = _matching(reader, table, f"{_match(query)} AND {column}({each})", limit)
        found += rows
        if each == language and len(rows) == limit:  # what has a label alone comes behind all of these
            break
    return found


def with_labels(reader: Reader, labels: Iterable[str], limit: int) -> list[int]:
    """Rows of those that carry one of these tags."""
    wanted = [f'labels : "{_quoted(label)}"' for label in labels if words_of(label)]
    return _matching(reader, "snippet_head", " OR ".join(wanted), limit) if wanted else []


def lately(reader: Reader, limit: int) -> list[int]:
    """Rows of what is pinned and what was used lately, the latest first."""
    sql = (
        "SELECT s.seq FROM snippet_use u JOIN snippet s ON s.id = u.snippet_id"
        " ORDER BY u.pinned_at IS NULL, u.last_used_at DESC LIMIT ?"
    )
    return [row["seq"] for row in reader.rows(sql, [limit])]


def first(reader: Reader, limit: int) -> list[int]:
    """Rows of the first ones by title."""
    rows = reader.rows("SELECT seq FROM snippet ORDER BY title COLLATE NOCASE, id LIMIT ?", [limit])
    return [row["seq"] for row in rows]


def candidates(reader: Reader, rows: Iterable[int]) -> list[Candidate]:
    """What ranking needs of these rows, each once."""
    sql = f"{_SELECT} WHERE s.seq IN (SELECT value FROM json_each(?))"
    return [_candidate(row) for row in reader.rows(sql, [json.dumps(list(dict.fromkeys(rows)))])]


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


def words(reader: Reader) -> list[str]:
    """Every word that the library holds, folded; numbers are left out."""
    return [row["term"] for row in reader.rows("SELECT term FROM snippet_words WHERE term >= 'a'")]


def words_in(reader: Reader, ids: Iterable[str]) -> set[str]:
    """The words of these snippets, folded."""
    rows = reader.rows(
        "SELECT words FROM snippet_text WHERE rowid IN"
        " (SELECT seq FROM snippet WHERE id IN (SELECT value FROM json_each(?)))",
        [json.dumps(list(ids))],
    )
    return {word for row in rows for word in _WORD.findall(row["words"])}


def frequency(reader: Reader, wanted: Iterable[str]) -> dict[str, int]:
    """In how many snippets each of these words is."""
    sql = "SELECT term, doc FROM snippet_words WHERE term IN (SELECT value FROM json_each(?))"
    return {row["term"]: row["doc"] for row in reader.rows(sql, [json.dumps(list(wanted))])}


def number(reader: Reader) -> int:
    """How many snippets there are."""
    found: int = reader.value("SELECT count(*) FROM snippet")
    return found


def sharing(reader: Reader, wanted: Iterable[str], limit: int) -> list[tuple[SnippetId, tuple[str, ...], str, str]]:
    """Those that hold some of these words, the best by the index first: id, languages, folded title and folded text."""
    match = " OR ".join(f'"{word}"' for word in wanted)
    if not match:
        return []
    rows = reader.rows(
        "SELECT s.id, s.language, s.variants, h.title, f.words FROM (SELECT rowid, words FROM snippet_text"
        " WHERE snippet_text MATCH ? ORDER BY bm25(snippet_text) LIMIT ?) f"
        " JOIN snippet s ON s.seq = f.rowid JOIN snippet_head h ON h.rowid = s.seq",
        [match, limit],
    )
    return [(SnippetId(row["id"]), _languages(row), row["title"], row["words"]) for row in rows]


def index(tx: Tx, snippets: Iterable[tuple[int, PackSnippet]]) -> None:
    """Make them to be found, each under its row's number; a shortcut of one's own stands for the snippet's."""
    own = own_shortcuts(tx)
    heads, texts = [], []
    for seq, each in snippets:
        shortcut = own.get(each.id) or each.shortcut
        labels = (*each.tags, *each.synonyms, each.folder, *(variant.title for variant in each.variants))
        spoken = {base(code): 0 for code in (each.language, *(variant.language for variant in each.variants)) if code}
        marked = " ".join((fold(" ".join(labels)), *(_LANGUAGE + code for code in spoken)))
        head = (fold(each.title), fold(shortcut), marked)
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


def _matching(reader: Reader, table: str, match: str, limit: int) -> list[int]:
    found = f"SELECT rowid AS seq FROM {table} WHERE {table} MATCH ? LIMIT ?"
    return [row["seq"] for row in reader.rows(found, [match, limit])]


def _candidate(row: Row) -> Candidate:
    return Candidate(
        SnippetId(row["id"]),
        row["title"],
        _languages(row),
        row["tags"],
        (row["head_title"], row["head_shortcut"], row["labels"]),
        row["until"],
        None if row["uses"] is None else _use(row),
    )


def _languages(row: Row) -> tuple[str, ...]:
    if row["variants"] == "[]":
        return (row["language"],)
    return (row["language"], *_IN_VARIANTS.findall(row["variants"]))


def _quoted(words: str) -> str:
    """Words as they stand between the quotes of a search expression."""
    return fold(words).replace('"', " ")


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

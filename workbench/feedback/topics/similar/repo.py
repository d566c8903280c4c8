"""The index of the words of topics and of the entries behind them, in SQL."""

from __future__ import annotations

import json
from collections.abc import Sequence

from workbench.feedback.topics.similar.common import COMMON
from workbench.feedback.topics.similar.rank import Candidate
from workbench.feedback.topics.similar.words import tokens
from workbench.kernel.ids import TopicId
from workbench.store import Reader

_WORDS, _TEXTS = 40, 50  # how many words are looked at; how many texts are compared
_READ = 12_000  # texts in which words may stand, taken together; the commonest words are left out beyond that
_UP = (
    "WITH RECURSIVE up (id, root, depth) AS (SELECT value, value, 0 FROM json_each(:topics) UNION ALL"
    " SELECT up.id, m.into_topic, up.depth + 1 FROM up JOIN topic_merge m ON m.from_topic = up.root"
    " AND m.undone_at IS NULL) SELECT up.id, t.id AS root, t.title, t.practice FROM up JOIN topic t ON t.id = up.root"
    " ORDER BY up.depth"
)


def candidates(reader: Reader, asked: str, practice: bool | None) -> list[Candidate]:
    """The texts that share the most telling words with ``asked``, each for the topic that it counts for.

    The last word of ``asked`` may be the beginning of one. ``practice``: only of the practice desk, only not, or None.
    """
    terms, few = telling(reader, asked)
    if not terms:
        return []
    # Where the words are in very many texts each, none tells more than another, and the newest texts will do.
    best = "SELECT rowid, -rank AS bm25 FROM topic_fts WHERE topic_fts MATCH ? ORDER BY rank LIMIT ?"
    newest = "SELECT rowid, 0.0 AS bm25 FROM topic_fts WHERE topic_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
    rows = reader.rows(
        "SELECT f.bm25, d.topic_id, coalesce(e.verbatim, t.title || char(10) || t.problem) AS text"
        f" FROM ({best if few else newest}) f"
        " JOIN topic_doc d ON d.id = f.rowid JOIN topic t ON t.id = d.topic_id"
        " LEFT JOIN evidence v ON v.id = d.evidence_id LEFT JOIN entry e ON e.id = v.entry_id",
        [" OR ".join(terms), _TEXTS],
    )
    asked_for = json.dumps(list({row["topic_id"] for row in rows}))
    roots = {row["id"]: row for row in reader.rows(_UP, {"topics": asked_for})}  # the last one is the highest
    return [
        Candidate(TopicId(root["root"]), root["title"], row["text"], row["bm25"])
        for row in rows
        if (root := roots[row["topic_id"]]) and practice in (None, bool(root["practice"]))
    ]


def holding(reader: Reader, asked: str) -> list[TopicId]:
    """Topics that hold all words of ``asked`` in one text of theirs; the last word may be the beginning of one."""
    terms = _terms(asked)
    if not terms:
        return []
    rows = reader.tuples(
        "SELECT DISTINCT d.topic_id FROM topic_fts f JOIN topic_doc d ON d.id = f.rowid WHERE topic_fts MATCH ?",
        [" AND ".join(terms)],
    )
    into = dict(reader.tuples("SELECT from_topic, into_topic FROM topic_merge WHERE undone_at IS NULL"))
    found: dict[TopicId, None] = {}
    for (topic,) in rows:
        root = topic
        while root in into:
            root = into[root]
        found[TopicId(root)] = None
    return list(found)


def telling(reader: Reader, asked: str) -> tuple[list[str], bool]:
    """The words of ``asked`` as the index is asked for them, the rarest first; whether all can be read fast."""
    counted = sorted((number, term) for term in _terms(asked) if (number := _texts_with(reader, term)))
    kept: list[str] = []
    read = 0
    for number, term in counted:
        read += number
        if kept and read > _READ:
            break
        kept.append(term)
    return kept, not counted or counted[0][0] <= _READ


def _terms(asked: str) -> Sequence[str]:
    words = list(dict.fromkeys(tokens(asked)))
    unfinished = words[-1] if words and asked[-1:].isalnum() and len(words[-1]) > 1 else None
    if len(words) > _WORDS:  # what is told first tells more than the name it is signed with
        *rest, last = words
        words = [*[word for word in rest if word not in COMMON][: _WORDS - 1], last]
    return [f'"{word}"*' if word == unfinished else f'"{word}"' for word in words]


def _texts_with(reader: Reader, term: str) -> int:
    """In how many texts a word stands; beyond what would be read it is not counted."""
    return int(
        reader.value(
            "SELECT count(*) FROM (SELECT 1 FROM topic_fts WHERE topic_fts MATCH ? LIMIT ?)", [term, _READ + 1]
        )
    )

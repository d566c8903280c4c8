"""``workbench feedback topics``: the list of topics, for people and, as lines of JSON, for other programs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.cli.console import Console
from workbench.cli.opening import opened_to_list
from workbench.feedback.advocacy.words import LET_GO, WORDS, counted
from workbench.feedback.topics.model import TopicRow
from workbench.feedback.topics.service import TopicService
from workbench.kernel.text import one_line

_LETTERS = 90
_STATUSES = {word.lower().replace(" ", "-"): word for word, _ in (*WORDS.values(), LET_GO)}


def add_to(more: Any) -> None:
    parser = more.add_parser("topics", help="list topics: how each stands, and how many accounts are behind it")
    parser.add_argument("words", nargs="*", metavar="WORD", help="only those with all of these in one of their texts")
    parser.add_argument("--status", action="append", choices=sorted(_STATUSES), help="only these; may be said again")
    parser.add_argument("--jsonl", action="store_true", help="a line of JSON for each, its id with it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """Works beside an open window. 1 where no topic fits."""
    with opened_to_list(home) as lists:
        rows = _rows(lists.topics, " ".join(arguments.words), arguments.status or ())
        for row in rows:
            _say(console, row, jsonl=arguments.jsonl)
    if not rows and not arguments.jsonl:
        console.say("No topic fits." if arguments.words or arguments.status else "There is no topic yet.")
    return 0 if rows else 1


def _rows(topics: TopicService, words: str, statuses: Sequence[str]) -> list[TopicRow]:
    """Those that fit, what was said last first."""
    only = topics.holding(words) if words.strip() else None
    wanted = {_STATUSES[each] for each in statuses} or set(_STATUSES.values())
    return [row for row in topics.listed(only) if _status(row) in wanted]


def _status(row: TopicRow) -> str:
    return row.standing.word if row.standing else "Heard"


def _say(console: Console, row: TopicRow, *, jsonl: bool) -> None:
    topic, stands = row.topic, row.standing
    if not jsonl:
        practice = " (practice)" if topic.practice else ""
        title = one_line(topic.title, _LETTERS)
        console.say(f"{_status(row):<12} {counted(row.accounts, 'account', 'accounts'):>13}  {title}{practice}")
        return
    line = {
        "id": topic.id,
        "title": topic.title,
        "kind": topic.kind,
        "area": topic.area,
        "status": _status(row).lower().replace(" ", "-"),
        "they_know": bool(stands and stands.they_know),
        "next_step": stands.next_step if stands else "",
        "next_on": stands.next_on.isoformat() if stands and stands.next_on else None,
        "accounts": row.accounts,
        "entries": row.entries,
        "last_said": row.last_said.isoformat() if row.last_said else None,
        "practice": topic.practice,
    }
    console.say(json.dumps(line, ensure_ascii=False))

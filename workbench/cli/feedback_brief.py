"""``workbench feedback brief``, ``listening`` and ``meeting``: pages for people in product, without the window."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.app import Workbench
from workbench.cli.console import Console
from workbench.feedback.brief.model import Brief, MakeAnswer, Names
from workbench.feedback.brief.numbers import counted
from workbench.feedback.topics.model import TopicRow
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TopicId
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import fold, one_line

_SHOWN = 5
Made = Callable[[Workbench, argparse.Namespace], Receipt[MakeAnswer]]


def add_to(words: Any) -> None:
    """The three words, under ``workbench feedback``."""
    brief = words.add_parser("brief", help="write the brief of a topic")
    brief.add_argument("topic", metavar="TOPIC", help="its title, words of it, or its id")
    listening = words.add_parser("listening", help="write what customers said last, area by area")
    listening.add_argument("area", metavar="AREA", nargs="*", help="only these areas")
    meeting = words.add_parser("meeting", help="write the pack for a meeting about an area")
    meeting.add_argument("area", metavar="AREA")
    for parser, make in ((brief, _brief), (listening, _listening), (meeting, _meeting)):
        parser.add_argument("--format", choices=("md", "html"), help="Markdown (default) or HTML")
        parser.add_argument("--names", choices=[each.value for each in Names], default=Names.NONE.value,
                            help="how customers are named (default: none)")  # fmt: skip
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it to FILE")
        parser.set_defaults(make=make, do=write, practice=False)
    for parser in (listening, meeting):
        parser.add_argument("--practice", action="store_true", help="of the practice desk, which is left out otherwise")


def write(workbench: Workbench, arguments: argparse.Namespace, console: Console) -> int:
    """Make the page that was asked for and write it."""
    made = arguments.make(workbench, arguments).value
    if not isinstance(made, Brief):
        raise UserError("The topic is not on this machine.", "List topics with `workbench feedback topics`.")
    ending = f".{arguments.format}" if arguments.format else arguments.output.suffix if arguments.output else ".md"
    file = arguments.output
    if made.topic is None and not made.practice and workbench.product.brief.desks()[0]:
        console.complain("The practice desk is left out; --practice makes a page of it alone.")
    if file is None:
        console.say(workbench.product.brief.text(made, ending).rstrip("\n"))
        return 0
    workbench.product.brief.save(made, file, ending)
    console.say(
        f"Written to {file}. Evidence: {counted(len(made.entries), 'entry', 'entries')}, sha256 {made.sha256[:16]}."
    )
    return 0


def _brief(workbench: Workbench, arguments: argparse.Namespace) -> Receipt[MakeAnswer]:
    return workbench.product.brief.make(_topic(workbench, arguments.topic), names=Names(arguments.names))


def _listening(workbench: Workbench, arguments: argparse.Namespace) -> Receipt[MakeAnswer]:
    names, practice = Names(arguments.names), arguments.practice
    return workbench.product.brief.listening(arguments.area or None, names, practice=practice)


def _meeting(workbench: Workbench, arguments: argparse.Namespace) -> Receipt[MakeAnswer]:
    names, practice = Names(arguments.names), arguments.practice
    return workbench.product.brief.meeting(arguments.area, names, practice=practice)


def _topic(workbench: Workbench, words: str) -> TopicId:
    topics = workbench.product.topics
    if topics.one(TopicId(words)):
        return TopicId(words)
    wanted = fold(words)
    titled: list[TopicRow] = [row for row in topics.listed() if wanted and wanted in fold(row.topic.title)]
    exact = [row for row in titled if fold(row.topic.title) == wanted]
    found = exact or titled
    if len(found) == 1:
        return found[0].topic.id
    if not found:
        raise UserError(
            f"No topic has “{words}” in its title.",
            "Use other words of its title, or its id: `workbench feedback topics --jsonl` tells both.",
        )
    names = "; ".join(f"“{one_line(row.topic.title, 60)}” ({row.topic.id})" for row in found[:_SHOWN])
    raise UserError(f"{len(found)} topics have “{words}” in their titles.", f"Use more words, or an id: {names}.")

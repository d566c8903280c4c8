"""``workbench feedback push``: a topic as an issue where product works, or what is new as a comment on it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.app import Workbench
from workbench.cli.console import Console
from workbench.cli.opening import opened
from workbench.feedback.topics.model import Topic
from workbench.feedback.trackers.model import (
    Names,
    NothingNew,
    NoTopic,
    OnItsWay,
    PracticeStays,
    Preview,
    PreviewAnswer,
    TrackerAccount,
)
from workbench.feedback.trackers.states import State
from workbench.kernel.errors import UserError, WorkbenchError
from workbench.kernel.ids import PushId
from workbench.kernel.text import fold


def add_to(words: Any) -> None:
    parser = words.add_parser("push", help="push a topic to GitHub, GitLab or Jira")
    parser.add_argument("topic", metavar="TOPIC", help="the topic's title, or its id")
    parser.add_argument("--to", required=True, metavar="NAME", help="the tracker, by its name or project")
    parser.add_argument("--names", choices=[str(name) for name in Names], default=str(Names.NONE),
                        help="how customers are named (default: none)")  # fmt: skip
    parser.add_argument("--new", action="store_true", help="tell what is new as a comment on the issue that it is")
    parser.add_argument("--dry-run", action="store_true", help="show the exact text and send nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when it is not there yet: it waits, failed, or somebody has to look."""
    with opened(home) as workbench:
        room = workbench.product.trackers
        account = room.accounts.named(arguments.to)
        topic = _topic(workbench, arguments.topic)
        preview = _seen(_previewed(workbench, topic, account, Names(arguments.names), new=arguments.new))
        for warning in preview.warnings:
            console.complain(warning)
        if arguments.dry_run:
            console.say(f"{preview.title}\n\n{preview.body}" if preview.title else preview.body)
            return 0
        answer = room.issues.queue(preview).value
        if isinstance(answer, OnItsWay):
            console.complain("This topic waits to become an issue there already.")
        return _sent(workbench, account, answer.id if isinstance(answer, OnItsWay) else preview.id, console)


def _topic(workbench: Workbench, wanted: str) -> Topic:
    rows = workbench.product.topics.listed()
    found = [row.topic for row in rows if row.topic.id == wanted or fold(row.topic.title) == fold(wanted)]
    if len(found) == 1:
        return found[0]
    raise UserError(
        f"{'Several topics are' if found else 'No topic is'} called “{wanted}” on this machine.",
        "Write its whole title or its id.",
    )


def _previewed(
    workbench: Workbench, topic: Topic, account: TrackerAccount, names: Names, *, new: bool
) -> PreviewAnswer:
    issues = workbench.product.trackers.issues
    if not new:
        return issues.preview(topic.id, account.id, names)
    there = [issue for issue in issues.issues(topic.id) if issue.tracker == account.id]
    if not there:
        raise UserError(
            f"“{topic.title}” is no issue of {account.name} yet.", "Leave out --new, or link the issue first."
        )
    return issues.preview_comment(there[-1].id, names)


def _seen(answer: PreviewAnswer) -> Preview:
    match answer:
        case Preview():
            return answer
        case PracticeStays():
            raise UserError("This topic is of the practice desk.", "Nothing of it leaves this machine.")
        case NothingNew():
            raise UserError("Nothing is new since the last time.", "There is nothing to tell.")
        case NoTopic():
            raise UserError("The topic is not on this machine any more.")


def _sent(workbench: Workbench, account: TrackerAccount, push: PushId, console: Console) -> int:
    room = workbench.product.trackers
    try:
        room.sync.round(account.id)
    except WorkbenchError as error:
        console.complain(f"{error.title} It is queued, and goes out with the next round.")
        return 1
    found = room.issues.one(push)
    if found is None or found.state is State.MADE:
        console.say(f"It is there: {found.url}" if found else "It is there.")
        return 0
    words = {
        State.QUEUED: "It is queued.",
        State.SENDING: "It was sent, and the answer was lost. It is looked for before it is sent again.",
        State.FAILED: "It was not taken.",
        State.ASK: "Somebody has to look whether it arrived.",
    }
    console.complain(f"{words.get(found.state, 'It was taken back.')} {found.reason}".strip())
    return 1

"""``workbench feedback sets``: how whole sets of questions end; the questions of a conversation; named sets."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.app import Workbench
from workbench.cli.console import Console
from workbench.cli.opening import opened, ticket_of
from workbench.feedback.sets import said as words
from workbench.feedback.sets.model import ENDS, AlreadyListed, NamedSet, Raised, State
from workbench.feedback.sets.page import TICK_LIST, TOO_FEW, Cell, Narrow
from workbench.kernel.errors import UserError

_STATES = {"open": State.OPEN, "answered": State.ANSWERED, "verified": State.VERIFIED, "not-needed": State.NOT_NEEDED}


def add_to(more: Any) -> None:
    parser = more.add_parser("sets", help="whether customers get through all that they set out to do")
    parser.add_argument("--goal", metavar="NAME", help="only this named set; “-” for questions as they came")
    parser.add_argument("--size", type=int, metavar="N", help="only sets of so many questions")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--ticket", metavar="NUMBER", help="the questions of a conversation, each with its letter")
    what.add_argument("--named", action="store_true", help="the named sets and their steps")
    what.add_argument("--new", nargs="+", metavar=("NAME", "STEP"), help="make a named set, or change its steps")
    what.add_argument("--remove", metavar="NAME", help="let a named set be chosen no longer")
    on = parser.add_argument_group("with --ticket")
    on.add_argument("--add", metavar="TEXT", help="put a question on its list")
    on.add_argument("--foreseen", action="store_true", help="the customer did not ask it: you saw that it would come")
    on.add_argument("--mark", nargs=2, metavar=("LETTER", "STATE"), help=f"how it stands: {', '.join(_STATES)}")
    on.add_argument("--go-by", metavar="NAME", help="the named set that it goes by; “-” for none")
    on.add_argument("--apart", action="store_true", help="it is about something else than what was written before")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    with opened(home) as workbench:
        deeds: list[tuple[object, Callable[[Workbench, Console, argparse.Namespace], None]]] = [
            (arguments.ticket, _ticket),
            (arguments.named, _named),
            (arguments.new, _new),
            (arguments.remove, _remove),
        ]
        deed = next((deed for asked, deed in deeds if asked not in (None, False)), _page)
        deed(workbench, console, arguments)
    return 0


def _page(workbench: Workbench, console: Console, arguments: argparse.Namespace) -> None:
    sets = workbench.product.sets
    while sets.settle():
        pass
    kind = None if arguments.goal is None else _kind(workbench, arguments.goal)
    page = sets.page(Narrow(kind=kind, size=arguments.size))
    console.say(words.goal_of(page))
    if not page.settled or (not page.totals and not page.hidden):
        console.say(f"{words.EMPTY[0]}. {words.EMPTY[1]}")
        return
    if page.hidden:
        console.say(". ".join(words.hidden(page)))
        return
    console.say(words.coverage(page))
    for cell in page.totals:
        _cell(console, words.way_name(cell.way), cell)
    if page.pairs:
        console.say("Chat beside email, where kind and size are the same:")
    for cell in (cell for pair in page.pairs for cell in pair):
        _cell(console, words.alike(page, cell), cell)
    if said := words.turned(page):
        console.say(said)
    console.say(words.leaving(page))
    for leave in page.leaves:
        console.say(f"  {words.leave_words(page, leave)}: {leave.number}")
    for fact in words.facts(page):
        console.say(fact)
    console.say(words.CANNOT)


def _cell(console: Console, name: str, cell: Cell) -> None:
    shares = ", ".join(f"{end.word} {words.share_words(cell, end)}" for end in ENDS)
    console.say(f"  {name}, n = {cell.number}: {TOO_FEW if cell.few else shares}")


def _ticket(workbench: Workbench, console: Console, arguments: argparse.Namespace) -> None:
    sets, ticket = workbench.product.sets, ticket_of(workbench, arguments.ticket)
    if arguments.apart:
        sets.set_apart(ticket, True)
    if arguments.go_by:
        sets.choose(ticket, None if arguments.go_by == "-" else _one(workbench, arguments.go_by).id)
    if arguments.add:
        raised = Raised.FORESEEN if arguments.foreseen else Raised.CUSTOMER
        added = sets.add(ticket, arguments.add, raised).value
        if isinstance(added, AlreadyListed):
            console.say(added.words)
    if arguments.mark:
        _mark(workbench, ticket, *arguments.mark)
    found = sets.of(ticket)
    for letter, each in zip(words.LETTERS, found.questions, strict=False):
        foreseen = " (foreseen)" if each.raised is Raised.FORESEEN else ""
        console.say(f"{letter}  {each.state.word:<10}  {each.text}{foreseen}")
    console.say(f"The set is {found.outcome.word}." if found.outcome else "Nothing is on its list of questions.")


def _mark(workbench: Workbench, ticket: Any, letter: str, state: str) -> None:
    questions = dict(zip(words.LETTERS, workbench.product.sets.of(ticket).questions, strict=False))
    if letter.upper() not in questions:
        raise UserError(f"No question has the letter {letter}.", "List them with --ticket alone.")
    if state not in _STATES:
        raise UserError(f"“{state}” is not how a question can stand.", f"Say one of: {', '.join(_STATES)}.")
    workbench.product.sets.mark(questions[letter.upper()], _STATES[state])


def _named(workbench: Workbench, console: Console, arguments: argparse.Namespace) -> None:
    del arguments
    found = workbench.product.sets.named()
    for each in found:
        console.say(each.name)
        for letter, step in zip(words.LETTERS, each.steps, strict=False):
            console.say(f"  {letter}  {step.name}")
    if not found:
        console.say("There is no named set yet. Make one with --new NAME STEP STEP.")


def _new(workbench: Workbench, console: Console, arguments: argparse.Namespace) -> None:
    name, *steps = arguments.new
    before = next((each for each in workbench.product.sets.named() if each.name.casefold() == name.casefold()), None)
    made = workbench.product.sets.keep_named(name, steps, before.id if before else None).value
    console.say(f"{made.name}: {len(made.steps)} {'step' if len(made.steps) == 1 else 'steps'}.")


def _remove(workbench: Workbench, console: Console, arguments: argparse.Namespace) -> None:
    gone = _one(workbench, arguments.remove)
    workbench.product.sets.end_named(gone.id)
    console.say(f"“{gone.name}” is not offered any more. What goes by it stays.")


def _one(workbench: Workbench, name: str) -> NamedSet:
    found = next((each for each in workbench.product.sets.named() if each.name.casefold() == name.casefold()), None)
    if found is None:
        raise UserError(f"There is no named set “{name}”.", "List them with --named.")
    return found


def _kind(workbench: Workbench, name: str) -> str:
    return TICK_LIST if name == "-" else _one(workbench, name).id

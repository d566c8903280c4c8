"""Which messages of a person are one whole set: where it begins, and with what it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from workbench.feedback.sets.model import Question, Talk, Turn, Way, Whole
from workbench.kernel.ids import TicketId

GOES_ON = timedelta(hours=72)  # on any channel
REOPENS = timedelta(days=7)  # in the same conversation

_WAYS = {
    **dict.fromkeys(("chat", "live_chat", "livechat", "messenger", "messaging", "native_messaging"), Way.CHAT),
    **dict.fromkeys(("email", "mail", "e-mail"), Way.EMAIL),
}


def way_of(channel: str) -> Way:
    """Which of the two that are compared a helpdesk's word for a channel means, if one of them."""
    return _WAYS.get(channel.strip().lower(), Way.OTHER)


def wholes(talks: Iterable[Talk]) -> list[Whole]:
    """The whole sets in all that one person wrote, in the order in which they begin.

    What is written in the same conversation within seven days is of the same set. Another conversation goes on with
    a set within 72 hours where both go by the same named set; where one of them goes by none, while questions of the
    earlier one are open. What somebody said to be about something else begins anew.
    """
    made: list[Whole] = []
    parts = sorted(
        (part for talk in talks for part in _parts(talk)), key=lambda part: (part[1].began_at, part[1].tickets)
    )
    for talk, part in parts:
        earlier = next((whole for whole in reversed(made) if _goes_on(whole, part, talk)), None)
        if earlier is None:
            made.append(part)
        else:
            made[made.index(earlier)] = _joined(earlier, part)
    return [replace(whole, questions=counted(whole.questions)) for whole in made]


def counted(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Those that make up a set: the steps of a named set and what was typed beside them, else all asks too.

    Nothing where nobody has looked at any: what a program takes for a question is no list. A step that two
    conversations share is one, as it stood best.
    """
    every = list(questions)
    if not any(each.looked_at for each in every):
        return ()
    goal = next((each.goal for each in every if each.goal), None)
    if goal:
        every = [each for each in every if each.message is None]
    found: dict[str, Question] = {}
    for each in every:
        name = f"step:{each.step}" if each.step else each.id or f"{each.message}:{each.text}"
        before = found.get(name)
        if before is None or (each.done and not before.done):
            found[name] = each
    return tuple(found.values())


def _parts(talk: Talk) -> Iterator[tuple[Talk, Whole]]:
    """A conversation, cut where the customer writes anew after seven days of silence on our last words."""
    runs: list[list[Turn]] = []
    for turn in talk.turns:
        last = runs[-1][-1] if runs else None
        if last is None or (last.ours and not turn.ours and turn.at - last.at > REOPENS):
            runs.append([])
        runs[-1].append(turn)
    begins = [run[0].at for run in runs]
    for at, run in enumerate(runs):
        questions = tuple(each for each in talk.questions if _place(begins, each.raised_at) == at)
        if not questions and all(turn.ours for turn in run):
            continue  # we wrote, and nobody has asked for anything
        newest = at == len(runs) - 1
        yield (
            talk if at == 0 else replace(talk, apart=False),
            Whole(
                tickets=(talk.ticket,),
                way=talk.way,
                last_way=talk.way,
                turns=tuple(run),
                questions=questions,
                closed=talk.closed or not newest,
                asks_on=talk.asks_on and newest,
            ),
        )


def _place(begins: list[datetime], at: datetime) -> int:
    return max(sum(begin <= at for begin in begins) - 1, 0)


def _goes_on(whole: Whole, part: Whole, talk: Talk) -> bool:
    began = part.began_at
    if talk.apart or part.turns[0].ours or talk.ticket in whole.tickets:
        return False
    if began - whole.last_at > GOES_ON:
        return False
    both = {whole.goal, part.goal} - {None}
    if len(both) == 2:
        return False
    if whole.goal == part.goal and part.goal:
        return True
    return any(each.open_at(began) for each in counted(whole.questions))


def _joined(whole: Whole, part: Whole) -> Whole:
    later = part if part.last_at >= whole.last_at else whole
    return Whole(
        tickets=(*whole.tickets, *_others(part.tickets, whole.tickets)),
        way=whole.way,
        last_way=later.last_way,
        turns=tuple(sorted((*whole.turns, *part.turns), key=lambda turn: turn.at)),
        questions=(*whole.questions, *part.questions),
        closed=later.closed,
        asks_on=whole.asks_on or part.asks_on,
    )


def _others(tickets: tuple[TicketId, ...], known: tuple[TicketId, ...]) -> tuple[TicketId, ...]:
    return tuple(each for each in tickets if each not in known)

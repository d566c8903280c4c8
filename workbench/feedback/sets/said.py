"""What is said of whole sets, in sentences: the same in the window and on the command line. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.feedback.sets.model import Outcome, Way
from workbench.feedback.sets.page import COMPARED, ENOUGH, TICK_LIST, TOO_FEW, Cell, Leave, Narrow, SetPage

AS_THEY_CAME = "Questions as they came"
EVERY_GOAL, EVERY_SIZE = "Every goal", "Every size"
_SPACE = "\N{NO-BREAK SPACE}"
_WAYS = {Way.CHAT: "Chat", Way.EMAIL: "Email", Way.OTHER: "Other ways"}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

EMPTY = (
    "No whole set has settled yet",
    "A set is all that a customer asks on the way to one goal. Tick the questions that a reply answers, in the row "
    "above its text. Seven days after the last words a set is counted here.",
)
CANNOT = (
    "What this page cannot show: people choose for themselves whether they chat or write, and sets of the same kind "
    "and size may still differ. What is open or answered is what was ticked. Whoever writes again within 72 hours "
    "while questions are open is taken to go on with the same set. Every end is counted seven days after the last "
    "words."
)
UNMATCHED = "The sets differ in kind and size. Compare chat and email below, where both are the same."


def way_name(way: Way) -> str:
    """How people wrote."""
    return _WAYS[way]


def kind_name(page: SetPage, kind: str | None) -> str:
    """What customers want to have done, as its set is called."""
    if kind is None:
        return EVERY_GOAL
    return page.kinds.get(kind, "") or AS_THEY_CAME


def size_name(size: int | None) -> str:
    """How many questions the sets have."""
    if size is None:
        return EVERY_SIZE
    return "1 question" if size == 1 else f"{size} questions"


def goal_of(page: SetPage) -> str:
    """The heading: the customers' goal."""
    kind = page.narrow.kind
    return "What customers set out to do" if kind is None else kind_name(page, kind)


def alike(page: SetPage, cell: Cell) -> str:
    """What the sets of a cell have in common: kind, size and way."""
    return f"{kind_name(page, cell.kind)}, {size_name(cell.size)}: {way_name(cell.way).lower()}"


def percent(share: float) -> str:
    """A share between 0 and 1, kept in one line."""
    return f"{round(100 * share)}{_SPACE}%"


def share_words(cell: Cell, end: Outcome) -> str:
    """``73 % (61 to 83)``, or that there are too few to say."""
    if cell.few:
        return TOO_FEW
    share = cell.share(end)
    low, high = share.interval
    return f"{percent(share.value)} ({round(100 * low)} to {round(100 * high)})"


def coverage(page: SetPage) -> str:
    """How many of the settled conversations this is about."""
    parts = [
        f"{way_name(way).lower()} {percent(page.coverage.listed.get(way, 0) / settled)}"
        for way in Way
        if (settled := page.coverage.settled.get(way, 0))
    ]
    of = f"{page.listed:n} of {page.settled:n} settled conversations have a list of questions"
    return f"{of}, {percent(page.covered)}: {', '.join(parts)}."


def hidden(page: SetPage) -> tuple[str, str]:
    """Why nothing is shown, and what would change that."""
    return (
        "Too few conversations have a list",
        f"{coverage(page)} From half of them on it is shown how sets end. Tick the questions that a reply answers, in "
        "the row above its text; nothing else is needed.",
    )


def turned(page: SetPage) -> str:
    """Where it is the other way round than it seems; "" where it is nowhere."""
    if not page.turned:
        return ""
    where = ", ".join(f"{kind_name(page, chat.kind)}, {size_name(chat.size)}" for chat, _ in page.turned)
    return f"It is the other way round than all together for: {where}."


def facts(page: SetPage) -> Iterator[str]:
    """What else is known, a sentence each."""
    rounds = [
        f"{each:.1f} by {way_name(way).lower()}"
        for way in COMPARED
        if (cell := page.of(way)) and (each := cell.rounds_each) is not None
    ]
    if rounds:
        yield f"Rounds for each question: {', '.join(rounds)}. A round is our turn, however many messages it takes."
    chat = page.of(Way.CHAT)
    if chat is not None and chat.elsewhere:
        yield (
            f"Continued elsewhere: {_sets(chat.elsewhere)} left the chat and went on another way; "
            f"{chat.finished_elsewhere:n} of them were finished there."
        )
    if back := sum(cell.reopened for cell in page.totals):
        yield f"{_sets(back)} had more come up when all was answered."
    if page.narrow != Narrow():
        return  # what is not settled is not told apart by goal and size
    if page.coverage.waiting:
        yield f"Waiting on us: {_sets(page.coverage.waiting)}. There the customer has not left, so it is counted apart."
    if page.coverage.going:
        yield f"Still going: {_sets(page.coverage.going)}, left out until settled."


def leaving(page: SetPage) -> str:
    """What stands over the steps where people leave."""
    number = sum(leave.number for leave in page.leaves)
    if not number:
        return "Nobody left midway."
    said = f"{_sets(number)} {'was' if number == 1 else 'were'} left midway; what was open first:"
    return f"{said[:-1]} ({TOO_FEW} to say where people mostly leave):" if number < ENOUGH else said


def leave_words(page: SetPage, leave: Leave) -> str:
    """The step, or the place among questions that came as they came."""
    if leave.step:
        own = f"{LETTERS[leave.place - 1]}  {leave.step}"
        return own if page.narrow.kind is not None else f"{kind_name(page, leave.kind)}: {own}"
    if leave.kind != TICK_LIST:
        return f"{kind_name(page, leave.kind)}: question {leave.place}"
    return f"Question {leave.place} of {leave.size}"


def unread(page: SetPage) -> str:
    """That not all is reckoned yet; "" where it is."""
    if not page.unread:
        return ""
    return f"Still being read: the conversations of {page.unread:n} {'person' if page.unread == 1 else 'people'}."


def _sets(number: int) -> str:
    return "1 set" if number == 1 else f"{number:n} sets"

"""What a tracker's answers mean for a deed, and reading them without trusting them.

Changes with the wire's errors, not with any vendor's interface.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Annotated, TypeVar

import msgspec

from workbench.feedback.trackers.port import Ambiguous, Made, Outcome, Refused, Rejected
from workbench.kernel.clock import from_text
from workbench.kernel.errors import AuthFailed, Busy, ServerFault, TicketFault, UserError, WorkbenchError
from workbench.kernel.text import normalise, one_line
from workbench.net.answer import UNREADABLE, Answer
from workbench.net.client import Client, Params
from workbench.net.faults import Declined, Redirected, Unreachable, Untrusted

T = TypeVar("T")
IssueNumber = Annotated[int, msgspec.Meta(ge=1, lt=10**12)]

LIMIT = 8 * 2**20  # bytes of an answer; a hundred issues with the longest texts of Jira are half of it
AT_ONCE = 100
MOST_PAGES = 50
_TIMED_OUT = 408
_LONGEST_TITLE, _LONGEST_WORD, _MOST_LABELS = 300, 60, 50


def write(client: Client, path: str, body: object, read: Callable[[Answer], str]) -> Outcome:
    """Ask once for something to be made; ``read`` gives its name from the answer. Never raises for the wire."""
    answer: Answer | None = None
    try:
        answer = client.exchange("POST", path, json=body)
        return Made(read(client.checked(answer)))
    except WorkbenchError as error:
        return outcome_of(error, told(answer) if answer else "")


def there(client: Client, path: str, params: Params = ()) -> Answer | None:
    """An answer where the thing is there and for us to see; None where it is not."""
    try:
        return client.get(path, params)
    except Declined as error:
        if error.status in {404, 410}:
            return None
        raise
    except Redirected:  # it was moved: under its old name it is not there any more
        return None


class _Said(msgspec.Struct):
    body: str | None = None


def has_said(client: Client, path: str, marker: str, asked: Sequence[tuple[str, str]] = ()) -> bool:
    """Whether ``marker`` stands in a comment at ``path``, in numbered pages. TicketFault: nobody can tell."""
    for number in range(1, MOST_PAGES):
        answer = there(client, path, [*asked, ("per_page", str(AT_ONCE)), ("page", str(number))])
        if answer is None:
            raise not_seen()
        rows = answer.into(list[_Said])
        if any(marker in (row.body or "") for row in rows):
            return True
        if len(rows) < AT_ONCE:
            return False
    raise too_many()


def outcome_of(error: WorkbenchError, said: str) -> Outcome:
    """What an error after the request began means for the deed. ``said``: the tracker's own words."""
    match error:
        case Unreachable() | Untrusted():
            return Refused(str(error), timedelta(seconds=30))
        case Busy():
            return Refused(error.title, error.retry_after)
        case AuthFailed():
            return Rejected(
                _with_words("The tracker does not let you write here, or not with this token any more.", said)
            )
        case Redirected():
            return Rejected(f"{error.title} The project may have a new name: set the tracker up anew in Settings.")
        case Declined() if error.status == 404:
            return Rejected("The project or the issue is not there any more, or not for you to see.")
        case Declined() if error.status != _TIMED_OUT:
            return Rejected(_with_words("The tracker did not take it.", said))
        case _:
            return Ambiguous(error.title)


def told(answer: Answer) -> str:
    """The tracker's own words about what it did not do, on one line; each vendor has a way of its own."""
    if answer.is_page:
        return ""
    try:
        body = msgspec.json.decode(answer.body)
    except UNREADABLE:
        return ""
    return one_line(normalise(" ".join(_words(body))), 200)


def _words(found: object, depth: int = 0) -> list[str]:
    if isinstance(found, str):
        return [found]
    if depth > 4:
        return []
    if isinstance(found, list):
        return [word for each in found[:10] for word in _words(each, depth + 1)]
    if not isinstance(found, dict):
        return []
    known = ("message", "error", "error_description", "errorMessages", "errors")
    if not depth:
        return [word for name in known for word in _words(found.get(name), 1)]
    pairs = list(found.items())[:10]
    return [
        f"{name}: {word}" for name, value in pairs for word in _words(value, depth + 1) if name != "documentation_url"
    ]


def title_of(text: str) -> str:
    """A title as it is kept; a tracker may have any."""
    return one_line(normalise(text), _LONGEST_TITLE)


def words_of(texts: list[str]) -> tuple[str, ...]:
    """Labels as they are kept."""
    return tuple(one_line(normalise(text), _LONGEST_WORD) for text in texts[:_MOST_LABELS])


def word_of(text: str | None) -> str:
    """A word of the tracker's as it is kept."""
    return one_line(normalise(text or ""), _LONGEST_WORD)


def time_of(text: str | None) -> datetime | None:
    """A time as servers write it; None where it is none."""
    try:
        return from_text(_with_colon(text)) if text else None
    except ValueError:
        return None


def no_project(words: str) -> UserError:
    """The project cannot be used; ``words`` say what to do."""
    return UserError("This project is not to be seen with this token.", words)


def not_seen() -> TicketFault:
    """Nobody can tell whether a comment arrived at an issue that is not to be seen."""
    return TicketFault("The issue is not to be seen any more.", "Look there whether the comment arrived.")


def too_many() -> ServerFault:
    """What was sent cannot be looked for any more."""
    return ServerFault(
        "Too much was added to this project meanwhile to look through.", "Look there whether it arrived."
    )


def _with_colon(text: str) -> str:
    """Jira writes a zone as +0000, which is read as +00:00 by newer Pythons only."""
    return f"{text[:-2]}:{text[-2:]}" if len(text) > 5 and text[-5] in "+-" and text[-4:].isdecimal() else text


def _with_words(sentence: str, said: str) -> str:
    return f"{sentence} It says: {said}" if said else sentence

"""What is told of exports, imports and erasures, in words for people. Pure."""

from __future__ import annotations

from workbench.feedback.yours.model import Carried, Count, Erased, Looked, Numbers
from workbench.kernel.clock import from_text, local_day
from workbench.kernel.days import long_day
from workbench.kernel.text import in_marks

FOR_GOOD = "This cannot be undone."
SENT = (
    "Files and issues that have left cannot be called back. An older export that is imported here does not bring"
    " these rows back; on another machine it does."
)


_NAMES = {  # of tables, where theirs would tell nothing
    "client": "Accounts",
    "voice": "Customers",
    "entry": "Entries",
    "topic": "Topics",
    "evidence": "Links to topics",
    "topic_merge": "Merged topics",
    "status_event": "Decisions",
    "advocacy_step": "Who was told",
    "reply_owed": "Replies owed",
    "brief": "Briefs",
    "brief_number": "Numbers of briefs",
    "contact": "People",
    "commitment": "Promises",
    "idea": "Ideas",
}


def number(count: int, one: str, many: str = "") -> str:
    """“1 entry”, “2 entries”."""
    return f"{count:n} {one if count == 1 else many or one + 's'}"


def exported(count: int, file: str) -> str:
    """After an export."""
    return f"{number(count, 'row')} written to {file}."


def looked(found: Looked, *, done: bool = False) -> list[str]:
    """The lines of a dry run, or of an import that is done."""
    if found.fault_count:
        many = "is a fault" if found.fault_count == 1 else f"are {found.fault_count:n} faults"
        lines = [f"Nothing is imported: there {many} in the file."]
        lines += [f"Line {each.line} {each.words}." if each.line else each.words for each in found.faults]
        left = found.fault_count - len(found.faults)
        return [*lines, f"{left:n} more."] if left else lines
    head = "Imported" if done else "This would come"
    total = f"{head}: {number(found.comes, 'row')}." if found.comes else "There is nothing new in this file."
    lines = [
        total,
        *(f"{_name(name)}: {_count(each, done)}" for name, each in found.counts.items() if _any(each)),
    ]
    return [*lines, *found.clashes]


def ask(numbers: Numbers, who: str) -> str:
    """The one question before a customer is erased."""
    takes = [number(numbers.entries, "entry", "entries"), *_some(numbers)]
    lines = [f"Erase {who}: {', '.join(takes)}. {FOR_GOOD}"]
    if numbers.topics:
        lines.append(f"{number(numbers.topics, 'topic')} will count one account less where nobody else of it wrote.")
    if numbers.backups or numbers.damaged:
        lines.append(_copies(numbers))
    if numbers.briefs or numbers.pushes:
        made = [
            number(len(each), word, plural)
            for each, word, plural in ((numbers.briefs, "brief", "briefs"), (numbers.pushes, "push", "pushes"))
            if each
        ]
        lines.append(f"{' and '.join(made)} carried their words: they are masked here, the counts stay.")
    if numbers.others_at_account:
        others = number(numbers.others_at_account, "other person", "other people")
        lines.append(f"{others} of the same account stay.")
    return " ".join(lines)


def erased(done: Erased) -> list[str]:
    """The report after a customer was erased."""
    numbers = done.numbers
    lines = [f"Erased: {', '.join([number(numbers.entries, 'entry', 'entries'), *_some(numbers)])}."]
    if done.cleansed:
        lines.append(f"Cleansed: {number(done.cleansed, 'backup')}.")
    if done.unreadable:
        lines.append(f"Removed, as it could not be opened to be cleansed: {number(done.unreadable, 'backup')}.")
    if done.damaged:
        lines.append(f"Removed, as it cannot be cleansed: {number(done.damaged, 'damaged copy', 'damaged copies')}.")
    lines += [
        f"Brief {in_marks(each.title)} of {_day(each.at)} carried their words{_went(each)}" for each in numbers.briefs
    ]
    lines += [
        f"Push {in_marks(each.title)} of {_day(each.at)} carried their words{_went(each)}" for each in numbers.pushes
    ]
    lines.append(SENT)
    if numbers.conversations:
        lines.append(
            f"{number(numbers.conversations, 'conversation')} of theirs, with drafts and replies,"
            f" {'stays' if numbers.conversations == 1 else 'stay'} on this machine"
            " and in its backups as the helpdesk has it: delete it in the helpdesk, or take its account away here."
        )
    if not done.swept:
        lines.append("The store was being read, or the disk is full. Free pages are swept at the next start.")
    return lines


def _some(numbers: Numbers) -> list[str]:
    pairs = ((numbers.owed, "owed reply", "owed replies"), (numbers.questions, "question", "questions"))
    return [number(count, one, many) for count, one, many in pairs if count]


def _copies(numbers: Numbers) -> str:
    parts = []
    if numbers.backups:
        parts.append(
            f"{number(numbers.backups, 'backup')} {'is' if numbers.backups == 1 else 'are'} looked through and cleansed"
        )
    if numbers.damaged:
        damaged = number(numbers.damaged, "damaged copy of the store", "damaged copies of the store")
        parts.append(f"{damaged} {'is' if numbers.damaged == 1 else 'are'} removed")
    return " and ".join(parts).capitalize() + "."


def _went(made: Carried) -> str:
    return f" and went to {', '.join(made.went)}." if made.went else "; it has not been sent from here."


def _any(count: Count) -> bool:
    return any((count.comes, count.here, count.clashes, count.elsewhere, count.erased, count.without))


def _name(table: str) -> str:
    return _NAMES.get(table, table.replace("_", " ").capitalize())


def _count(count: Count, done: bool) -> str:
    parts = (
        (count.comes, "came" if done else "new"),
        (count.here, "here already"),
        (count.clashes, "stay as they are here"),
        (count.elsewhere, "belong to a conversation that is not on this machine"),
        (count.erased, "are of a customer who was erased"),
        (count.without, "hang on a row that does not come"),
    )
    return ", ".join(f"{number:n} {words}" for number, words in parts if number)


def _day(at: str) -> str:
    return long_day(local_day(from_text(at)))

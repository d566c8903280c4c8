"""What was learned and is worth keeping: notes to look back on, parked ideas, and replies that are good examples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ui.commands.parts import Parts
from ui.panes.feedback.around.customers import KeptReplies
from ui.panes.feedback.around.group import Group, Line
from ui.panes.feedback.around.page import AroundPage, AroundWays
from ui.panes.feedback.around.presenter import AroundPresenter
from ui.widgets.days import day_name
from workbench.feedback.around.model import Idea, KeptReply, LearningNote

_ANSWERS = (("Kept it", True), ("Did not", False), ("Neither", None))
Read = tuple[Sequence[LearningNote], Sequence[Idea], Sequence[KeptReply]]


class NotesPage(AroundPage):
    """Notes, ideas and replies."""

    title = "Learned and kept"
    about = "Notes, parked ideas, good replies"

    def __init__(self, parts: Parts, presenter: AroundPresenter, ways: AroundWays) -> None:
        super().__init__(parts, presenter, ways)
        tokens, people = parts.theme.tokens, self.around.people
        fields = ["What you learned", "To try", "Look back on"]
        self.notes = Group(tokens, "Notes to look back on", "No note is due.", fields, "Note")
        self.parked = Group(tokens, "Parked ideas", "Nothing is parked.", ["An idea, for when you choose"], "Park")
        self.kept = KeptReplies(parts, presenter)
        self._words = ""
        self._put(self.notes, self.parked, self.kept)
        self.notes.added.connect(
            lambda f: self._do(
                lambda: people.learned(f[0], try_next=f[1], look_back_on=presenter.day(f[2])), self.notes
            )
        )
        self.parked.added.connect(lambda f: self._do(lambda: people.park(f[0]), self.parked))
        self.kept.fields[0].textChanged.connect(self._find)
        self.kept.ticket_asked.connect(ways.ticket_asked)
        self.kept.snippet_asked.connect(ways.snippet_asked)

    def read(self) -> Read:
        people = self.around.people
        return people.to_look_back(), people.parked(), self.around.kept.replies(self._words)

    def show_read(self, found: Read) -> None:
        notes, ideas, replies = found
        self.notes.show_things(notes, self._note)
        self.parked.show_things(ideas, self._idea)
        self.kept.show_replies(replies)

    def _find(self, words: str) -> None:
        self._words = words
        self._presenter.look()

    def _note(self, note: LearningNote) -> Line:
        source = f"From {note.contact_name}" if note.contact_name else ""
        return Line(
            note.try_next or note.what,
            " · ".join(part for part in (note.what if note.try_next else "", source, note.topic_title) if part),
            tuple((word, partial(self._look_back, note, kept)) for word, kept in _ANSWERS),
        )

    def _look_back(self, note: LearningNote, kept: bool | None) -> None:
        self._do(lambda: self.around.people.looked(note.id, kept=kept))

    def _idea(self, idea: Idea) -> Line:
        let_go = partial(self._do, lambda: self.around.people.unpark(idea.id))
        return Line(
            idea.text, f"Since {day_name(idea.at.astimezone().date(), self._presenter.today())}", (("Let go", let_go),)
        )

"""People who can be asked, what was learned from them, and ideas that are parked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbench.feedback.around import deeds, repo
from workbench.feedback.around.model import Contact, Decider, Idea, LearningNote
from workbench.feedback.topics import repo as topics
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.ids import TopicId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import fold
from workbench.store import Store, Tx

_ASKED_WITH = frozenset(
    {"who", "whom", "owns", "own", "decides", "decide", "about", "to", "ask", "is", "for", "the", "a", "an", "of"}
)


class PeopleService:
    """A short list that is private to this machine. It knows nothing of what anybody does."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def find(self, words: str = "") -> Sequence[Contact]:
        """People by all of ``words``, as in *who owns billing*: those who own it first; all of them for ""."""
        everyone = repo.contacts(self._store.read())
        asked = [word.strip("?.,!“”\"'") for word in fold(words).split()]
        wanted = [word for word in asked if word and word not in _ASKED_WITH]
        found = [each for each in everyone if all(word in _all_of(each) for word in wanted)]
        return sorted(found, key=lambda each: not all(word in fold(each.owns) for word in wanted))

    def keep(
        self, name: str, *, owns: str = "", organisation: str = "", reach: str = "", note: str = "",
        contact: str | None = None,
    ) -> Receipt[str]:  # fmt: skip
        """Put somebody on the list, or change ``contact``; the id. Raises UserError where the name is empty."""
        made = Contact(
            id=contact or new_id(),
            name=deeds.needed(name, "The name is missing.", "Write who it is; the rest can come later."),
            organisation=deeds.line(organisation),
            owns=deeds.line(owns),
            reach=deeds.line(reach),
            note=deeds.line(note),
        )
        row = repo.contact_row(made, self._clock.now())
        if contact is None:
            return deeds.add(self._store, "contact", row, "Add person")
        values = {name: value for name, value in row.items() if name not in ("id", "at")}
        changed = deeds.change(self._store, "contact", contact, values, "Change person")
        return Receipt(value=contact, label=changed.label, inverse=changed.inverse)

    def remove(self, contact: str) -> Receipt[bool]:
        """Take somebody off the list; what was learned from them stays."""
        return deeds.remove(self._store, "contact", contact, "Remove person")

    def whom_to_ask(self, topic: TopicId) -> Sequence[Contact]:
        """People who were not asked yet about a topic, what was merged into it, or its area; who owns it first."""
        reader = self._store.read()
        root = topics.root(reader, topic)
        about = topics.one(reader, root)
        parts = [root, *(each.topic.id for each in topics.merged(reader, root))]
        return repo.whom_to_ask(reader, parts, about.area if about else "", self._clock.now())

    def learned(
        self, what: str, *, contact: str | None = None, topic: TopicId | None = None, try_next: str = "",
        look_back_on: date | None = None,
    ) -> Receipt[str]:  # fmt: skip
        """Note what was learned; the id. Raises UserError where nothing is said."""
        row = {
            "id": new_id(),
            "what": _said(what),
            "contact_id": contact,
            "topic_id": topic,
            "try_next": deeds.line(try_next),
            "look_back_on": look_back_on.isoformat() if look_back_on else None,
            "at": to_text(self._clock.now()),
        }
        return deeds.add(self._store, "learning_note", row, "Add note")

    def learned_from(self, name: str, what: str, topic: TopicId, try_next: str = "") -> Receipt[str]:
        """Note for ``topic`` what was learned from ``name``, who comes on the list if they are not; "" from nobody.

        The id of the note. Raises UserError where nothing is said.
        """
        who = deeds.line(name)
        known = next((each.id for each in repo.contacts(self._store.read()) if fold(each.name) == fold(who)), None)
        if not who or known:
            return self.learned(what, contact=known if who else None, topic=topic, try_next=try_next)
        note = {
            "id": new_id(),
            "what": _said(what),
            "contact_id": new_id(),
            "topic_id": topic,
            "try_next": deeds.line(try_next),
            "at": to_text(self._clock.now()),
        }
        person = repo.contact_row(Contact(id=note["contact_id"], name=who), self._clock.now())
        return deeds.add_both(self._store, ("contact", person), ("learning_note", note), "Add note")

    def decides(self, name: str, topic: TopicId) -> Receipt[Decider | None]:
        """Say who decides a topic in product; "" for nobody. They come on the list of people if they are not.

        Spelt as the list spells them. None where the topic is not here any more.
        """
        who, now = deeds.line(name), self._clock.now()

        def work(tx: Tx) -> tuple[Decider, str] | None:
            about = topics.one(tx, topic)
            if about is None:
                return None
            known = next((each for each in repo.contacts(tx) if fold(each.name) == fold(who)), None)
            made = Contact(id=new_id(), name=who, owns=about.area) if who and known is None else None
            if made is not None:
                repo.add(tx, "contact", repo.contact_row(made, now))
            topics.change(tx, topic, {"owner": known.name if known else who})
            return Decider(known.name if known else who, made.id if made else None), about.owner

        both = self._store.write(work, origin="around.decides")
        if both is None:
            return Receipt(value=None, label="Who decides")
        decider, before = both

        def undo(tx: Tx) -> None:
            topics.change(tx, topic, {"owner": before})
            if decider.added is not None:
                repo.take(tx, "contact", decider.added)

        return Receipt(
            value=decider, label="Who decides", inverse=lambda: self._store.write(undo, origin="around.undo")
        )

    def notes(self, topic: TopicId | None = None) -> Sequence[LearningNote]:
        """What was learned, the newest first; for ``topic`` and what was merged into it."""
        reader = self._store.read()
        if topic is None:
            return repo.notes(reader)
        parts = [topic, *(each.topic.id for each in topics.merged(reader, topic))]
        return repo.notes(reader, topics=parts)

    def to_look_back(self) -> Sequence[LearningNote]:
        """Notes whose day has come and that nobody was asked about, the longest due first."""
        return repo.notes(self._store.read(), due=self._clock.now().astimezone().date())

    def looked(self, note: str, *, kept: bool | None) -> Receipt[bool]:
        """Answer *kept it?* of a note; None: neither. It is not asked again."""
        values = {"kept": None if kept is None else int(kept), "looked_at": to_text(self._clock.now())}
        return deeds.change(self._store, "learning_note", note, values, "Look back")

    def forget(self, note: str) -> Receipt[bool]:
        return deeds.remove(self._store, "learning_note", note, "Remove note")

    def park(self, text: str) -> Receipt[str]:
        """Park an idea. Nothing will remind of it. Raises UserError where it is empty."""
        words = deeds.needed(text, "The idea is empty.", "Write it in a few words.")
        row = {"id": new_id(), "text": words, "at": to_text(self._clock.now())}
        return deeds.add(self._store, "idea", row, "Park idea")

    def parked(self) -> Sequence[Idea]:
        """Parked ideas, the oldest first."""
        return repo.parked(self._store.read())

    def unpark(self, idea: str, topic: TopicId | None = None) -> Receipt[bool]:
        """Give an idea to a topic, or let it go."""
        if topic is None:
            return deeds.remove(self._store, "idea", idea, "Let idea go")
        return deeds.change(self._store, "idea", idea, {"topic_id": topic}, "Give idea to topic")


def _said(what: str) -> str:
    return deeds.needed(what, "The note is empty.", "Write what was learned in a sentence.")


def _all_of(contact: Contact) -> str:
    return fold(f"{contact.owns} {contact.name} {contact.organisation} {contact.note}")

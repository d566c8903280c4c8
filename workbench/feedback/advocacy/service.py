"""Decide on topics, note who was told and what they said, and push until somebody answers.

Nothing here says who of the team did it, and nothing is ever closed by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbench.certainty.decisions import Answer, Decision
from workbench.feedback.advocacy import deeds, listing, owed_repo, repo
from workbench.feedback.advocacy.effect import weekly
from workbench.feedback.advocacy.matching import chosen, spoken_of
from workbench.feedback.advocacy.model import (
    Channel,
    Decided,
    Missing,
    Nudge,
    Outcome,
    Quiet,
    Status,
    StatusEvent,
    Step,
    Told,
)
from workbench.feedback.advocacy.nudge import nudge_of
from workbench.feedback.advocacy.rules import lacks_of_decision, lacks_of_step
from workbench.feedback.topics import repo as topics
from workbench.feedback.topics.model import Standing
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import BriefId, TicketId, TopicId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import normalise, one_line
from workbench.store import Store, Tx

_PEOPLE = 8
_ANSWERS = {Status.NOT_NOW: Answer.NOT_NOW, Status.NOT_THIS_WAY: Answer.NOT_THIS_WAY, Status.NO: Answer.NO}


class AdvocacyService:
    """How topics stand with product, on this machine."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def today(self) -> date:
        """The day it is where this machine stands."""
        return self._clock.now().astimezone().date()

    def decide(
        self, topic: TopicId, status: Status, *, decided_by: str = "", reason: str = "", revisit_on: date | None = None,
        consulted: str = "", source_url: str = "",
    ) -> Receipt[Decided | Missing]:  # fmt: skip
        """Keep how it stands with a topic now; or say what is missing. A merged topic decides for what it is part of.

        ``reason``: for what was shipped, what has changed. ``consulted``: who of support was asked, "" for nobody.
        Undo is a decision of its own. Raises UserError where the topic is gone.
        """
        reason, decided_by = normalise(reason).strip(), one_line(normalise(decided_by), 120)
        today = self.today()

        def work(tx: Tx) -> tuple[Decided | Missing, StatusEvent | None]:
            root = deeds.root_of(tx, topic).id
            lacks = lacks_of_decision(
                status, reason=reason, decided_by=decided_by, revisit_on=revisit_on, today=today,
                told=bool(repo.steps(tx, root)),
            )  # fmt: skip
            if lacks:
                return lacks, None
            before = repo.current(tx, root)
            event = StatusEvent(
                id=new_id(), topic=root, status=status, reason=reason, decided_by=decided_by,
                consulted=one_line(normalise(consulted), 200), source_url=source_url.strip(),
                revisit_on=revisit_on if status is Status.NOT_NOW else None, at=self._clock.now(),
            )  # fmt: skip
            return deeds.decide(tx, event, today), before

        answer, before = self._store.write(work, origin="advocacy.decide")
        if isinstance(answer, Missing):
            return Receipt(value=answer, label="Decision")
        event = answer.event

        def back(tx: Tx) -> None:
            deeds.undecide(tx, event, before, self._clock.now(), self.today())

        return Receipt(value=answer, label="Decision", inverse=lambda: self._store.write(back, origin="advocacy.undo"))

    def current(self, topic: TopicId) -> StatusEvent | None:
        """What was decided last on a topic, or on what it is merged into; None where nothing was: it is heard."""
        reader = self._store.read()
        return repo.current(reader, topics.root(reader, topic))

    def history(self, topic: TopicId) -> Sequence[StatusEvent]:
        """All that was decided on a topic and on what was merged into it, the newest first."""
        return repo.history(self._store.read(), topic)

    def tell(
        self, topic: TopicId, told: str, how: Channel, *, role: str = "", words: str = "", said: str = "",
        next_action: str = "", next_on: date | None = None, brief: BriefId | None = None,
    ) -> Receipt[Told | Missing]:  # fmt: skip
        """Note that somebody was told; a topic that was only heard is raised with it. Or say what is missing.

        ``said``: what they answered at once. Raises UserError where the topic is gone.
        """
        told, action = one_line(normalise(told), 120), one_line(normalise(next_action), 200)
        if lacks := lacks_of_step(told, action, next_on):
            return Receipt(value=lacks, label="Told")
        now, today, answered = self._clock.now(), self.today(), normalise(said).strip()

        def work(tx: Tx) -> tuple[Told, list[Step]]:
            step = Step(
                id=new_id(), topic=deeds.root_of(tx, topic).id, told=told, role=one_line(normalise(role), 120), how=how,
                words=normalise(words).strip(), said=answered, said_at=now if answered else None, brief=brief, at=now,
                next_action=action, next_on=next_on,
            )  # fmt: skip
            return deeds.tell(tx, step, today)

        answer, meant = self._store.write(work, origin="advocacy.tell")

        def back(tx: Tx) -> None:
            deeds.untell(tx, answer.step, meant, self._clock.now(), self.today())

        return Receipt(value=answer, label="Told", inverse=lambda: self._store.write(back, origin="advocacy.undo"))

    def answered(self, step: str, said: str) -> Receipt[Step | None]:
        """Write down what they answered; "" takes it away. None where the step is gone."""
        words = normalise(said).strip()
        at = self._clock.now() if words else None
        return self._changed(step, "Answer", lambda was: replace(was, said=words, said_at=at))

    def plan(self, step: str, action: str, on: date | None) -> Receipt[Step | None | Missing]:
        """Set what is next and when, or nothing for "" and None. Or say what is missing."""
        action = one_line(normalise(action), 200)
        if lacks := lacks_of_step("-", action, on):
            return Receipt(value=lacks, label="Next step")
        changed = self._changed(
            step, "Next step", lambda was: replace(was, next_action=action, next_on=on, done_at=None)
        )
        return Receipt(value=changed.value, label=changed.label, inverse=changed.inverse)

    def done(self, step: str) -> Receipt[Step | None]:
        """The next step was taken."""
        now = self._clock.now()
        return self._changed(step, "Next step done", lambda was: replace(was, done_at=now) if was.waits else was)

    def remove_step(self, step: str) -> Receipt[bool]:
        """Take a step away that was never made; whether it was there. A topic nobody was told of is only heard.

        Raises UserError where somebody answered: what they said is part of the trail.
        """

        def work(tx: Tx) -> Step | None:
            was = repo.step(tx, step)
            if was is not None:
                deeds.remove(tx, was, self._clock.now(), self.today())
            return was

        was = self._store.write(work, origin="advocacy.remove")
        if was is None:
            return Receipt(value=False, label="Remove step")

        def back(tx: Tx) -> None:
            deeds.restore(tx, was, self._clock.now(), self.today())

        return Receipt(value=True, label="Remove step", inverse=lambda: self._store.write(back, origin="advocacy.undo"))

    def trail(self, topic: TopicId) -> Sequence[Step]:
        """Who was told of a topic and of what was merged into it, the newest first."""
        return list(reversed(repo.steps(self._store.read(), topic)))

    def they_know(self, topic: TopicId) -> bool:
        """Whether somebody in product answered or decided. Having told them is not enough."""
        reader = self._store.read()
        return listing.they_know(repo.steps(reader, topic), repo.current(reader, topics.root(reader, topic)))

    def people(self, words: str = "") -> Sequence[tuple[str, str]]:
        """Who may be told: names with what they own or their role."""
        return repo.known_people(self._store.read(), words.strip(), _PEOPLE)

    def standings(self, roots: Sequence[TopicId]) -> Mapping[TopicId, Standing]:
        """How topics stand, as a list shows it; of topics that are merged into none."""
        return listing.standings(self._store.read(), roots)

    def quiet(self, most: int | None = None, *, practice: bool = True) -> Sequence[Quiet]:
        """Topics that wait for us: a *not now* whose day has come, a next step overdue, or none at all.

        ``most``: the first so many. Without ``practice`` those of the practice desk are left out.
        """
        return listing.quiet(self._store.read(), self.today(), most, practice=practice)

    def nudge(self, topic: TopicId) -> Nudge | None:
        """Words to push a topic with, and what to look at first. Nothing is kept. None where it is gone."""
        reader = self._store.read()
        found = topics.one(reader, topics.root(reader, topic)) if topics.one(reader, topic) else None
        if found is None:
            return None
        return nudge_of(
            found, repo.steps(reader, found.id), repo.behind(reader, found.id), repo.current(reader, found.id)
        )

    def let_go(self, topic: TopicId, why: str) -> Receipt[bool]:
        """Stop pushing a topic; whether it was pushed. Raises UserError where no reason is given, or it is gone."""
        reason = one_line(normalise(why), 300)
        if not reason:
            raise UserError("It is not said why it is let go.", "A few words are enough; they stay with the topic.")
        at = to_text(self._clock.now())

        def work(tx: Tx) -> TopicId | None:
            found = deeds.root_of(tx, topic)
            if found.let_go_at is not None:
                return None
            repo.set_let_go(tx, found.id, at, reason)
            return found.id

        root = self._store.write(work, origin="advocacy.let_go")
        back = None if root is None else (lambda: self.take_up(root))
        return Receipt(value=root is not None, label="Let go", inverse=back)

    def take_up(self, topic: TopicId) -> None:
        """Push a topic again that was let go."""
        self._store.write(
            lambda tx: repo.set_let_go(tx, deeds.root_of(tx, topic).id, None, ""), origin="advocacy.take_up"
        )

    def outcomes(self, topic: TopicId) -> Sequence[Outcome]:
        """What was shipped for a topic and what it did, the newest first."""
        return owed_repo.outcomes(self._store.read(), topic, None)

    def to_measure(self) -> Sequence[Outcome]:
        """What was shipped four weeks ago and is not measured yet, the longest due first."""
        return owed_repo.outcomes(self._store.read(), None, self.today())

    def measure(self, outcome: str) -> Receipt[Outcome | None]:
        """Count conversations a week before and after, and keep them. None where it is gone, or not due yet."""
        today = self.today()

        def work(tx: Tx) -> Outcome | None:
            found = owed_repo.outcome(tx, outcome)
            if found is None or found.due_on > today:
                return None
            before, after = weekly(repo.behind(tx, topics.root(tx, found.topic)), found.shipped_on)
            owed_repo.measure(tx, found, today, before, after)
            return owed_repo.outcome(tx, outcome)

        found = self._store.write(work, origin="advocacy.measure")
        if found is None:
            return Receipt(value=None, label="Measure")

        def back(tx: Tx) -> None:
            owed_repo.measure(tx, found, None, (), ())

        return Receipt(value=found, label="Measure", inverse=lambda: self._store.write(back, origin="advocacy.undo"))

    def decided(self, text: str, ticket: TicketId) -> Decision | None:
        """What was decided on the topic that the sentence ``text`` of a reply on ``ticket`` speaks of.

        Topics that entries of the ticket stand behind come first; else one that was declined, where the customer's
        words hold its whole title. None where nothing is known, and where it was shipped: then it is no hope at all.
        """
        reader = self._store.read()
        entries = topics.of_ticket(reader, ticket)
        known = repo.known(reader, set(topics.topics_of(reader, entries).values())) if entries else []
        if not known and (said := repo.conversation(reader, ticket)):
            known = spoken_of(f"{said[0]}\n{text}", repo.declined(reader, practice=said[1]))
        found = chosen(text, known)
        if found is None or found.status is Status.SHIPPED:
            return None
        answer = _ANSWERS.get(found.status, Answer.OPEN)
        return Decision(
            topic=found.title,
            answer=answer,
            reason=found.reason if answer is not Answer.OPEN else "",
            owner=found.owner,
        )

    def _changed(self, id_: str, label: str, change: Callable[[Step], Step]) -> Receipt[Step | None]:
        def work(tx: Tx) -> tuple[Step, Step] | None:
            was = repo.step(tx, id_)
            if was is None:
                return None
            now = change(was)
            repo.put_step(tx, now)
            return was, now

        both = self._store.write(work, origin="advocacy.step")
        if both is None:
            return Receipt(value=None, label=label)
        was, now = both
        return Receipt(
            value=now,
            label=label,
            inverse=lambda: self._store.write(lambda tx: deeds.unchange(tx, was, now), origin="advocacy.undo"),
        )

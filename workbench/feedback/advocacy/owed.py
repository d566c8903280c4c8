"""Replies that are owed to customers: list them, draft them into their own conversations, or say why not."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.certainty.checked import repo as checked
from workbench.certainty.checked.model import Checked
from workbench.certainty.checked.model import Outcome as Found
from workbench.drafts import drafting
from workbench.drafts import repo as drafts
from workbench.feedback.advocacy import owed_repo
from workbench.feedback.advocacy.letters import letter, live_sentence
from workbench.feedback.advocacy.model import DraftAnswer, Drafted, LiveFirst, NoConversation, Over, Owed, OwedState
from workbench.helpdesk.port import OutKind
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TicketId, TopicId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import normalise, one_line
from workbench.store import Store, Tx

LIVE_RULE = "owed.live"
MOST = 500


class OwedService:
    """A reply leaves only when a person sends the draft; it counts as sent when it has been delivered."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def waiting(self, topics: Sequence[TopicId] | None = None, most: int = MOST) -> Sequence[Owed]:
        """Those that are owed or drafted, what was decided first first; of ``topics`` where given."""
        return owed_repo.waiting(self._store.read(), topics, most)

    def first(self, *, practice: bool) -> Owed | None:
        """What is owed longest; without ``practice`` none of the practice desk."""
        return next(iter(owed_repo.waiting(self._store.read(), None, 1, practice=practice)), None)

    def number(self, topics: Sequence[TopicId] | None = None) -> int:
        """How many are owed in all, or for ``topics``; `waiting` gives the first of them."""
        return owed_repo.number_waiting(self._store.read(), topics)

    def parts(self, topic: TopicId) -> Sequence[TopicId]:
        """A topic and all that was merged into it: what `of_topic` looks at."""
        return owed_repo.parts(self._store.read(), topic)

    def of_topic(self, topic: TopicId) -> Sequence[Owed]:
        """All of a topic with what was sent and skipped, the newest outcome first."""
        return owed_repo.of_topic(self._store.read(), topic)

    def of_customer(self, ticket: TicketId) -> Sequence[Owed]:
        """What the customer of a conversation is owed and was told before, the newest outcome first."""
        return owed_repo.of_customer(self._store.read(), ticket)

    def one(self, owed: str) -> Owed | None:
        """None where it is gone or was withdrawn."""
        return owed_repo.one(self._store.read(), owed)

    def live(self, owed: str, *, is_live: bool) -> Receipt[Owed | None]:
        """Note what somebody found who looked whether it is live for this customer. Not live: it stays owed."""
        at = self._clock.now() if is_live else None

        def work(tx: Tx) -> Owed | None:
            was = owed_repo.one(tx, owed)
            if was is not None:
                owed_repo.set_live(tx, owed, at)
            return was

        was = self._store.write(work, origin="owed.live")
        if was is None:
            return Receipt(value=None, label="Live")

        def back(tx: Tx) -> None:
            owed_repo.set_live(tx, owed, was.live_at)

        return Receipt(value=self.one(owed), label="Live", inverse=lambda: self._store.write(back, origin="owed.undo"))

    def draft(self, owed: str) -> DraftAnswer:
        """Put the letter into the draft of the customer's conversation, above what is written there; or say why not.

        What was looked at for something that was shipped is noted beside the draft, and leaves with it.
        """

        def work(tx: Tx) -> DraftAnswer:
            found = owed_repo.one(tx, owed)
            if found is None or found.state in {OwedState.SENT, OwedState.SKIPPED} or found.outgoing is not None:
                return Over()
            if found.ticket is None:
                return NoConversation(found)
            if found.asks_live:
                return LiveFirst(found)
            answer = self._put(tx, found, found.ticket)
            owed_repo.set_drafted(tx, owed)
            return answer

        return self._store.write(work, origin="owed.draft")

    def skip(self, owed: str, why: str) -> Receipt[bool]:
        """It will not be sent, and this is why; False where it is owed no more or is on its way.

        Raises UserError where no reason is given.
        """
        reason = one_line(normalise(why), 300)
        if not reason:
            raise UserError("It is not said why it is skipped.", "A few words are enough: “Told on the phone”.")
        at = self._clock.now()

        def work(tx: Tx) -> Owed | None:
            was = owed_repo.one(tx, owed)
            return was if was is not None and owed_repo.skip(tx, owed, reason, at) else None

        was = self._store.write(work, origin="owed.skip")
        if was is None:
            return Receipt(value=False, label="Skip reply")
        return Receipt(
            value=True,
            label="Skip reply",
            inverse=lambda: self._store.write(lambda tx: owed_repo.unskip(tx, was), origin="owed.undo"),
        )

    def _put(self, tx: Tx, found: Owed, ticket: TicketId) -> Drafted:
        text = letter(found)
        beside = drafts.load(tx, ticket, OutKind.REPLY) is not None
        put = drafting.above(tx, ticket, OutKind.REPLY, text, self._clock.now())
        if found.live_at is not None:
            note = Checked(
                id=new_id(), rule=LIVE_RULE, sentence=live_sentence(found), outcome=Found.IS, at=found.live_at
            )
            checked.put(tx, ticket, OutKind.REPLY, note)
        return Drafted(ticket, beside=beside and put, again=not put)

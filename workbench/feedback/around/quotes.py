"""Permission to quote: asked for, given or refused by a customer, each with its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbench.feedback.around import repo
from workbench.feedback.around.model import Permission, Quoting
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import VoiceId
from workbench.kernel.receipt import Receipt
from workbench.store import Row, Store, Tx


class QuoteService:
    """What a customer said of being quoted in public. Who was never asked may not be."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of(self, voice: VoiceId) -> Permission | None:
        """How it stands; None where nobody has asked and nothing was said."""
        return repo.permission(self._store.read(), voice)

    def listed(self) -> Sequence[Permission]:
        """Those that have not answered first, the longest waiting first; then the newest answer."""
        return repo.permissions(self._store.read())

    def asked(self, voice: VoiceId, on: date | None = None) -> Receipt[Permission]:
        """They were asked, ``on`` that day (today). An answer that they gave before does not hold any more."""
        return self._keep(voice, "Asked to quote", asked_on=on or self._today(), answer="", answered_on=None)

    def given(self, voice: VoiceId, on: date | None = None) -> Receipt[Permission]:
        """They may be quoted in public."""
        return self._answered(voice, Quoting.GIVEN, on, "May be quoted")

    def refused(self, voice: VoiceId, on: date | None = None) -> Receipt[Permission]:
        """They do not want to be quoted in public. It holds for everything they said."""
        return self._answered(voice, Quoting.REFUSED, on, "May not be quoted")

    def _answered(self, voice: VoiceId, answer: Quoting, on: date | None, label: str) -> Receipt[Permission]:
        known = self.of(voice)
        asked = known.asked_on if known else None
        return self._keep(voice, label, asked_on=asked, answer=answer.value, answered_on=on or self._today())

    def _keep(
        self, voice: VoiceId, label: str, *, asked_on: date | None, answer: str, answered_on: date | None
    ) -> Receipt[Permission]:
        row: Row = {
            "voice_id": voice, "asked_on": asked_on.isoformat() if asked_on else None, "answer": answer,
            "answered_on": answered_on.isoformat() if answered_on else None, "at": to_text(self._clock.now()),
        }  # fmt: skip

        def work(tx: Tx) -> tuple[Row | None, Permission]:
            if not repo.voice_there(tx, voice):
                raise UserError("This customer is no longer here.", "Nothing of theirs is kept that could be quoted.")
            was, now = repo.set_permission(tx, voice, row), repo.permission(tx, voice)
            assert now is not None
            return was, now

        was, now = self._store.write(work, origin="around.quote")
        return Receipt(
            value=now,
            label=label,
            inverse=lambda: self._store.write(
                lambda tx: repo.set_permission(tx, voice, was), origin="around.quote.undo"
            ),
        )

    def _today(self) -> date:
        return self._clock.now().astimezone().date()

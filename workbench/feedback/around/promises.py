"""Promises with what became of them, and surveys that open only on a promise with a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbench.feedback.around import deeds, repo
from workbench.feedback.around.model import NobodyStandsBehind, Promise, Survey
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TopicId, new_id
from workbench.kernel.receipt import Receipt
from workbench.store import Row, Store, Tx


class PromiseService:
    """What others have promised, kept or broken."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def promise(
        self, who: str, what: str, due_on: date | None = None, *, topic: TopicId | None = None,
        survey: str | None = None,
    ) -> Receipt[str]:  # fmt: skip
        """Note a promise; its id. Raises UserError where it is not said who or what."""
        row = {
            "id": new_id(),
            "who": deeds.needed(who, "It is not said who promised.", "Write the name; a promise needs one."),
            "what": deeds.needed(what, "It is not said what was promised.", "Write it in their words."),
            "due_on": due_on.isoformat() if due_on else None,
            "topic_id": topic,
            "survey_id": survey,
            "at": to_text(self._clock.now()),
        }
        return deeds.add(self._store, "commitment", row, "Note promise")

    def kept(self, promise: str) -> Receipt[bool]:
        """It was kept, as of today; whether it is here."""
        return self._settle(promise, kept=True, label="Promise kept")

    def broken(self, promise: str) -> Receipt[bool]:
        """It was broken, as of today; whether it is here."""
        return self._settle(promise, kept=False, label="Promise broken")

    def remove(self, promise: str) -> Receipt[bool]:
        """Take a promise away that was never made. Raises UserError where a survey was opened on it."""
        found = next((each for each in self.listed() if each.id == promise), None)
        opened = {each.id for each in self.surveys() if each.opened_at}
        if found is not None and found.survey in opened:
            raise UserError("A survey was opened on this promise.", "It stays; say whether it was kept or broken.")
        return deeds.remove(self._store, "commitment", promise, "Remove promise")

    def listed(self) -> Sequence[Promise]:
        """Open ones first, by their day; then what became of the others, the newest first."""
        return repo.promises(self._store.read())

    def draft_survey(self, question: str) -> Receipt[str]:
        """Keep a question that is not asked yet; the id of its survey. Raises UserError where it is empty."""
        words = deeds.needed(question, "The survey asks nothing.", "Write its question.")
        row = {"id": new_id(), "question": words, "at": to_text(self._clock.now())}
        return deeds.add(self._store, "survey", row, "Draft survey")

    def open_survey(self, survey: str) -> Receipt[Survey | NobodyStandsBehind]:
        """Open a survey; or say that nobody stands behind it. Raises UserError where it is gone."""
        found = self._survey(survey)
        if not found.stood_behind:
            return Receipt(value=NobodyStandsBehind(found), label="Open survey")
        values = {"opened_at": to_text(self._clock.now())}
        changed = deeds.change(self._store, "survey", survey, values, "Open survey")
        return Receipt(value=self._survey(survey), label="Open survey", inverse=changed.inverse)

    def close_survey(self, survey: str) -> Receipt[bool]:
        """Close a survey that is open; whether it was. What was promised for it stands on."""
        if self._survey(survey).opened_at is None:
            return Receipt(value=False, label="Close survey")
        values = {"closed_at": to_text(self._clock.now())}
        return deeds.change(self._store, "survey", survey, values, "Close survey")

    def count_answers(self, survey: str, answers: int) -> Receipt[bool]:
        """How many have answered so far, as a whole. Raises UserError where it was never opened, or for less than 0."""
        if answers < 0:
            raise UserError("So many answers cannot have come.", "Write how many came, as a whole.")
        if self._survey(survey).opened_at is None:
            raise UserError("This survey is not open yet.", "Open it first; then its answers are counted.")
        return deeds.change(self._store, "survey", survey, {"answers": answers}, "Count answers")

    def note_done(self, survey: str, what: str) -> Receipt[bool]:
        """What was done with the answers. Raises UserError where nothing is said, or it was never opened."""
        words = deeds.needed(what, "It is not said what was done with it.", "A sentence is enough, also for “nothing”.")
        if self._survey(survey).opened_at is None:
            raise UserError("This survey is not open yet.", "Open it first; then say what was done with it.")
        return deeds.change(self._store, "survey", survey, {"done_with": words}, "Note what was done")

    def remove_survey(self, survey: str) -> Receipt[bool]:
        """Take away a draft, with what was promised for it. Raises UserError where it was opened."""
        found = self._survey(survey)
        if found.opened_at is not None:
            raise UserError("This survey was opened.", "It stays, with what was promised for it; close it.")

        def work(tx: Tx) -> list[tuple[str, Row]]:
            gone = [("commitment", repo.take(tx, "commitment", each.id)) for each in found.promises]
            gone.append(("survey", repo.take(tx, "survey", survey)))
            return [(table, row) for table, row in gone if row is not None]

        gone = self._store.write(work, origin="around.survey")

        def back(tx: Tx) -> None:
            for table, row in gone:
                repo.add(tx, table, row)

        return Receipt(
            value=bool(gone),
            label="Remove survey",
            inverse=lambda: self._store.write(back, origin="around.survey") if gone else None,
        )

    def surveys(self) -> Sequence[Survey]:
        """All of them, the newest first, each with what was promised for it."""
        return repo.surveys(self._store.read())

    def _survey(self, survey: str) -> Survey:
        found = next((each for each in self.surveys() if each.id == survey), None)
        if found is None:
            raise UserError("This survey is no longer here.", "Draft it once more where it is needed.")
        return found

    def _settle(self, promise: str, *, kept: bool, label: str) -> Receipt[bool]:
        at = to_text(self._clock.now())
        values = {"kept_at": at if kept else None, "broken_at": None if kept else at}
        return deeds.change(self._store, "commitment", promise, values, label)

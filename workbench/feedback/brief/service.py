"""Make briefs and lists from frozen evidence, write on them, hand them on. Nothing here leaves by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from workbench.feedback import repo as entries_repo
from workbench.feedback.advocacy.model import Channel, Missing, Told
from workbench.feedback.brief import making, outputs, repo
from workbench.feedback.brief.gather import repo as gather
from workbench.feedback.brief.model import Ask, Brief, EditAnswer, Form, Gone, MakeAnswer, Names, Page, SentAlready
from workbench.feedback.brief.quotes import Hide
from workbench.feedback.model import Entry
from workbench.feedback.personal import hidden
from workbench.feedback.topics import repo as topics
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import BriefId, EntryId, TopicId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import normalise
from workbench.kernel.whole import whole_file
from workbench.store import Store, Tx

FORMATS = (".md", ".html")


class Trail(Protocol):
    """Where it is noted who got a brief, and how a topic stands."""

    def tell(
        self, topic: TopicId, told: str, how: Channel, *, role: str = "", brief: BriefId | None = None
    ) -> Receipt[Told | Missing]: ...

    @property
    def standings(self) -> making.Standings: ...


class BriefService:
    """Briefs on this machine."""

    def __init__(self, store: Store, clock: Clock, trail: Trail, hide: Hide = hidden) -> None:
        """``hide`` takes personal data out of words where customers are not named in full."""
        self._store = store
        self._clock = clock
        self._trail = trail
        self._hide = hide

    def make(
        self, topic: TopicId, *, ask: Ask | None = None, names: Names = Names.NONE, form: Form | None = None,
        until: datetime | None = None,
    ) -> Receipt[MakeAnswer]:  # fmt: skip
        """A brief of what ``topic`` counts as part of, from what was said up to ``until`` (now).

        ``form``: a brief or a resource brief; taken from the kind of the topic where it is None.
        """
        at = min(until or self._clock.now(), self._clock.now())
        reader = self._store.read()
        found = topics.one(reader, topics.root(reader, topic)) if topics.one(reader, topic) else None
        if found is None:
            return Receipt(value=Gone(), label="Brief")
        form = form or making.form_of(found.kind)
        page = making.topic_page(reader, found, at, form, ask or Ask(), names, self._hide)
        return self._keep(page, found.id, form, names, at, practice=found.practice)

    def listening(
        self, areas: Sequence[str] | None = None, names: Names = Names.NONE, *, practice: bool = False
    ) -> Receipt[MakeAnswer]:
        """Five recent verbatims for each of ``areas`` (of all): of the practice desk, or of all others; never both."""
        at = self._clock.now()
        page = making.listening_page(self._store.read(), areas, at, names, self._hide, practice=practice)
        return self._keep(page, None, Form.LISTENING, names, at, practice=practice)

    def meeting(self, area: str, names: Names = Names.NONE, *, practice: bool = False) -> Receipt[MakeAnswer]:
        """The pack for a meeting about ``area``, as `listening` either way. UserError where no topic is in it."""
        at, reader, area = self._clock.now(), self._store.read(), area.strip()
        if not area or not gather.roots_in(reader, area, practice=practice):
            known = ", ".join(gather.areas(reader, practice=practice)) or "none yet"
            title = f"No topic is in the area “{area}”." if area else "It is not said which area the meeting is about."
            raise UserError(title, f"Areas: {known}.")
        page = making.meeting_page(reader, area, at, names, self._hide, self._trail.standings, practice=practice)
        return self._keep(page, None, Form.MEETING, names, at, practice=practice)

    def areas(self, *, practice: bool = False) -> Sequence[str]:
        """Areas that topics are in, by name: of the practice desk, or all others."""
        return gather.areas(self._store.read(), practice=practice)

    def desks(self) -> tuple[bool, bool]:
        """Whether the practice desk has anything to hand on, and whether anything else does."""
        return gather.desks(self._store.read())

    def edit(self, brief: BriefId, markdown: str) -> Receipt[EditAnswer]:
        """Other words for a brief that nobody got yet; its evidence stays."""
        text = normalise(markdown).rstrip() + "\n"

        def work(tx: Tx) -> tuple[EditAnswer, str]:
            found = repo.one(tx, brief)
            if found is None:
                return Gone(), ""
            if found.sent_to and text != found.markdown:
                return SentAlready(found), ""
            new = replace(found, markdown=text, sha256=sha256_of(found.entries, text))
            repo.write(tx, brief, new.markdown, new.sha256)
            return new, found.markdown

        answer, before = self._store.write(work, origin="brief.edit")
        back = (lambda: self.edit(brief, before)) if isinstance(answer, Brief) else None
        return Receipt(value=answer, label="Write on brief", inverse=back)

    def remove(self, brief: BriefId) -> Receipt[EditAnswer]:
        """Take away a brief that nobody got."""

        def work(tx: Tx) -> EditAnswer:
            found = repo.one(tx, brief)
            if found is None:
                return Gone()
            if found.sent_to:
                return SentAlready(found)
            repo.drop(tx, found)
            return found

        answer = self._store.write(work, origin="brief.remove")
        back = (lambda: self._add(answer)) if isinstance(answer, Brief) else None
        return Receipt(value=answer, label="Remove brief", inverse=back)

    def sent(self, brief: BriefId, told: str, role: str = "") -> Receipt[Told | Missing | Gone]:
        """Note on the trail of its topic that somebody got the brief. Raises UserError where it has no topic."""
        found = self.one(brief)
        if found is None:
            return Receipt(value=Gone(), label="Sent brief")
        if found.topic is None:
            raise UserError("This page belongs to no topic.", "Note who got it on the topics that it is about.")
        receipt = self._trail.tell(found.topic, told, Channel.BRIEF, role=role, brief=brief)
        return Receipt(value=receipt.value, label="Sent brief", inverse=receipt.inverse)

    def one(self, brief: BriefId) -> Brief | None:
        return repo.one(self._store.read(), brief)

    def of_topic(self, topic: TopicId) -> Sequence[Brief]:
        """Briefs of a topic and of what was merged into it, the newest first."""
        return repo.of_topic(self._store.read(), topic)

    def lists(self, limit: int = 100, *, practice: bool = False) -> Sequence[Brief]:
        """Listening lists and meeting packs, the newest first: of the practice desk, or all others."""
        return repo.lists(self._store.read(), limit, practice=practice)

    def behind(self, brief: Brief, number: str) -> Sequence[Entry]:
        """The entries from which a number of a brief was counted, those that are here, the newest first."""
        found = brief.number(number)
        return [] if found is None else entries_repo.in_order(self._store.read(), found.entries)

    def text(self, brief: Brief, ending: str) -> str:
        """The brief as a file that ends in ``ending``. Raises UserError for another than .md and .html."""
        makers = {".md": outputs.to_markdown, ".html": outputs.to_html}
        maker = makers.get(ending.lower())
        if maker is None:
            raise UserError(f"“{ending}” is neither .md nor .html.", "Choose a name with one of these endings.")
        return maker(brief, self.tickets(brief))

    def tickets(self, brief: Brief) -> outputs.Tickets:
        """Numbers of the tickets of its entries."""
        return repo.tickets(self._store.read(), brief.entries)

    def save(self, brief: Brief, file: Path, ending: str = "") -> None:
        """Write it to ``file``, whole or not at all; as its name ends, or as ``ending`` says.

        Raises UserError where it cannot be written.
        """
        text = self.text(brief, ending or file.suffix)
        whole_file(file, lambda out: out.write(text.encode()))

    def _keep(
        self, page: Page, topic: TopicId | None, form: Form, names: Names, at: datetime, *, practice: bool
    ) -> Receipt[MakeAnswer]:
        brief = Brief(
            id=BriefId(new_id()), topic=topic, form=form, names=names, title=page.title, markdown=page.markdown,
            entries=tuple(page.entries), sha256=sha256_of(page.entries, page.markdown), made_at=at,
            numbers=page.numbers, practice=practice,
        )  # fmt: skip
        self._add(brief)
        return Receipt(value=brief, label="Make brief", inverse=lambda: self._unmake(brief.id))

    def _add(self, brief: Brief) -> None:
        self._store.write(lambda tx: repo.add(tx, brief), origin="brief.make")

    def _unmake(self, brief: BriefId) -> None:
        if isinstance(self.remove(brief).value, SentAlready):
            raise UserError("Somebody has this brief by now.", "It stays, so that what they hold can be looked up.")


def sha256_of(entries: Sequence[EntryId], markdown: str) -> str:
    """What tells a brief from any other: over its entries, a line each, an empty line, and its Markdown (UTF-8)."""
    return hashlib.sha256(("\n".join(entries) + "\n\n" + markdown).encode()).hexdigest()

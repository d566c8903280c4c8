"""Joins the parts of the core. Nothing else knows them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from workbench.attachments.files import Files
from workbench.attachments.service import AttachmentService
from workbench.certainty import Checker, Finding
from workbench.certainty.asked.service import AskService
from workbench.certainty.checked.service import CheckedService
from workbench.certainty.decisions import Decisions, decided
from workbench.certainty.facts import People, Stated, expired, merged, misspelt
from workbench.certainty.service import CertaintyService
from workbench.drafts.service import DraftService
from workbench.feedback.rooms import FeedbackRooms, feedback_rooms
from workbench.feedback.service import FeedbackService
from workbench.follow_ups.service import FollowUpService
from workbench.helpdesk.port import Author, OutKind
from workbench.helpdesk.registry import Desks, InstalledDesks
from workbench.helpdesk.service import AccountService
from workbench.kernel.changes import Changes
from workbench.kernel.clock import Clock, SystemClock
from workbench.kernel.errors import InUse
from workbench.kernel.ids import AccountId, TicketId
from workbench.kernel.text import fold
from workbench.library.editing.service import EditingService
from workbench.library.facts.service import FactService
from workbench.library.importing.service import ImportService
from workbench.library.inserted.service import InsertionService
from workbench.library.model import ReplyContext
from workbench.library.products import products_of
from workbench.library.reports import ReportService
from workbench.library.service import LibraryService
from workbench.library.variants import in_tone
from workbench.library.words import parts_of_name
from workbench.outbox.service import OutboxService
from workbench.packs.model import Fault
from workbench.paths import private_folder, resources
from workbench.secrets.port import SecretStore
from workbench.settings.service import SettingsService
from workbench.store import Store, backup
from workbench.store.connect import told_plainly
from workbench.store.health import FILE, Rescue, prepare
from workbench.sync.service import SyncService
from workbench.tickets.model import Conversation
from workbench.tickets.service import TicketService
from workbench.tickets.unsent.service import UnsentService

_JUST_NOW = timedelta(minutes=10)  # a file that came in since may be about to be attached elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """The parts of an open data folder. ``rescue`` tells of a damaged store that was restored."""

    home: Path
    clock: Clock
    changes: Changes
    store: Store
    settings: SettingsService
    accounts: AccountService
    tickets: TicketService
    unsent: UnsentService
    drafts: DraftService
    attachments: AttachmentService
    library: LibraryService
    editing: EditingService
    facts: FactService
    insertions: InsertionService
    reports: ReportService
    imports: ImportService
    outbox: OutboxService
    sync: SyncService
    feedback: FeedbackService
    product: FeedbackRooms
    certainty: CertaintyService
    asks: AskService
    decisions: Decisions
    checked: CheckedService
    follow_ups: FollowUpService
    rescue: Rescue | None
    lock: FileLock

    def checker(self, language: str) -> Checker | None:
        """The certainty checker of ``language`` with the rules of this house, or None where there are none for it."""
        return self.certainty.checker(language or "en")

    def knowing(
        self, ticket: TicketId, kind: OutKind, people: People, reply: str, findings: Sequence[Finding]
    ) -> tuple[Finding, ...]:
        """``findings`` of the checker in a draft, with what is known beside its words: decisions, facts and names.

        May be called on any thread. Raises StoreFault.
        """
        heard = decided(reply, findings, ticket, self.decisions)
        old = expired(reply, self._stated(ticket, kind), self.clock.now().date())
        return merged(heard, old, misspelt(reply, people))

    def _stated(self, ticket: TicketId, kind: OutKind) -> list[Stated]:
        """The facts that snippets have put into a draft, each as it was stated and as it is by now."""
        places = [
            (each.text, gap)
            for each in self.insertions.of_draft(ticket, kind)
            for gap in each.gaps
            if gap.name.startswith("fact.")
        ]
        facts = self.facts.by_name() if places else {}
        known = ((text, gap.span, facts.get(gap.name.removeprefix("fact."))) for text, gap in places)
        return [
            Stated(
                label=f"“{fact.label}”" if fact.label else fact.name,
                value=text[at.start : at.end],
                now=fact.value,
                valid_until=fact.valid_until,
                before=text[: at.start],
                after=text[at.end :],
            )
            for text, at, fact in known
            if fact is not None
        ]

    def install_starter_pack(self) -> Sequence[Fault]:
        """Install the snippets that come with the program, through the door that every pack uses."""
        return self.library.install(resources() / "packs" / "starter")

    def remove_account(self, account: AccountId) -> None:
        """Take an account away with all of it; what is under way for it ends. Raises KeyringFault, StoreFault."""
        self.sync.forget(account)
        self.accounts.remove(account)
        self.attachments.sweep(_JUST_NOW)

    def back_up_if_due(self) -> None:
        """Write the day's backup when it is time, and let go of files that nothing needs.

        Raises DiskFull or StoreFault.
        """
        now = self.clock.now()
        if backup.due(self.home, now):
            self.store.maintain(lambda database: backup.make(database, self.home, now))
            self.attachments.sweep()

    def close(self) -> None:
        """Finish what is queued and let the data folder go."""
        self.sync.close()
        self.product.close()
        self.store.close()
        self.lock.release()


def open_workbench(
    home: Path, *, secrets: SecretStore, clock: Clock | None = None, desks: Desks | None = None
) -> Workbench:
    """Open the data folder ``home``, which is made if need be.

    Raises InUse where another program works on it, NewerStore, DiskFull or StoreFault.
    """
    clock = clock or SystemClock()
    lock = _lock(home)
    try:
        rescue = prepare(home, clock)
        changes = Changes()
        store = Store(home / FILE, changes)
    except BaseException:
        lock.release()
        raise
    accounts = AccountService(store, clock, secrets, desks or _installed(home, clock))
    files = Files(home / "files")
    outbox, insertions = OutboxService(store, clock, files), InsertionService(store, clock)
    product = feedback_rooms(store, clock, changes, secrets)
    return Workbench(
        home=home,
        clock=clock,
        changes=changes,
        store=store,
        settings=SettingsService(store),
        accounts=accounts,
        tickets=TicketService(store, clock),
        unsent=UnsentService(store, clock),
        drafts=DraftService(store, clock),
        attachments=AttachmentService(store, files),
        library=LibraryService(store, clock, files, changes),
        editing=EditingService(store, clock, files),
        facts=FactService(store, clock),
        insertions=insertions,
        reports=ReportService(store, clock, insertions),
        imports=ImportService(store, clock, files),
        outbox=outbox,
        sync=SyncService(store, clock, accounts, outbox, changes),
        feedback=FeedbackService(store, clock),
        product=product,
        certainty=CertaintyService(store, clock, changes, home / "rules"),
        asks=AskService(store, clock),
        decisions=product.advocacy.decided,
        checked=CheckedService(store, clock),
        follow_ups=FollowUpService(store, clock),
        rescue=rescue,
        lock=lock,
    )


def _installed(home: Path, clock: Clock) -> Desks:
    return InstalledDesks(practice_source=resources() / "practice", practice_home=home / "practice", clock=clock)


def people_of(conversation: Conversation) -> People:
    """Who is in ``conversation``, for the checker of names."""
    customer, messages = conversation.customer, conversation.messages
    name = customer.name if customer else ""
    others = {message.author_name for message in messages} - {name, ""}
    theirs = "\n\n".join(message.text for message in messages if message.author is Author.CUSTOMER)
    return People(customer=name, others=(*sorted(others), conversation.agent_name), theirs=theirs)


def reply_context(conversation: Conversation, today: str = "", tone: str = "") -> ReplyContext:
    """What the placeholders of a reply on ``conversation`` stand for. What is not known is left out.

    ``today``: the day as it is written in the language of the conversation. Its product is what a tag says it is; an
    inbox or a queue may be named after one too. ``tone``: the one that is usual here.
    """
    customer = conversation.customer
    first, last = parts_of_name(customer.name) if customer else ("", "")
    own_first, own_last = parts_of_name(conversation.agent_name)
    values = {
        "customer.first_name": first,
        "customer.last_name": last,
        "customer.full_name": customer.name.strip() if customer else "",
        "customer.email": customer.email if customer else "",
        "customer.company": customer.company if customer else "",
        "ticket.number": conversation.number,
        "ticket.subject": conversation.subject,
        "ticket.status": conversation.status,
        "agent.first_name": own_first,
        "agent.last_name": own_last,
        "agent.full_name": conversation.agent_name.strip(),
        "agent.email": conversation.agent_email,
        "inbox.name": conversation.account_name,
        "date.today": today,
    }
    known = {name: str(value) for name, value in values.items() if value}
    theirs = [message.text for message in conversation.messages if message.author is Author.CUSTOMER]
    asked = f"{conversation.subject}\n{theirs[-1] if theirs else ''}"
    return ReplyContext(
        values=known,
        language=conversation.language,
        channel=conversation.channel,
        tone=in_tone(tone),
        tags=conversation.tags,
        products=(*products_of(conversation.tags), fold(conversation.account_name), *map(fold, conversation.tags)),
        asked=asked,
    )


def _lock(home: Path) -> FileLock:
    """The data folder, for us alone. Raises InUse, and StoreFault where it cannot be written to."""
    with told_plainly():
        lock = FileLock(private_folder(home) / "workbench.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise InUse(
                "Support Workbench is already open on this data folder.",
                "Use the window that is open, or choose another folder with --data-dir.",
            ) from error
    return lock

"""A topic as an issue where product works: what would leave is shown, a person queues it, and its state comes back.

Nothing here sends by itself, and nothing here sets where a topic stands: a closed issue offers "shipped?", no more.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from workbench.feedback.topics.model import Evidence, Topic
from workbench.feedback.topics.service import TopicService
from workbench.feedback.trackers import compose, repo
from workbench.feedback.trackers.accounts import TrackerAccounts
from workbench.feedback.trackers.caps import CAPS
from workbench.feedback.trackers.marks import marked, marker
from workbench.feedback.trackers.model import (
    AlreadyLinked,
    Carried,
    Form,
    Issue,
    LinkAnswer,
    LinkedIssue,
    Names,
    NotAnIssue,
    NothingNew,
    NoTopic,
    OnItsWay,
    PracticeStays,
    Preview,
    PreviewAnswer,
    Push,
    QueueAnswer,
    Queued,
    TrackerAccount,
)
from workbench.feedback.trackers.offers import Seen, key
from workbench.feedback.trackers.places import looks_like, remote_of, url_of
from workbench.feedback.trackers.queue import issue_row
from workbench.feedback.trackers.states import State
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, IssueId, PushId, TopicId, TrackerId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import normalise, one_line
from workbench.settings.guest import host_only
from workbench.store import Store, Tx

_EVERY = 5000  # entries behind a topic


class TrackerService:
    """Topics and their issues. Whoever works here may do all of it."""

    def __init__(self, store: Store, clock: Clock, topics: TopicService, accounts: TrackerAccounts) -> None:
        self._store = store
        self._clock = clock
        self._topics = topics
        self._accounts = accounts

    def preview(
        self, topic: TopicId, tracker: TrackerId, names: Names = Names.NONE, chosen: Sequence[EntryId] | None = None
    ) -> PreviewAnswer:
        """The exact text of a new issue; nothing is kept or sent by it. ``chosen``: whose words to quote.

        Raises UserError where the text is longer than the tracker takes.
        """
        account, found = self._accounts.one(tracker), self._topics.one(self._topics.root(topic))
        if account is None or found is None:
            return NoTopic()
        if found.practice:
            return PracticeStays()
        now = self._clock.now()
        behind = self._topics.evidence(found.id, _EVERY)
        material = compose.Material(
            topic=found,
            weight=self._topics.weight(found.id, now),
            behind=behind,
            names=names,
            markup=CAPS[account.kind].markup,
            chosen=self._quotable(account, behind, chosen),
        )
        counted = tuple(each.entry.id for each in behind)
        return self._preview(account, found, None, names, compose.issue(material), counted)

    def preview_comment(
        self, issue: IssueId, names: Names = Names.NONE, chosen: Sequence[EntryId] | None = None
    ) -> PreviewAnswer:
        """The exact text of a comment with the customers that were not told of on ``issue`` yet."""
        linked = repo.issue(self._store.read(), issue)
        account = self._accounts.one(linked.tracker) if linked and linked.tracker else None
        found = self._topics.one(self._topics.root(linked.topic)) if linked else None
        if linked is None or account is None or found is None:
            return NoTopic()
        told, since = repo.told(self._store.read(), issue)
        fresh = [each for each in self._topics.evidence(found.id, _EVERY) if each.entry.id not in told]
        if not any(not each.by_agent for each in fresh):
            return NothingNew()
        now = self._clock.now()
        counted = tuple(each.entry.id for each in fresh)
        material = compose.Material(
            topic=found,
            weight=self._topics.weight(found.id, now),
            behind=fresh,
            names=names,
            markup=CAPS[account.kind].markup,
            chosen=self._quotable(account, fresh, chosen),
            fresh=self._topics.weight_of(counted, now),
            since=since,
        )
        return self._preview(account, found, issue, names, compose.comment(material), counted)

    def queue(self, preview: Preview) -> Receipt[QueueAnswer]:
        """Let what was seen go out, as it was seen; a person's words may have been changed in it before.

        It waits on this machine until the tracker can be reached. Undo takes it back as long as it has not left.
        Raises UserError on a guest day: the host pushes.
        """
        host_only(self._store.read())
        account = self._accounts.one(preview.tracker)
        if account is None:
            return Receipt(value=NoTopic(), label="Push topic")
        row = self._row(preview, account)

        def work(tx: Tx) -> QueueAnswer:
            practice = repo.is_practice(tx, preview.topic)
            if practice is None or (preview.issue and repo.issue(tx, preview.issue) is None):
                return NoTopic()
            if practice:
                return PracticeStays()
            there = repo.push(tx, preview.id)
            waiting = there.id if there else None
            if waiting is None and preview.issue is None:
                waiting = repo.on_its_way(tx, preview.topic, preview.tracker)
            if waiting is not None:
                return OnItsWay(waiting)
            repo.add_push(tx, row)
            return Queued(preview.id)

        answer = self._store.write(work, origin="trackers.queue")
        back = (lambda: self.withdraw(preview.id)) if isinstance(answer, Queued) else None
        return Receipt(value=answer, label="Push topic", inverse=back)

    def withdraw(self, push: PushId) -> bool:
        """Take it back; False where it has left already."""
        return self._store.write(lambda tx: repo.move(tx, push, State.WITHDRAWN), origin="trackers.withdraw")

    def retry(self, push: PushId) -> bool:
        """Let one that failed or asks for a look go out again; it is looked for there first. False: it may not.

        Raises UserError on a guest day.
        """
        host_only(self._store.read())
        at = to_text(self._clock.now())

        def work(tx: Tx) -> bool:
            found = repo.push(tx, push)
            if found is None or found.tracker is None or found.state not in {State.FAILED, State.ASK, State.QUEUED}:
                return False
            return repo.move(tx, push, State.QUEUED, not_before=at, reason="")

        return self._store.write(work, origin="trackers.queue")

    def it_arrived(self, push: PushId) -> bool:
        """A person has looked and found that it is there. False: that is no question any more."""
        at = to_text(self._clock.now())

        def work(tx: Tx) -> bool:
            found = repo.push(tx, push)
            asked = found is not None and found.state is State.ASK
            return asked and repo.move(tx, push, State.MADE, made_at=at, reason="")

        return self._store.write(work, origin="trackers.arrived")

    def link(self, topic: TopicId, url: str) -> Receipt[LinkAnswer]:
        """Say that a topic is the issue at ``url``; works without a network, its state is read with the next round."""
        label = "Link issue"
        trackers = self._accounts.all()
        found = next(((t, remote) for t in trackers if (remote := remote_of(t.kind, t.address, url))), None)
        if found is None:
            return Receipt(value=NotAnIssue(_not_an_issue(trackers)), label=label)
        account, remote = found
        address = url_of(account.kind, account.address, remote)
        issue = IssueId(new_id())
        root = self._topics.root(topic)

        def work(tx: Tx) -> LinkAnswer:
            practice = repo.is_practice(tx, root)
            if practice is None:
                return NoTopic()
            if practice:
                return PracticeStays()
            if known := repo.issue_at(tx, root, address):
                return AlreadyLinked(known)
            repo.add_issue(tx, issue_row(issue, root, account.id, remote, address, "", self._clock.now()))
            return LinkedIssue(issue)

        answer = self._store.write(work, origin="trackers.link")
        back = (lambda: self.unlink(issue)) if isinstance(answer, LinkedIssue) else None
        return Receipt(value=answer, label=label, inverse=back)

    def unlink(self, issue: IssueId) -> Receipt[bool]:
        """Let a topic not be that issue any more; the issue itself stays as it is. Whether it was."""
        row = self._store.write(lambda tx: repo.drop_issue(tx, issue), origin="trackers.unlink")
        if row is None:
            return Receipt(value=False, label="Unlink issue")
        back = lambda: self._store.write(lambda tx: repo.add_issue(tx, row), origin="trackers.link")  # noqa: E731
        return Receipt(value=True, label="Unlink issue", inverse=back)

    def decline(self, issue: IssueId) -> Receipt[bool]:
        """Put what an issue suggests aside until the issue changes. Whether it suggested something."""
        found = repo.issue(self._store.read(), issue)
        if found is None or found.offer is None:
            return Receipt(value=False, label="Leave it")
        seen = Seen(state=found.state, reason=found.reason, category=found.category, labels=found.labels)
        aside = key(seen, found.offer.status)
        before = self._store.write(lambda tx: repo.decline_offer(tx, issue, aside), origin="trackers.decline")
        back = lambda: self._store.write(  # noqa: E731
            lambda tx: repo.decline_offer(tx, issue, before), origin="trackers.decline"
        )
        return Receipt(value=True, label="Leave it", inverse=back)

    def issues(self, topic: TopicId) -> Sequence[Issue]:
        """The issues of a topic and of what was merged into it, each with what it suggests."""
        return repo.issues(self._store.read(), self._topics.root(topic))

    def pushes(self, topic: TopicId) -> Sequence[Push]:
        """What was or is to be pushed of it, the newest first."""
        return repo.pushes(self._store.read(), self._topics.root(topic))

    def one(self, push: PushId) -> Push | None:
        """A push as it stands."""
        return repo.push(self._store.read(), push)

    def unsettled(self) -> Sequence[Push]:
        """What waits, failed or asks for a look, of all topics, the oldest first."""
        return repo.unsettled(self._store.read())

    def carrying(self, entries: Sequence[EntryId]) -> Sequence[Carried]:
        """The pushes that carry words of ``entries``: what left cannot be called back, but it can be named."""
        return repo.carrying(self._store.read(), entries)

    def forget(self, entries: Sequence[EntryId]) -> Sequence[Carried]:
        """Take back what did not leave yet and blank the text of every push with words of ``entries``; all of them.

        For erasing a customer. The issues themselves have to be edited where they are.
        """

        def work(tx: Tx) -> Sequence[Carried]:
            found = repo.carrying(tx, entries)
            for each in found:
                repo.blank(tx, each.push)
            return found

        return self._store.write(work, origin="trackers.forget")

    def _quotable(
        self, account: TrackerAccount, behind: Sequence[Evidence], chosen: Sequence[EntryId] | None
    ) -> Sequence[EntryId] | None:
        """Whose words to quote; where anybody can read it, of itself only those who may be quoted in public."""
        if chosen is not None or not account.open_to_all:
            return chosen
        may = repo.public(self._store.read(), [each.entry.id for each in behind])
        return compose.newest_of_each([each for each in behind if each.entry.id in may])

    def _preview(
        self,
        account: TrackerAccount,
        topic: Topic,
        issue: IssueId | None,
        names: Names,
        text: compose.Text,
        counted: tuple[EntryId, ...],
    ) -> Preview:
        caps = CAPS[account.kind]
        push = PushId(new_id())
        body = marked(text.body, push, caps.markup)
        if len(body) > caps.longest_body:
            raise UserError(
                f"This is longer than {account.name} takes.", "Quote fewer customers, or shorten the problem."
            )
        return Preview(
            id=push,
            topic=topic.id,
            tracker=account.id,
            issue=issue,
            title="" if issue else one_line(topic.title, caps.longest_title),
            body=body,
            names=names,
            counted=counted,
            quoted=text.quoted,
            warnings=self._warnings(account, topic, issue, names, text),
        )

    def _warnings(
        self, account: TrackerAccount, topic: Topic, issue: IssueId | None, names: Names, text: compose.Text
    ) -> tuple[str, ...]:
        there = next((each.url for each in self.issues(topic.id) if each.tracker == account.id), "")
        whose = "customers’ words" if names is Names.NONE else "customers’ names and words"
        found = {
            f"Anybody can read {account.project}, and the {whose} with it.": account.open_to_all and bool(text.quoted),
            f"Anybody can read {account.project}, so only customers who allow it are quoted. None has yet.": (
                account.open_to_all and not text.quoted
            ),
            f"It names customers to everybody who can read {account.project}.": names is not Names.NONE,
            f"This topic is an issue there already: {there}. A comment would tell what is new.": there and not issue,
            "The problem is not written down yet.": not issue and not topic.problem.strip(),
        }
        return tuple(words for words, holds in found.items() if holds)

    def _row(self, preview: Preview, account: TrackerAccount) -> dict[str, object]:
        at, caps = to_text(self._clock.now()), CAPS[account.kind]
        body = normalise(preview.body).strip()
        body = body if marker(preview.id) in body else marked(body, preview.id, caps.markup)
        title = "" if preview.issue else one_line(normalise(preview.title), caps.longest_title)
        if len(body) > caps.longest_body or not (title or preview.issue):
            raise UserError("This cannot become an issue.", "It needs a title, and a text that is not too long.")
        return {
            "id": preview.id,
            "topic_id": preview.topic,
            "tracker_id": account.id,
            "tracker_name": account.name,
            "form": Form.COMMENT if preview.issue else Form.ISSUE,
            "issue_id": preview.issue,
            "title": title,
            "body": body,
            "names": preview.names,
            "counted": json.dumps(preview.counted),
            "quoted": json.dumps(preview.quoted),
            "state": State.QUEUED,
            "queued_at": at,
            "not_before": at,
        }


def _not_an_issue(trackers: Sequence[TrackerAccount]) -> str:
    if not trackers:
        return "No tracker is set up yet. Set one up in Settings."
    return f"An issue's address looks like {looks_like(trackers[0].kind, trackers[0].address)}."

"""What every tracker's adapter keeps to. Inherit `TrackerContract` as ``Test…`` and say how it is made.

All of it goes over real sockets: to a server that answers as the vendor's does, or through a proxy that breaks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import stamina

from tests.fakes.trackers import Asked, FakeTracker, Reply
from tests.servers.fault_proxy import FaultProxy
from workbench.feedback.trackers.offers import Seen, offer
from workbench.feedback.trackers.port import Ambiguous, IssueState, Made, Refused, Rejected, Tracker
from workbench.kernel.errors import AuthFailed, Busy, Offline, ServerFault, UserError, WorkbenchError
from workbench.secrets.port import Secret

MARK = "support-workbench:0192-mark"
BODY = f"Ümlauts, “quotes”\n\n> a line\n\n<!-- {MARK} -->"
SHORT = timedelta(seconds=2)


class TrackerContract:
    """``server``: a fake of the vendor; ``connect``: an adapter for it, reached at ``url``."""

    @pytest.fixture(autouse=True)
    def at_once(self) -> Iterator[None]:
        with stamina.set_testing(True, attempts=2):
            yield

    @pytest.fixture
    def server(self) -> Iterator[FakeTracker]:
        server = self.make_server()
        yield server
        server.close()

    @pytest.fixture
    def tracker(self, server: FakeTracker) -> Iterator[Tracker]:
        tracker = self.connect(server.url)
        yield tracker
        tracker.close()

    def make_server(self) -> FakeTracker:
        raise NotImplementedError

    def connect(self, url: str, *, project: str = "", token: str = "") -> Tracker:
        raise NotImplementedError

    def missing_project(self) -> str:
        raise NotImplementedError

    @contextmanager
    def through(self, server: FakeTracker, mode: str) -> Iterator[tuple[Tracker, FaultProxy]]:
        with FaultProxy(server.port, mode=mode, delay=0.3) as proxy:
            proxy.hurts = lambda request: request.startswith(b"POST")
            tracker = self.connect(proxy.url)
            yield tracker, proxy
            tracker.close()

    def remote(self, server: FakeTracker, number: int) -> str:
        return f"{server.project}#{number}"

    def test_it_tells_who_we_are(self, server: FakeTracker, tracker: Tracker) -> None:
        signed = tracker.sign_in()
        assert "robin" in signed.me.lower()
        assert signed.project == server.project

    def test_a_wrong_token_is_said_and_not_shown(self, server: FakeTracker) -> None:
        tracker = self.connect(server.url, token="another-token-9876543210")
        with pytest.raises(AuthFailed) as caught:
            tracker.sign_in()
        assert "another-token" not in str(caught.value)
        tracker.close()

    def test_a_project_that_is_not_there(self, server: FakeTracker) -> None:
        tracker = self.connect(server.url, project=self.missing_project())
        with pytest.raises(UserError):
            tracker.sign_in()
        tracker.close()

    def test_no_project_is_no_name_of_one(self, server: FakeTracker) -> None:
        with pytest.raises(UserError):
            self.connect(server.url, project="no project at all?x=1")

    def test_an_issue_is_stored_as_it_was_given(self, server: FakeTracker, tracker: Tracker) -> None:
        outcome = tracker.make("Title, “as it is”", BODY)
        assert outcome == Made(self.remote(server, 1))
        assert (server.issues[0].title, server.issues[0].body) == ("Title, “as it is”", BODY)

    def test_what_was_made_is_found_after_the_edge(self, server: FakeTracker, tracker: Tracker) -> None:
        server.add("older", f"an older one {MARK}")
        edge = tracker.edge()
        assert edge == "1"
        assert tracker.find(MARK, edge) is None
        made = tracker.make("t", BODY)
        assert isinstance(made, Made)
        assert tracker.find(MARK, edge) == made.remote
        assert tracker.find("support-workbench:another", edge) is None

    def test_an_empty_project_has_an_edge_too(self, server: FakeTracker, tracker: Tracker) -> None:
        edge = tracker.edge()
        tracker.make("t", BODY)
        assert tracker.find(MARK, edge) == self.remote(server, 1)

    def test_it_is_found_under_very_many_newer_ones(self, server: FakeTracker, tracker: Tracker) -> None:
        edge = tracker.edge()
        tracker.make("t", BODY)
        for number in range(230):
            server.add(f"another {number}", "")
        assert tracker.find(MARK, edge) == self.remote(server, 1)

    def test_of_two_the_first_is_ours(self, server: FakeTracker, tracker: Tracker) -> None:
        edge = tracker.edge()
        server.add("ours", BODY)
        server.add("somebody's copy", BODY)
        assert tracker.find(MARK, edge) == self.remote(server, 1)

    @pytest.mark.parametrize("mode", ["lost", "s500", "half", "late"])
    def test_a_lost_answer_is_not_known_and_found(self, server: FakeTracker, mode: str) -> None:
        with self.through(server, mode) as (tracker, proxy):
            edge = tracker.edge()
            assert isinstance(tracker.make("t", BODY), Ambiguous)
            assert proxy.count[mode] == 1, "a change is never sent a second time by itself"
            assert len(server.issues) == 1
            assert tracker.find(MARK, edge) == self.remote(server, 1)

    @pytest.mark.parametrize("mode", ["cut", "html"])
    def test_what_never_arrived_is_not_found(self, server: FakeTracker, mode: str) -> None:
        with self.through(server, mode) as (tracker, _):
            edge = tracker.edge()
            assert isinstance(tracker.make("t", BODY), Ambiguous)
            assert server.issues == []
            assert tracker.find(MARK, edge) is None

    def test_too_much_at_once_waits_as_long_as_asked(self, server: FakeTracker) -> None:
        with self.through(server, "s429") as (tracker, _):
            assert tracker.make("t", BODY) == Refused(reason="127.0.0.1 is busy.", retry_after=timedelta(seconds=1))
        assert server.issues == []

    def test_a_server_that_is_not_there_has_not_got_it(self, server: FakeTracker) -> None:
        with FaultProxy(server.port) as proxy:
            tracker = self.connect(proxy.url)
            proxy.unplug()
            assert isinstance(tracker.make("t", BODY), Refused)
            with pytest.raises(Offline):
                tracker.find(MARK, "0")
            tracker.close()

    def test_nothing_follows_to_another_host(self, server: FakeTracker, tracker: Tracker) -> None:
        with FaultProxy(server.port) as elsewhere:
            for status in (301, 302, 307, 308):
                moved = Reply(status, {}, {"Location": f"http://localhost:{elsewhere.port}/x"})
                server.plan.append(moved)
                assert isinstance(tracker.make("t", BODY), Rejected)
                server.plan.append(moved)
                with pytest.raises(WorkbenchError):
                    tracker.sign_in()
            assert elsewhere.requests == []

    def test_what_is_not_taken_comes_with_its_reason(self, server: FakeTracker, tracker: Tracker) -> None:
        outcome = tracker.make("x" * 300 if server.project != "acme/shop" else "", BODY)
        assert isinstance(outcome, Rejected)
        assert any(word in outcome.reason.lower() for word in ("title", "summary"))
        assert "http" not in outcome.reason

    def test_no_right_to_write_is_no_reason_to_try_again(self, server: FakeTracker, tracker: Tracker) -> None:
        server.plan.append(Reply(403, {"message": "Resource not accessible by personal access token"}))
        outcome = tracker.make("t", BODY)
        assert isinstance(outcome, Rejected)
        assert "Resource not accessible" in outcome.reason

    def test_a_limit_told_with_403_is_a_wait(self, server: FakeTracker, tracker: Tracker) -> None:
        said = {"message": "You have exceeded a secondary rate limit."}
        server.plan += [Reply(403, said, {"Retry-After": "7"}), Reply(403, said)]
        assert tracker.make("t", BODY) == Refused("127.0.0.1 is busy.", timedelta(seconds=7))
        assert tracker.make("t", BODY) == Refused("127.0.0.1 is busy.", timedelta(minutes=1))
        server.plan.append(Reply(403, {}, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}))
        with pytest.raises(Busy):
            tracker.look(self.remote(server, 1))

    def test_an_issue_is_read(self, server: FakeTracker, tracker: Tracker) -> None:
        server.add("A title", "words", labels=["one", "two"])
        found = tracker.look(self.remote(server, 1))
        assert found is not None
        assert (found.title, found.state, found.labels) == ("A title", IssueState.OPEN, ("one", "two"))
        assert found.changed_at is not None and found.changed_at.year == 2026

    @pytest.mark.parametrize(("done", "offered"), [(True, "shipped"), (False, "no")])
    def test_how_it_was_closed_is_read(self, server: FakeTracker, tracker: Tracker, done: bool, offered: str) -> None:
        server.close_issue(server.add("t", ""), done=done)
        found = tracker.look(self.remote(server, 1))
        assert found is not None and found.state is IssueState.CLOSED
        seen = Seen(state=found.state, reason=found.reason, category=found.category, labels=found.labels)
        offer_ = offer(seen, "raised")
        assert offer_ is not None and offer_.status == offered

    def test_what_is_gone_is_told_from_a_fault(self, server: FakeTracker, tracker: Tracker) -> None:
        stored = server.add("t", "")
        stored.gone = True
        assert tracker.look(self.remote(server, 1)) is None
        server.plan.append(Reply(200, raw=b"<html>sign in</html>"))
        with pytest.raises(ServerFault):
            tracker.look(self.remote(server, 1))

    @pytest.mark.parametrize(
        "body", [b"null", b"[]", b'{"number": "x", "iid": [], "key": 5}', b"{", b'"text"', b"\xff\xfe", b""]
    )
    def test_other_json_is_a_fault_and_no_crash(self, server: FakeTracker, tracker: Tracker, body: bytes) -> None:
        reply = Reply(200, raw=body, headers={"Content-Type": "application/json"})
        server.add("t", "")
        tracker.edge()
        server.plan.append(reply)
        with pytest.raises(ServerFault):
            tracker.look(self.remote(server, 1))
        server.plan.append(reply)
        assert isinstance(tracker.make("t", BODY), Ambiguous)
        server.plan.append(reply)
        if body == b"[]":
            return
        with pytest.raises(ServerFault):
            tracker.find(MARK, "0")

    @pytest.mark.parametrize(
        "body",
        [b"[" * 500_000, b'{"message":' * 100_000, b'{"number": -5, "iid": -5, "key": "SHOP--5"}',
         b'{"number": 1' + b"0" * 30 + b', "iid": 1' + b"0" * 30 + b', "key": "SHOP-1' + b"0" * 30 + b'"}'],
    )  # fmt: skip
    @pytest.mark.parametrize("status", [201, 400, 422, 500])
    def test_what_is_made_has_a_name_that_can_be_asked_for(
        self, server: FakeTracker, tracker: Tracker, body: bytes, status: int
    ) -> None:
        server.plan.append(Reply(status, raw=body, headers={"Content-Type": "application/json"}))
        outcome = tracker.make("t", BODY)
        assert isinstance(outcome, Ambiguous if status in (201, 500) else Rejected)

    @pytest.mark.parametrize("at", ["0001-01-01T00:00:00.000+23:00", "9999-12-31T23:59:59.000-23:00", "never"])
    def test_a_day_that_no_calendar_reaches_is_none(self, server: FakeTracker, tracker: Tracker, at: str) -> None:
        server.add("t", "")
        answer = server.answer

        def far(asked: Asked) -> Reply:
            reply = answer(asked)
            if isinstance(reply.body, dict):
                reply.body.get("fields", reply.body).update(updated_at=at, updated=at)
            return reply

        server.answer = far  # type: ignore[method-assign]
        found = tracker.look(self.remote(server, 1))
        assert found is not None and found.changed_at is None

    def test_a_title_of_a_megabyte_is_cut(self, server: FakeTracker, tracker: Tracker) -> None:
        server.add("long \x00\u202e" * 200_000, "", labels=["l" * 10_000] * 300)
        found = tracker.look(self.remote(server, 1))
        assert found is not None
        assert len(found.title) <= 300 and "\x00" not in found.title
        assert len(found.labels) <= 50 and all(len(label) <= 60 for label in found.labels)

    def test_an_answer_without_end_is_given_up(self, server: FakeTracker, tracker: Tracker) -> None:
        server.plan.append(Reply(200, {"title": "x" * 9 * 2**20}))
        with pytest.raises(ServerFault):
            tracker.look(self.remote(server, 1))

    def test_a_comment_is_said_and_found(self, server: FakeTracker, tracker: Tracker) -> None:
        stored = server.add("t", "")
        remote = self.remote(server, 1)
        assert not tracker.has_said(remote, MARK)
        assert tracker.say(remote, BODY) == Made(remote)
        assert stored.comments == [BODY]
        stored.comments += ["more"] * 230
        assert tracker.has_said(remote, MARK)
        assert not tracker.has_said(remote, "support-workbench:another")

    def test_a_lost_comment_is_found(self, server: FakeTracker) -> None:
        server.add("t", "")
        with self.through(server, "lost") as (tracker, _):
            remote = self.remote(server, 1)
            assert isinstance(tracker.say(remote, BODY), Ambiguous)
            assert tracker.has_said(remote, MARK)

    def test_a_comment_on_what_is_gone(self, server: FakeTracker, tracker: Tracker) -> None:
        assert isinstance(tracker.say(self.remote(server, 1), BODY), Rejected)
        with pytest.raises(ServerFault):
            tracker.has_said(self.remote(server, 1), MARK)
        assert isinstance(tracker.say("../../user", BODY), Rejected)

    def test_the_token_goes_along_in_one_header_alone(self, server: FakeTracker, tracker: Tracker) -> None:
        tracker.sign_in()
        tracker.make("t", BODY)
        for asked in server.asked:
            told = [name for name, value in asked.headers.items() if "token" in value.lower() or "Basic" in value]
            assert told == ["authorization"]
            assert "token" not in asked.path + str(asked.query)
        assert "0123456789" not in repr(tracker.__dict__)


def secret(token: str) -> Secret:
    return Secret(token)

from __future__ import annotations

from tests.contract.tracker_contract import BODY, MARK, SHORT, TrackerContract, secret
from tests.fakes.trackers import LOGIN, TOKEN, FakeJira, FakeTracker
from workbench.feedback.trackers.jira import Jira
from workbench.feedback.trackers.port import Made


class JiraContract(TrackerContract):
    def remote(self, server: FakeTracker, number: int) -> str:
        return f"SHOP-{number}"

    def missing_project(self) -> str:
        return "NONE"

    def test_the_kind_of_issue_is_chosen_at_sign_in(self, tracker: Jira) -> None:
        assert tracker.sign_in().sort == "10002"

    def test_what_the_search_does_not_know_yet_is_found_by_its_key(self, server: FakeJira, tracker: Jira) -> None:
        server.add("older", "")
        edge = tracker.edge()
        server.index_lags = True
        for _ in range(3):
            server.burn()
        assert tracker.make("t", BODY) == Made("SHOP-5")
        assert tracker.find(MARK, edge) == "SHOP-5"
        server.add("newer, and known", "")
        assert tracker.find(MARK, edge) == "SHOP-5"

    def test_an_issue_in_progress(self, server: FakeJira, tracker: Jira) -> None:
        stored = server.add("t", "")
        stored.status, stored.category = "In Review", "indeterminate"
        found = tracker.look("SHOP-1")
        assert found is not None and (found.reason, found.category) == ("In Review", "indeterminate")


class TestJiraCloud(JiraContract):
    def make_server(self) -> FakeJira:
        return FakeJira(cloud=True)

    def connect(self, url: str, *, project: str = "", token: str = "") -> Jira:
        return Jira(url, project or "SHOP", secret(token or TOKEN), login=LOGIN, timeout=SHORT)


class TestJiraServer(JiraContract):
    def make_server(self) -> FakeJira:
        return FakeJira(cloud=False)

    def connect(self, url: str, *, project: str = "", token: str = "") -> Jira:
        return Jira(url, project or "SHOP", secret(token or TOKEN), timeout=SHORT)

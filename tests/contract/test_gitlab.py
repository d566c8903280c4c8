from __future__ import annotations

from tests.contract.tracker_contract import SHORT, TrackerContract, secret
from tests.fakes.trackers import TOKEN, FakeGitLab
from workbench.feedback.trackers.gitlab import GitLab


class TestGitLab(TrackerContract):
    def make_server(self) -> FakeGitLab:
        return FakeGitLab()

    def connect(self, url: str, *, project: str = "", token: str = "") -> GitLab:
        return GitLab(url, project or "acme/web/shop", secret(token or TOKEN), timeout=SHORT)

    def missing_project(self) -> str:
        return "acme/none"

    def test_not_everybody_can_read_a_private_one(self, tracker: GitLab) -> None:
        assert tracker.sign_in().open_to_all is False

from __future__ import annotations

from tests.contract.tracker_contract import SHORT, TrackerContract, secret
from tests.fakes.trackers import TOKEN, FakeGitHub
from workbench.feedback.trackers.github import GitHub, api_of


class TestGitHub(TrackerContract):
    def make_server(self) -> FakeGitHub:
        return FakeGitHub()

    def connect(self, url: str, *, project: str = "", token: str = "") -> GitHub:
        return GitHub(url, project or "acme/shop", secret(token or TOKEN), timeout=SHORT)

    def missing_project(self) -> str:
        return "acme/none"

    def test_anybody_can_read_a_public_one(self, tracker: GitHub) -> None:
        assert tracker.sign_in().open_to_all is True


def test_github_itself_is_asked_at_its_own_address() -> None:
    assert api_of("github.com") == "https://api.github.com"
    assert api_of("https://github.example.com/") == "https://github.example.com/api/v3"

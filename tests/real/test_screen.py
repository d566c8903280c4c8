"""The app as a person starts it: a real window on a real screen, typed into by key, and killed in the middle."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real.conftest import absent
from tests.servers import display
from workbench.app import open_workbench
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import TicketId
from workbench.secrets.port import SessionSecrets
from workbench.tickets.model import TicketQuery

pytestmark = pytest.mark.real
ROOT = Path(__file__).parents[2]


@pytest.fixture
def screen() -> Iterator[display.Display]:
    if why := display.missing():
        absent(why)
    with display.Display() as shown:
        yield shown


def at_a_conversation(home: Path) -> TicketId:
    """A data folder that was left with a conversation open."""
    workbench = open_workbench(home, secrets=SessionSecrets())
    workbench.install_starter_pack()
    workbench.sync.pull(workbench.accounts.open_practice().id)
    row = workbench.tickets.page(TicketQuery()).rows[0]
    workbench.settings.remember("window", {"room": "inbox", "inbox": {"ticket": row.id}})
    workbench.close()
    return row.id


@pytest.mark.timeout(120)
def test_a_kill_loses_at_most_the_last_second_of_typing(screen: display.Display, tmp_path: Path) -> None:
    ticket = at_a_conversation(tmp_path)
    app = subprocess.Popen(
        [sys.executable, "-m", "ui", "--data-dir", str(tmp_path)], cwd=ROOT, env=screen.environment,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        window = screen.do("search", "--sync", "--onlyvisible", "--name", "Support Workbench").splitlines()[-1]
        screen.do("windowactivate", "--sync", window)
        time.sleep(1.5)
        screen.do("key", "r")
        time.sleep(0.5)
        screen.do("type", "--delay", "15", "I looked at your account this morning. ")
        time.sleep(1.2)
        screen.do("type", "--delay", "15", "And then")
        screen.picture(tmp_path / "screen.png")
    finally:
        app.kill()
        app.wait()
    workbench = open_workbench(tmp_path, secrets=SessionSecrets())
    draft = workbench.drafts.load(ticket, OutKind.REPLY)
    workbench.close()
    assert draft is not None
    assert draft.text.startswith("I looked at your account this morning.")


@pytest.mark.timeout(120)
def test_a_second_start_raises_the_first_window_and_ends(screen: display.Display, tmp_path: Path) -> None:
    at_a_conversation(tmp_path)
    command = [sys.executable, "-m", "ui", "--data-dir", str(tmp_path)]
    first = subprocess.Popen(command, cwd=ROOT, env=screen.environment, stderr=subprocess.DEVNULL)
    try:
        screen.do("search", "--sync", "--onlyvisible", "--name", "Support Workbench")
        second = subprocess.run(command, cwd=ROOT, env=screen.environment, capture_output=True, check=False, timeout=60)
        assert second.returncode == 0
        assert first.poll() is None
    finally:
        first.terminate()
        assert first.wait(20) == 0

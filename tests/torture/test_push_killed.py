"""The program is killed while an issue is being made; the next start makes no second one."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.trackers import TOKEN, FakeGitHub
from tests.unit.feedback.topics.conftest import World
from tests.unit.feedback.trackers.conftest import FastTrackers
from workbench.app import open_workbench
from workbench.feedback.topics.model import TopicKind
from workbench.feedback.trackers.model import Preview
from workbench.feedback.trackers.port import TrackerKind
from workbench.feedback.trackers.room import tracker_room
from workbench.feedback.trackers.states import State
from workbench.kernel.changes import Changes
from workbench.kernel.clock import FrozenClock, SystemClock
from workbench.secrets.port import Secret, SessionSecrets

_CHILD = """
import sys
from pathlib import Path
from workbench.app import open_workbench
from workbench.feedback.trackers.port import TrackerKind
from workbench.secrets.port import Secret, SessionSecrets
secrets = SessionSecrets()
workbench = open_workbench(Path(sys.argv[1]), secrets=secrets)
room = workbench.product.trackers
secrets.put(f"tracker:{room.accounts.all()[0].id}", Secret(sys.argv[2]))
room.sync.round(room.accounts.all()[0].id)
"""


class SlowGitHub(FakeGitHub):
    """Stores an issue, and answers late."""

    slow = False

    def _made(self, asked):  # type: ignore[no-untyped-def]
        made = super()._made(asked)
        if self.slow:
            time.sleep(1.5)
        return made


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_between_the_request_and_the_answer(tmp_path: Path) -> None:
    server, home, secrets = SlowGitHub(), tmp_path / "home", SessionSecrets()
    workbench = open_workbench(home, secrets=secrets)
    world = World(workbench.store, workbench.clock, workbench.product.topics)
    topic = world.topics.create("Export", TopicKind.REQUEST, "One each.").value.topic.id
    room = workbench.product.trackers
    account = room.accounts.sign_in(TrackerKind.GITHUB, server.url, "acme/shop", Secret(TOKEN))
    preview = room.issues.preview(topic, account.id)
    assert isinstance(preview, Preview)
    room.issues.queue(preview)
    workbench.close()

    server.slow = True
    child = subprocess.Popen([sys.executable, "-c", _CHILD, str(home), TOKEN], cwd=Path(__file__).parents[2])
    until = time.monotonic() + 30
    while not server.issues and time.monotonic() < until:
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    server.slow = False

    workbench = open_workbench(home, secrets=secrets)
    clock = FrozenClock(SystemClock().now())
    anew = tracker_room(workbench.store, clock, Changes(), secrets, workbench.product.topics, FastTrackers())
    for wait in (timedelta(0), timedelta(seconds=121), timedelta(seconds=121)):
        clock.advance(wait)
        anew.sync.round(account.id)
    found = anew.issues.one(preview.id)
    assert found is not None and found.state is State.MADE
    assert len(server.issues) == 1
    anew.close()
    workbench.close()
    server.close()

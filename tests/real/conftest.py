"""Real servers for tests. Where one is not installed its tests say so by name; with WORKBENCH_REAL=1 they fail."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import keyring as keyring_server
from tests.servers import rt5 as rt5_server
from tests.servers.rt5 import RequestTracker


def absent(why: str) -> None:
    """Skip with the server's name, or fail where every server is due."""
    if os.environ.get("WORKBENCH_REAL") == "1":
        pytest.fail(f"a real server is due here: {why}", pytrace=False)
    pytest.skip(why)


@pytest.fixture(scope="session")
def rt5() -> Iterator[RequestTracker]:
    """A seeded Request Tracker 5, one for the whole run."""
    if why := rt5_server.missing():
        absent(why)
    # Not under pytest's own folder: another run closes that to the server's user.
    home = Path(tempfile.mkdtemp(prefix="rt5-"))
    home.chmod(0o755)
    server = RequestTracker(home, rt5_server.free_port())
    try:
        yield server.start(tickets=20)
    finally:
        server.remove()


@pytest.fixture
def real_keyring() -> Iterator[keyring_server.Keyring]:
    """A gnome-keyring of its own on a message bus of its own."""
    if why := keyring_server.missing():
        absent(why)
    with keyring_server.Keyring() as ring:
        yield ring

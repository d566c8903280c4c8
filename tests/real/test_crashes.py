"""Killed again and again over a real helpdesk and a broken wire: nothing acknowledged is lost, no customer gets two."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.servers.fault_proxy import FaultProxy
from tests.servers.rt5 import RequestTracker
from tests.torture.crashes import crash_again_and_again

pytestmark = pytest.mark.real


@pytest.mark.timeout(600)
def test_killed_in_the_middle_of_everything(rt5: RequestTracker, tmp_path: Path) -> None:
    with FaultProxy(rt5.port, seed=7) as proxy:
        orders = {"url": proxy.url, "token": rt5.tokens["alice"], "settle": 8.0, "timeout": 2.0}
        result = crash_again_and_again(tmp_path, orders, kills=12, replies=16, seed=7, mails=rt5.mail_texts)
        assert proxy.count["lost"] + proxy.count["late"] + proxy.count["cut"] > 0
    assert result.replies == 16
    assert (result.lost, result.doubled, result.sound) == (0, 0, True)

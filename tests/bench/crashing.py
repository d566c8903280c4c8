"""200 kills in the middle of mixed work over a real helpdesk behind a proxy that loses, cuts and delays."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.servers import rt5
from tests.servers.fault_proxy import FaultProxy
from tests.torture.crashes import crash_again_and_again

KILLS = int(os.environ.get("BENCH_KILLS", "200"))
REPLIES = 60


def measure() -> dict[str, object]:
    if why := rt5.missing():
        return {"not measured": why}
    home = Path(tempfile.mkdtemp())
    home.chmod(0o755)
    server = rt5.RequestTracker(home / "rt", rt5.free_port())
    try:
        server.start(20)
        with FaultProxy(server.port, seed=11) as proxy:
            orders = {"url": proxy.url, "token": server.tokens["alice"], "settle": 8.0, "timeout": 2.0}
            result = crash_again_and_again(
                home / "work", orders, kills=KILLS, replies=REPLIES, seed=11, mails=server.mail_texts
            )
            faults = {name: n for name, n in proxy.count.items() if name != "ok"}
    finally:
        server.remove()
    return {
        "kill -9": result.kills,
        "acknowledged drafts and replies": result.writes,
        "replies queued": result.replies,
        "acknowledged edits lost (goal 0)": result.lost,
        "mails to the customer doubled (goal 0)": result.doubled,
        "store sound after every kill": result.sound,
        "faults on the wire": faults,
        "seconds": round(result.seconds),
    }

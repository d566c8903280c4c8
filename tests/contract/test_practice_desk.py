from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.adapter_contract import AdapterContract, CustomerWrites
from workbench.helpdesk.port import Adapter, Status
from workbench.helpdesk.practice import PracticeDesk
from workbench.kernel.clock import SystemClock
from workbench.kernel.ids import RemoteId
from workbench.paths import resources


class TestThePracticeDeskKeepsTheContract(AdapterContract):
    @pytest.fixture
    def adapter(self, tmp_path: Path) -> Adapter:
        return PracticeDesk(resources() / "practice", tmp_path, SystemClock())

    @pytest.fixture
    def tickets(self, adapter: Adapter) -> list[RemoteId]:
        found = [ticket for page in adapter.changes(None) for ticket in page.tickets]
        return [ticket.remote_id for ticket in found if ticket.status is Status.OPEN][:4]

    @pytest.fixture
    def customer_writes(self) -> CustomerWrites | None:
        return None

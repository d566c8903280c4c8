"""People over the bench's account, and its sets."""

from __future__ import annotations

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.sets.people import People
from workbench.feedback.sets.service import SetService


@pytest.fixture
def people(bench: Bench) -> People:
    return People(bench.workbench.store, bench.account.id)


@pytest.fixture
def sets(bench: Bench) -> SetService:
    return bench.workbench.product.sets

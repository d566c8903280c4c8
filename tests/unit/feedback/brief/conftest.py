"""Customers who say things, and topics that are briefed."""

from __future__ import annotations

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.topics.conftest import World
from workbench.feedback.brief.service import BriefService
from workbench.kernel.clock import FrozenClock


@pytest.fixture
def world(bench: Bench, clock: FrozenClock) -> World:
    return World(bench.workbench.store, clock, bench.workbench.product.topics)


@pytest.fixture
def briefs(bench: Bench) -> BriefService:
    return bench.workbench.product.brief

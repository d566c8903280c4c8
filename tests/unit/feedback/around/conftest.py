"""The desk of advocacy's tests, with what is practised around it."""

from __future__ import annotations

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.advocacy.conftest import Push, push, world
from workbench.feedback.around.service import Around

__all__ = ["Push", "push", "world"]


@pytest.fixture
def around(bench: Bench) -> Around:
    return bench.workbench.product.around

"""Garbage goes, and very many objects are not looked through while somebody looks at the window."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.workers import garbage
from ui.workers.garbage import Collector


class Ring:
    """Holds itself, so that the collector alone takes it away."""

    def __init__(self) -> None:
        self.itself = self


class Away:
    def __init__(self) -> None:
        self.is_so = False

    def __call__(self) -> bool:
        return self.is_so


@pytest.fixture
def away() -> Away:
    return Away()


@pytest.fixture
def collector(qapp: QApplication, away: Away, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    monkeypatch.setattr(garbage, "_ALL_EVERY", 3)
    monkeypatch.setattr(garbage, "_MANY", 10_000_000)  # however much the tests before have made
    gc.collect()
    made = Collector(away=away)
    yield made
    made.close()
    gc.collect()


def rounds(collector: Collector, number: int = 1) -> None:
    for _ in range(number):
        collector.collect()


def test_young_garbage_goes_at_once(collector: Collector) -> None:
    ring = weakref.ref(Ring())
    assert ring() is not None
    rounds(collector)
    assert ring() is None


def test_very_many_young_ones_are_set_aside_until_nobody_looks(
    collector: Collector, away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "_MANY_YOUNG", 5_000)
    seen: list[int] = []
    monkeypatch.setattr(gc, "callbacks", [lambda phase, info: seen.append(1)])
    made = [[number] for number in range(6_000)]
    ring = weakref.ref(Ring())
    rounds(collector)
    assert seen == []
    assert gc.get_freeze_count() >= len(made)
    rounds(collector, 6)
    assert ring() is not None
    away.is_so = True
    rounds(collector, 3)
    assert ring() is None
    assert gc.get_freeze_count() == 0


def test_very_many_old_ones_are_set_aside_too(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "_MANY", 100)
    rounds(collector, 3)
    assert gc.get_freeze_count() > 100
    monkeypatch.setattr(garbage, "_MANY", 10_000_000)
    ring = Ring()
    gc.collect(1)  # it is old now
    gone = weakref.ref(ring)
    del ring
    rounds(collector, 3)
    assert gone() is None


def test_all_is_not_looked_at_while_much_is_made(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    collector._holds = lambda: True
    ring = Ring()
    gc.collect(1)
    gone = weakref.ref(ring)
    del ring
    rounds(collector, 6)
    assert gone() is not None
    collector._holds = lambda: False
    rounds(collector, 3)
    assert gone() is None

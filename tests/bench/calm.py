"""How long the window stands still at most, while the library does what is large. The goal is 100 ms for each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

from tests.bench.palette import desktop, pause, until
from ui.app import Desktop
from ui.writing.paper import Paper
from workbench.library.model import ReplyContext
from workbench.packs.model import PackSnippet

_BEAT_MS = 5


class Heart(QTimer):
    """Beats on the GUI thread; ``gaps``: between one beat and the next, in ms, and how much of it was its own work.

    What other programs of a busy machine take is in the gap, and not in the work.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[tuple[float, float]] = []
        self._last = self._now()
        self.timeout.connect(self._beat)
        self.start(_BEAT_MS)

    def _beat(self) -> None:
        now = self._now()
        self.gaps.append(((now[0] - self._last[0]) * 1000, (now[1] - self._last[1]) * 1000))
        self._last = now

    def _now(self) -> tuple[float, float]:
        return time.perf_counter(), time.thread_time()

    def told(self) -> str:
        worst = sorted(self.gaps, reverse=True)[:3]
        over = sum(gap > 100 for gap, _ in self.gaps)
        return f"{', '.join(f'{gap:.0f} ({work:.0f})' for gap, work in worst)} ms (own); over 100 ms: {over}"


@contextmanager
def listening(figures: dict[str, object], name: str, rest: float = 1.0) -> Iterator[None]:
    """Note how long the window stood still in what is done meanwhile, and in ``rest`` seconds after it."""
    heart = Heart()
    started = time.perf_counter()
    yield
    took = time.perf_counter() - started
    pause(rest)
    heart.stop()
    figures[name] = f"{heart.told()} in {took:.1f} s"


def measure() -> dict[str, object]:
    figures: dict[str, object] = {}
    with desktop(10_000) as opened:
        for step in (papers,):
            step(opened, figures)
    return figures


def papers(opened: Desktop, figures: dict[str, object]) -> None:
    """A snippet full of placeholders, shown as it would be inserted."""
    paper = Paper(opened.parts.theme)
    paper.resize(600, 400)
    paper.show()
    pause(0.3)
    for count in (200, 2_000):
        for each, body in (("one line", "{{customer.first_name}} "), ("lines", "Hé {{customer.first_name}}\n")):
            doc = PackSnippet(id="many", title="Many", body=body * count, language="en")
            filled = opened.parts.workbench.library.fill(doc, ReplyContext())
            with listening(figures, f"{count:,} placeholders, {each}", 0.3):
                paper.show_filled(filled)
                pause(0.2)
    paper.close()


def done(opened: Desktop, work: Callable[[], object], most: float = 300.0) -> None:
    """Begin ``work``, and wait for what it began on the long lane."""
    work()
    until(lambda: not opened.parts.runner.is_busy("long"), most)

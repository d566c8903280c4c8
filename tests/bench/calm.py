"""How long the window stands still at most, while the library does what is large. The goal is 100 ms for each."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.palette import desktop, pause, until
from ui.app import Desktop
from ui.panes.library.pane import LibraryPane
from ui.workers.garbage import Collector
from ui.writing.paper import Paper
from workbench.library.model import ReplyContext
from workbench.library.reports import Concern, Concerned
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
    with desktop(10_000) as opened, collecting(opened):
        for step in (papers, saves, counting, imports, looking_after):
            step(opened, figures)
    return figures


@contextmanager
def collecting(opened: Desktop) -> Iterator[None]:
    """As in the app: no garbage is collected but on the GUI thread."""
    collector = Collector(lambda: opened.parts.runner.is_busy("long"), away=lambda: False)
    yield
    collector.close()


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


def saves(opened: Desktop, figures: dict[str, object]) -> None:
    """One save with the library in view, and the editor."""
    editing = opened.parts.workbench.editing
    pane = room(opened)
    for number in range(3):
        doc = PackSnippet(id=f"one{number}", title=f"One {number}", body="A few words\n")
        with listening(figures, f"10,000 in view: one more is saved ({number + 1})"):
            opened.parts.runner.run("write", lambda doc=doc: editing.add(doc))  # type: ignore[misc]
            pause(0.5)
    for number in range(2):
        with listening(figures, f"10,000 in view: the editor opens ({number + 1})"):
            pane.open_editor(f"one{number}")
    with listening(figures, "a template 10,000 deep is pasted"):
        paste(pane, "{{?field.a}}" * 10_000 + "x" + "{{/}}" * 10_000)
        pause(1.0)
    with listening(figures, "2,000 placeholders are pasted"):
        paste(pane, "{{customer.first_name}} " * 2_000)
        pause(1.0)


def paste(pane: LibraryPane, text: str) -> None:
    QApplication.clipboard().setText(text)
    paper = pane.workroom.edit.words.paper
    paper.selectAll()
    paper.paste()


def counting(opened: Desktop, figures: dict[str, object]) -> None:
    """Beside: a thread that only counts, so that it is seen what this machine and this Python take by themselves."""
    over = threading.Event()

    def count() -> None:
        while not over.is_set():
            sum(number * number for number in range(10_000))

    thread = threading.Thread(target=count)
    with listening(figures, "beside: a thread that only counts", 0.2):
        thread.start()
        pause(10)
        over.set()
    thread.join()


def imports(opened: Desktop, figures: dict[str, object]) -> None:
    """Large files, with the library in view."""
    parts, folder = opened.parts, Path(tempfile.mkdtemp())
    page = room(opened).workroom.importing
    parts.registry.run("library.import")
    pause(0.5)
    for name, write in FILES.items():
        path = folder / name
        path.write_text(write(), encoding="utf-8")
        with listening(figures, f"{name} ({path.stat().st_size >> 20} MB): read"):
            done(opened, lambda path=path: page.read(path))  # type: ignore[misc]
            pause(0.3)
        if name != BROUGHT_IN:
            continue
        page.kinds.setCurrentIndex(1)
        pause(0.3)
        with listening(figures, f"{name}: the list turns to everything"):
            page.kinds.setCurrentIndex(0)
        with listening(figures, f"{name}: brought in", 2.0):
            done(opened, page._go)
        with listening(figures, f"{name}: taken back", 2.0):
            done(opened, lambda: page._undo(parts.workbench.imports.batches()[0].id))
        page.open_page()


def looking_after(opened: Desktop, figures: dict[str, object]) -> None:
    """A page with very many to look after."""
    parts = opened.parts
    parts.registry.run("library.reports")
    page = room(opened).workroom.looking_after
    done(opened, page.look)
    one = parts.workbench.library.all()[0]
    many = [Concerned(concern=Concern.UNUSED, snippet=one, why="Never used.") for _ in range(60_000)]
    with listening(figures, "60,000 to look after are shown"):
        page._show(many)


def room(opened: Desktop) -> LibraryPane:
    opened.parts.registry.run("go.library")
    pause(0.5)
    pane = opened.window.main.findChild(LibraryPane)
    assert pane is not None
    return pane


def _espanso(count: int, more: str = "") -> str:
    one = '- trigger: ":t{0}"\n  replace: "Thank you for order number {0}, again and again{1}"\n'
    return "matches:\n" + "".join(one.format(number, more) for number in range(count))


def _zendesk(count: int, title: str, value: str, ascii_: bool) -> str:
    macros = [
        {"id": n, "title": f"{title}{n}", "active": True, "actions": [{"field": "comment_value_html", "value": value}]}
        for n in range(count)
    ]
    return json.dumps({"macros": macros}, ensure_ascii=ascii_)


BROUGHT_IN = "triggers.yml"
FILES: dict[str, Callable[[], str]] = {
    BROUGHT_IN: lambda: _espanso(60_000),
    "notes.json": lambda: _zendesk(
        6_000, "A::B::", "<p>Hi {{ticket.requester.first_name}} {{ticket.ticket_field_1}} {{x.y}}</p>", False
    ),
    "macros.json": lambda: _zendesk(40_000, "A::B::", "<p>Hi {{ticket.id}},</p><p>" + "Grüße " * 120 + "</p>", False),
    "scalar.yml": lambda: _espanso(2) + "- trigger: b\n  replace: " + "word " * (10 << 20) + "\n",
    "trigger.yml": lambda: 'matches:\n- trigger: "' + "éa" * (8 << 20) + '"\n  replace: fine\n' + _espanso(2)[9:],
    "html.yml": lambda: 'matches:\n- trigger: b\n  html: "' + "<p><b>x</b> y</p>" * (1 << 20) + '"\n',
    "half.json": lambda: _zendesk(20_000, "\ud83d T", "Gr\u00fc\u00dfe " * 150, True),
}


def done(opened: Desktop, work: Callable[[], object], most: float = 300.0) -> None:
    """Begin ``work``, and wait for what it began on the long lane."""
    work()
    until(lambda: not opened.parts.runner.is_busy("long"), most)

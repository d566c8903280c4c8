"""Hostile messages, from the raw mail to the painted window: nothing acts, loads, reads or hangs.

Every message is shown in a child process; one that is not shown in time is killed, and fails.
"""

from __future__ import annotations

import ctypes
import http.server
import json
import os
import re
import select
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nh3
import pytest
from bs4 import BeautifulSoup
from PySide6.QtGui import QImage

from workbench.tickets.plain import preview, to_text
from workbench.tickets.safe_html import MOST_CHARACTERS, clean, split_quote

ROOT = Path(__file__).parents[2]
CORPUS = sorted((Path(__file__).parent / "hostile").glob("*.html"))
SECONDS = 20

TAGS = {
    "a", "b", "strong", "i", "em", "u", "s", "code", "small", "sub", "sup", "kbd", "samp", "tt", "br", "hr", "p",
    "div", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table",
    "tbody", "tr", "td", "th",
}  # fmt: skip
VALUES = {
    "href": r"(?:[Hh][Tt][Tt][Pp][Ss]?://|mailto:|tel:)[^\s\\]+", "class": r"quote(?:-below)?", "dir": r"ltr|rtl",
    "start": r"\d{1,6}", "colspan": r"\d{1,2}", "rowspan": r"\d{1,2}",
}  # fmt: skip

MADE = {
    "30 nested tables": "<table><tr><td>" * 30 + "x",
    "10,000 nested b": "<b>" * 10_000 + "x",
    "20,000 nested div": "<div>" * 20_000 + "x",
    "400,000 nested div": "<div>" * 400_000,
    "3,000 nested lists": "<ul><li>" * 3_000 + "x",
    "1,000 nested quotes": "<blockquote>" * 1_000 + "x",
    "formatting that differs": "".join(f"<b id={n}>" for n in range(20_000)),
    "formatting and blocks": "<b><div>" * 20_000,
    "formatting reopened": "<b></p>" * 30_000,
    "a token of a megabyte": "a" * 1_000_000,
    "a token in pieces": "<b>aaaaaaaaa</b>" * 12_000,
    "spaces that do not break": "\u00a0" * 200_000,
    "combining marks": "a" + "\u0301" * 100_000,
    "right-to-left overrides": "\u202e" * 100_000 + "x",
    "two scripts by turns": "a\u05d0" * 100_000,
    "joined pictures": "\U0001f468\u200d" * 50_000,
    "Chinese": "\u4e2d\u6587" * 100_000,
    "one long list": "<ul>" + "<li>x</li>" * 20_000 + "</ul>",
    "one long row": "<table><tr>" + "<td>x</td>" * 20_000 + "</tr></table>",
    "rows four tables deep": "<table><tr><td>" * 3 + "<table>" + "<tr><td>x</td></tr>" * 9_000,
    "cells beside their rows": "<table><tr><td>" * 3 + "<table><tr><td>" + "x " * 900 + "</td><td>y</td></tr>" * 50,
    "paragraphs": "<p>x</p>" * 25_000,
    "line breaks": "x<br>" * 40_000,
    "lines set as typed": "<pre>" + "x\n" * 100_000 + "</pre>",
    "small pieces": "<b>x</b>y" * 20_000,
    "links": '<a href="https://a.example/">x</a> ' * 6_000,
    "columns that are wide": "<table><tr>" + "<td colspan=1000 rowspan=1000>x</td>" * 500,
    "an attribute of a megabyte": f'<a href="https://a.example/{"a" * 1_000_000}">x</a>',
    "250,000 attributes": "<a" + "".join(f" a{n}=1" for n in range(250_000)) + ">x</a>",
    "a picture of 5 MB in its address": f'<img src="data:image/png;base64,{"A" * 5_000_000}">after',
    "two million <": "<" * 2_000_000,
    "two million &": "&" * 2_000_000,
    "comments that do not end": "<!--" * 400_000,
    "styles that do not end": "<style>" * 200_000,
    "declarations": "<!" * 1_000_000,
}


def raw(path: Path, server: str = "http://127.0.0.1:9", canary: str = "/tmp/canary.png") -> str:
    return path.read_bytes().decode().replace("@@SERVER@@", server).replace("@@CANARY@@", canary)


def foreign(html: str) -> list[str]:
    """What is in ``html`` that may not be, as a parser of another make reads it."""
    found = []
    for element in BeautifulSoup(html, "html.parser")(True):
        found += [] if element.name in TAGS else [f"<{element.name}>"]
        found += [
            f"{name}={value!r}"
            for name, value in element.attrs.items()
            if not re.fullmatch(VALUES.get(name, "(?!)"), " ".join(value) if isinstance(value, list) else str(value))
        ]
    return found


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_nothing_that_acts_or_loads_is_left(path: Path) -> None:
    safe = clean(raw(path)).html
    everything = TAGS | {
        "script",
        "style",
        "img",
        "svg",
        "math",
        "iframe",
        "form",
        "object",
        "meta",
        "link",
        "base",
    }
    as_a_browser_reads_it = nh3.clean(
        safe, tags=everything, clean_content_tags=set(), link_rel=None, url_schemes={"javascript", "data", "file"},
        attributes={tag: {"href", "src", "style", "class", "onerror", "onload", "onclick"} for tag in everything},
    )  # fmt: skip
    assert foreign(safe) == []
    assert [each for each in foreign(as_a_browser_reads_it) if each != "href='#'"] == []


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_words_of_the_message_are_kept(path: Path) -> None:
    safe = clean(raw(path)).html
    own, quoted = split_quote(safe)
    assert "kept words" in to_text(safe)
    assert "kept words" in preview(to_text(safe))
    assert foreign(own) == [] and foreign(quoted or "") == []


class Listener:
    """A server on this machine that counts who connects, whatever they say."""

    def __init__(self) -> None:
        self.connections = 0
        counting = self

        class Server(http.server.ThreadingHTTPServer):
            def verify_request(self, request: object, address: object) -> bool:
                counting.connections += 1
                return True

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None: ...

        self._server = Server(("127.0.0.1", 0), Quiet)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Watch:
    """Tells, by the kernel's own word, whether a file in a folder was opened."""

    _OPENED = 0x20

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._handle = libc.inotify_init1(os.O_NONBLOCK)
        libc.inotify_add_watch(self._handle, os.fsencode(folder), self._OPENED)

    def opened(self) -> bool:
        ready = bool(select.select([self._handle], [], [], 0)[0])
        if ready:
            os.read(self._handle, 65_536)
        return ready

    def close(self) -> None:
        os.close(self._handle)


class Painter:
    """A child process that shows what it is given; killed and begun anew when it does not answer in time."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def shows(self, html: str, cleaned: bool) -> dict[str, int] | None:
        """What the child says of the page it painted; None where it did not in time."""
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "tests.torture.test_hostile_html"], cwd=ROOT, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            )  # fmt: skip
        assert self._child.stdin is not None and self._child.stdout is not None
        self._child.stdin.write(json.dumps([html, cleaned]) + "\n")
        self._child.stdin.flush()
        if not select.select([self._child.stdout], [], [], SECONDS)[0]:
            self.close()
            return None
        answer: dict[str, int] | None = json.loads(self._child.stdout.readline() or "null")
        return answer

    def close(self) -> None:
        if self._child is not None:
            self._child.kill()
            with self._child:
                self._child = None


@pytest.fixture(scope="module")
def painter() -> Iterator[Painter]:
    made = Painter()
    yield made
    made.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "canary" / "canary.png"
    path.parent.mkdir()
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    assert image.save(str(path))
    return path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux kernel who opened a file")
@pytest.mark.parametrize("cleaned", [True, False], ids=["cleaned", "as it came"])
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_showing_it_opens_no_connection_and_no_file(
    path: Path, cleaned: bool, painter: Painter, listener: Listener, canary: Path
) -> None:
    before = listener.connections
    watch = Watch(canary.parent)
    shown = painter.shows(raw(path, listener.address, str(canary)), cleaned)
    opened = watch.opened()
    watch.close()
    assert shown is not None, "not shown in time"
    assert listener.connections == before
    assert not opened


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the Linux kernel who opened a file")
def test_the_watch_and_the_listener_would_notice(listener: Listener, canary: Path) -> None:
    before = listener.connections
    watch = Watch(canary.parent)
    assert not watch.opened()
    canary.read_bytes()
    opened = watch.opened()
    watch.close()
    with urllib.request.urlopen(listener.address) as answer:
        answer.read()
    assert opened and listener.connections == before + 1


@pytest.mark.parametrize("name", MADE)
def test_a_message_made_to_hang_is_shown(name: str, painter: Painter) -> None:
    shown = painter.shows(MADE[name], True)
    assert shown is not None, "not shown in time"
    assert shown["height"] > 0


@pytest.mark.parametrize("name", MADE)
def test_a_message_made_to_hang_comes_out_within_the_limits(name: str) -> None:
    safe = clean(MADE[name])
    assert foreign(safe.html) == []
    assert len(safe.html) <= MOST_CHARACTERS + 20_000
    assert len(preview(to_text(safe.html))) <= 160
    assert split_quote(safe.html)[0] or not safe.html


def _child() -> None:
    """Show every message that comes in; say how high it was."""
    from PySide6.QtWidgets import QApplication, QScrollArea

    from ui.widgets.safe_browser import SafeBrowser

    application = QApplication([])
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.resize(600, 400)
    area.show()
    for line in sys.stdin:
        html, cleaned = json.loads(line)
        browser = SafeBrowser(grows=True)
        area.setWidget(browser)
        browser.setHtml(clean(html).html if cleaned else html)
        application.processEvents()
        area.grab()
        print(json.dumps({"height": browser.content_height()}), flush=True)


if __name__ == "__main__":
    _child()

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPalette, QTextDocument
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from ui.widgets.links import Link
from ui.widgets.safe_browser import SafeBrowser

HOSTILE = [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "vbscript:x", "data:text/html,x",
    "file:///etc/passwd", "file://host/share", "FILE:///etc/passwd", "file:/etc/passwd", "/etc/passwd", "//host/share/x",
    "\\\\host\\share", "http:\\\\host\\share", "/\\host/share", "relative.html", "../up", "#anchor", "?query", "qrc:/x", ":/x",
    "smb://host/x", "ftp://host/x", "ssh://-oProxyCommand=x", "ms-msdt:/id", "search-ms:query=x", "intent://x#Intent;end", "about:blank",
    "blob:https://a/x", "view-source:https://a", "ws://a/", "cid:a@b", "ldap://h/x", "jar:http://a!/x", "chrome://settings",
    "http:", "http://", "http:///x", "https://", "mailto:", "mailto:nobody", "tel:", "tel:x y", "steam://run/1", "x-apple:y",
    "C:\\x.exe", "C:/x.exe", "mk:@MSITStore:x",
]  # fmt: skip
GOOD = ["https://a.example/x?y=1&z=2", "http://a.example", "mailto:a@b.example?subject=c", "tel:+4930123456"]


@pytest.fixture
def browser(qtbot: QtBot) -> SafeBrowser:
    made = SafeBrowser()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


class Opened(QObject):
    """Stands where the desktop would open an address."""

    SCHEMES = ("http", "https", "mailto", "tel", "file", "javascript", "data", "smb", "ftp")

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        for scheme in self.SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, "open")  # type: ignore[call-overload]

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.addresses.append(url.toString())

    def close(self) -> None:
        for scheme in self.SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def opened(qapp: object) -> Iterator[Opened]:
    made = Opened()
    yield made
    made.close()


def click(qtbot: QtBot, browser: SafeBrowser, href: str) -> list[str]:
    """What is asked for when a link to ``href``, as it came, is clicked."""
    asked: list[str] = []
    browser.link_asked.connect(asked.append)
    escaped = href.replace("&", "&amp;").replace('"', "&quot;")
    browser.setHtml(f'<a href="{escaped}">click here, click here</a>')
    qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 8))
    return asked


@pytest.mark.parametrize("href", HOSTILE)
def test_a_link_that_is_not_web_mail_or_telephone_is_dead(
    href: str, qtbot: QtBot, browser: SafeBrowser, opened: Opened
) -> None:
    assert click(qtbot, browser, href) == []
    assert opened.addresses == []
    assert browser.toPlainText() == "click here, click here"


@pytest.mark.parametrize("href", GOOD)
def test_a_good_link_is_asked_for_and_never_opened_here(
    href: str, qtbot: QtBot, browser: SafeBrowser, opened: Opened
) -> None:
    assert click(qtbot, browser, href) == [href]
    assert opened.addresses == []
    assert browser.toPlainText() == "click here, click here"


def test_a_link_is_reached_and_asked_for_by_keyboard(qtbot: QtBot, browser: SafeBrowser) -> None:
    browser.setHtml('words <a href="https://a.example/">link</a>')
    browser.setFocus()
    with qtbot.waitSignal(browser.link_asked) as asked:
        qtbot.keyClick(browser, Qt.Key.Key_Tab)
        qtbot.keyClick(browser, Qt.Key.Key_Return)
    assert asked.args == ["https://a.example/"]


def test_words_are_selected_and_copied_by_keyboard(qtbot: QtBot, browser: SafeBrowser) -> None:
    browser.setHtml("<p>some <b>words</b></p>")
    browser.setFocus()
    qtbot.keyClick(browser, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(browser, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "some words"


def test_words_are_selected_letter_by_letter_with_the_keyboard(qtbot: QtBot, browser: SafeBrowser) -> None:
    browser.setHtml("<p>some words</p>")
    browser.setFocus()
    for _ in range(4):
        qtbot.keyClick(browser, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert browser.textCursor().selectedText() == "some"


def test_nothing_can_be_typed(qtbot: QtBot, browser: SafeBrowser) -> None:
    browser.setHtml("words")
    qtbot.keyClicks(browser, "abc")
    assert browser.toPlainText() == "words"


@pytest.mark.parametrize("kind", list(QTextDocument.ResourceType))
def test_every_resource_is_answered_with_nothing(
    kind: QTextDocument.ResourceType, browser: SafeBrowser, tmp_path: Path
) -> None:
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(0xFF0000)
    path = tmp_path / "picture.png"
    assert picture.save(str(path))
    for name in (QUrl.fromLocalFile(str(path)), QUrl(str(path)), QUrl("http://127.0.0.1/x")):
        answer = browser.document().resource(kind.value, name)
        assert answer is None or (answer.isNull() if isinstance(answer, QImage) else bytes(answer) == b"")


def test_a_local_file_is_never_gone_to(browser: SafeBrowser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("secret")
    browser.setHtml("words")
    browser.setSource(QUrl.fromLocalFile(str(path)))
    assert browser.toPlainText() == "words"


def card(qtbot: QtBot, html: str) -> tuple[SafeBrowser, QScrollArea]:
    """A browser that grows, and the window it scrolls in."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    made = SafeBrowser(grows=True)
    area.setWidget(made)
    area.resize(400, 300)
    area.show()
    made.setHtml(html)
    return made, area


def test_it_grows_and_shrinks_with_its_content(qtbot: QtBot) -> None:
    browser, _area = card(qtbot, "<p>line</p>" * 5)
    low = browser.height()
    browser.setHtml("<p>line</p>" * 50)
    high = browser.height()
    browser.setHtml("<p>line</p>" * 5)
    assert high == pytest.approx(10 * low, rel=0.2)
    assert browser.height() == low == browser.content_height()
    assert browser.verticalScrollBar().maximum() == 0


def test_it_is_higher_where_it_is_narrower(qtbot: QtBot) -> None:
    browser, area = card(qtbot, "word " * 200)
    wide = browser.height()
    area.resize(200, 300)
    qtbot.waitUntil(lambda: browser.height() > 1.5 * wide)
    assert browser.verticalScrollBar().maximum() == 0


def test_the_height_is_known_before_it_is_shown(qtbot: QtBot) -> None:
    browser = SafeBrowser(grows=True)
    qtbot.addWidget(browser)
    browser.resize(300, 10)
    browser.setHtml("<p>line</p>" * 9)
    assert browser.content_height() > 9 * browser.fontMetrics().height()


def test_links_follow_the_colours_of_the_window(browser: SafeBrowser) -> None:
    browser.setHtml('<a href="https://a.example/">link</a>')
    palette = browser.palette()
    palette.setColor(QPalette.ColorRole.Link, "#123456")
    browser.setPalette(palette)
    pieces = browser.document().begin().begin()
    assert pieces.fragment().charFormat().foreground().color().name() == "#123456"


def test_text_follows_the_font_of_the_window(browser: SafeBrowser) -> None:
    browser.setHtml("words")
    font = browser.font()
    font.setPointSize(31)
    browser.setFont(font)
    assert browser.document().defaultFont().pointSize() == 31


def test_plain_text_stays_when_the_colours_change(browser: SafeBrowser) -> None:
    browser.setHtml("before")
    browser.setPlainText("<b>after</b>")
    palette = browser.palette()
    palette.setColor(QPalette.ColorRole.Link, "#123456")
    browser.setPalette(palette)
    assert browser.toPlainText() == "<b>after</b>"


def test_the_words_a_link_stands_on_are_known(browser: SafeBrowser) -> None:
    browser.setHtml(
        '<a href="https://a.example/?a=1&amp;b=2">https://<b>bank</b>.example</a> <a href="https://b.example/">x</a>'
    )
    assert browser.words_of("https://a.example/?a=1&b=2") == "https://bank.example"
    assert browser.words_of("https://c.example/") == ""


@pytest.mark.parametrize(
    "href",
    [*HOSTILE, "", "https://a.example/\u202egpj", "https://a.example/ x", f"https://a.example/{'a' * 3_000}"],
)
def test_hostile_addresses_are_no_links(href: str) -> None:
    assert Link.parse(href) is None


@pytest.mark.parametrize(
    ("href", "host", "encoded", "login"),
    [
        ("https://a.example/x", "a.example", False, False),
        ("HTTPS://A.Example./x", "a.example", False, False),
        ("http://b\u0430nk.example/", "xn--bnk-6cd.example", True, False),
        ("https://fa\u00df.example/", "xn--fa-hia.example", True, False),
        ("https://bank.example@evil.example/", "evil.example", False, True),
        ("https://bank.example:x@evil.example/", "evil.example", False, True),
        ("https://bank.example%2f@evil.example/", "evil.example", False, True),
        ("http://0x7f.1/", "127.0.0.1", False, False),
        ("mailto:a@b.example?subject=x", "b.example", False, False),
        ("tel:+4930123", "", False, False),
    ],
)
def test_the_true_host_is_told(href: str, host: str, encoded: bool, login: bool) -> None:
    link = Link.parse(href)
    assert link is not None
    assert (link.host, link.encoded, link.login) == (host, encoded, login)
    assert link.href.isascii()


@pytest.mark.parametrize(
    ("href", "shown", "disguised"),
    [
        ("https://evil.example/", "https://bank.example/login", True),
        ("https://evil.example/", "bank.example", True),
        ("https://evil.example/", "Visit www.bank.example, now", True),
        ("https://bank.example.evil.example/", "bank.example", True),
        ("https://b\u0430nk.example/", "bank.example", True),
        ("https://evil.example/bank.example", "bank.example", True),
        ("https://bank.example@evil.example/", "click", True),
        ("mailto:a@evil.example", "help@bank.example", True),
        ("https://www.bank.example/x", "bank.example", False),
        ("https://login.bank.example/", "https://bank.example", False),
        ("https://bank.example/", "www.bank.example", False),
        ("https://evil.example/", "click here", False),
        ("https://evil.example/", "invoice.pdf", False),
        ("https://evil.example/", "e.g. this, v1.2.3 of 3.5.2026", False),
        ("mailto:help@bank.example", "help@bank.example", False),
        ("tel:+4930123", "call us", False),
    ],
)
def test_words_that_name_another_host_are_noticed(href: str, shown: str, disguised: bool) -> None:
    link = Link.parse(href)
    assert link is not None
    assert link.disguised(shown) is disguised


def test_an_empty_line_is_one_line(qtbot: QtBot) -> None:
    browser = SafeBrowser()
    qtbot.addWidget(browser)
    browser.setHtml("<div>Hi,</div><div><br></div><div>I looked.</div>")
    assert browser.document().blockCount() == 3
    assert browser.document().lineCount() == 3

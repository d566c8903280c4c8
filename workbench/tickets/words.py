"""The words of clean HTML in their order, by way of Markdown without its marks."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

_BLOCKS = ["p", "div", "br", "hr", "ul", "ol", "dl", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"]


def words_of(html: str, unmarked: Sequence[str]) -> str:
    """The words of ``html``; tags in ``unmarked`` leave no mark. Raises RecursionError where it is nested too deep."""
    words = _Words(bullets="-", escape_asterisks=False, escape_underscores=False, strip=list(unmarked))
    return str(words.convert_soup(_without_tables(BeautifulSoup(html, "html.parser"))))


class _Words(MarkdownConverter):
    """Markdown without its marks; a link's address stands behind its words."""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("href") or "")
        words = text.strip()
        bare = address.removeprefix("mailto:").removeprefix("tel:")
        return text if not words or not address or words in {address, bare} else f"{text} ({address})"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text}\n\n"

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n\n"


def _without_tables(soup: BeautifulSoup) -> BeautifulSoup:
    """Rows as lines; a cell that holds lines, as in letters that are set in tables, as those lines."""
    cells = soup(["td", "th"])
    for cell in cells:
        if cell.find(["table", *_BLOCKS]) is None:
            cell.name = "span"
            cell.append(" ")
    for part in soup(["table", "tr", "td", "th"]):
        part.name = "div"
    return soup

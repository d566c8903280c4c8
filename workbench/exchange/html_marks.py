"""Clean HTML with Markdown's marks. Apart from its caller since these libraries take long to load."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

_BLOCKS = ["p", "div", "ul", "ol", "table", "br"]


def marked(safe: str) -> str:
    """Markdown of clean HTML. Raises RecursionError where it is nested too deep."""
    soup = BeautifulSoup(safe, "html.parser")
    if "<table" in safe:  # letters are often set in tables: rows become lines
        for cell in soup(["td", "th"]):
            cell.name = "span" if cell.find(_BLOCKS) is None else "div"
            cell.append(" ")
        for part in soup(["table", "tr"]):
            part.name = "div"
    marks = _Marks(
        bullets="-", heading_style=ATX, escape_asterisks=False, escape_underscores=False, strip=["span"]
    )  # fmt: skip
    return str(marks.convert_soup(soup))


class _Marks(MarkdownConverter):
    """Links by their words; no code, since in code no placeholder is filled."""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("href") or "").strip()
        words = text.strip()
        bare = address.removeprefix("mailto:").removeprefix("tel:")
        if not words or not address or words in {address, bare} or "\n" in words:
            return text
        address = address.replace("(", "%28").replace(")", "%29")
        return text.replace(words, f"[{words}]({address})", 1)

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """What belongs to an item stands four in, as our Markdown asks."""
        made = str(super().convert_li(el, text, parent_tags))  # type: ignore[misc]
        first, *below = made.split("\n")
        room = " " * max(0, 3 - first.find(" "))
        ends = "\n" if "\n\n" in made.strip() else ""  # else the next item would go on with its last paragraph
        return "\n".join([first, *(room + line if line.strip() else line for line in below)]) + ends

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text}\n\n"

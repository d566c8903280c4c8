"""HTML of other programs as Markdown; what cannot be read so becomes its bare words."""

from __future__ import annotations

import re

from workbench.exchange.html_body import bare, is_tangled, without_room
from workbench.exchange.model import MAX_BODY_CHARACTERS

_TAG = re.compile(r"<[^<>]{0,2000}>")
_UNSEEN = re.compile(r"<(script|style|head|title)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)


def as_markdown(html: str) -> str:
    """Markdown of ``html``, with the placeholders in it as they are written. Never raises."""
    from markdownify import markdownify  # noqa: PLC0415  (slow to import, and few files hold HTML)

    if len(html) > MAX_BODY_CHARACTERS * 4:
        return html  # left to be refused for its length
    html = without_room(_UNSEEN.sub("", html))
    if is_tangled(html):
        return bare(html)
    try:
        text = markdownify(html, heading_style="ATX", strip=["img"], escape_asterisks=False, escape_underscores=False)
    except RecursionError:  # nested without end
        text = _TAG.sub(" ", html)
    return str(text).strip()

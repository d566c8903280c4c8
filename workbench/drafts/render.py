"""Turn what the agent wrote, in Markdown, into what the customer gets: HTML and plain text.

Nothing that was typed may vanish on the way: raw HTML, pictures and link definitions are words like others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

import nh3

from workbench.kernel.errors import UserError
from workbench.kernel.text import normalise

MOST_CHARACTERS = 50_000

# The Markdown library takes time by the square of these, or worse; no letter to a person comes near them.
_TOO_MUCH = (
    (re.compile(r"[*_`\\]"), 2_000),
    (re.compile(r"[<&|]"), 5_000),
    (re.compile(r"^[ \t]*(?:[-+*#>=~`_|:]|\d+[.)])", re.MULTILINE), 800),
    (re.compile(r"^[ \t>+*-]*(?:-{3}|_{3}|\*{3}|=|#)", re.MULTILINE), 200),
    (re.compile(r"\n"), 5_000),
    (re.compile(r"^[ \t]{40}|^[ \t]*(?:(?:[-+*]|\d+[.)])[ \t]+|>[ \t]*){10}", re.MULTILINE), 0),
)
# Each of these is looked for to the end of its paragraph, and each fence to the end of the text.
_SEARCHED = re.compile(r"[\[`]")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_MOST_SEARCHED = 1_000_000
_EXTENSIONS = ("tables", "fenced_code", "sane_lists", "nl2br")
_UNREAD_BLOCKS = ("reference",)
_UNREAD_INLINE = (
    "html", "image_link", "image_reference", "short_image_ref", "reference", "short_reference",
)  # fmt: skip
_TAGS = {
    "p", "br", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Both forms of one reply: ``html`` is safe to show and to send, ``text`` is the Markdown as typed."""

    html: str
    text: str


def render(markdown_text: str) -> Rendered:
    """The reply as it will arrive. The same text gives the same bytes.

    Raises UserError above 50,000 characters. What Markdown cannot read in good time stays as it was typed.
    """
    if len(markdown_text) > MOST_CHARACTERS:
        raise UserError(
            f"This text is longer than {MOST_CHARACTERS:,} characters.",
            "Shorten it, or attach the long part as a file.",
        )
    text = "\n".join(line.rstrip() for line in normalise(markdown_text).split("\n")).strip("\n")
    return Rendered(html=_sanitised(_html(normalise(markdown_text))), text=text)


def _html(text: str) -> str:
    if any(_more_than(most, pattern, text) for pattern, most in _TOO_MUCH) or _long_searches(text):
        return _as_typed(text)
    try:
        return _markdown(text)
    except RecursionError:
        return _as_typed(text)


def _more_than(most: int, pattern: re.Pattern[str], text: str) -> bool:
    return any(number >= most for number, _ in enumerate(pattern.finditer(text)))


def _long_searches(text: str) -> bool:
    longest = max(map(len, _PARAGRAPHS.split(text)))
    within = len(_SEARCHED.findall(text)) * longest
    return within > _MOST_SEARCHED or len(_FENCE.findall(text)) * len(text) > 2 * _MOST_SEARCHED


def _markdown(text: str) -> str:
    import markdown  # noqa: PLC0415  (slow to load, and no window needs it before the first reply)

    reader = markdown.Markdown(extensions=list(_EXTENSIONS))
    reader.preprocessors.deregister("html_block")
    for name in _UNREAD_BLOCKS:
        reader.parser.blockprocessors.deregister(name)
    for name in _UNREAD_INLINE:
        reader.inlinePatterns.deregister(name)
    return reader.convert(text)


def _as_typed(text: str) -> str:
    parts = _PARAGRAPHS.split(text.strip("\n"))
    return "\n".join(f"<p>{escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts)


def _sanitised(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative="deny",
        link_rel=None,
    ).strip()

"""One door for every form of file: text in, prose with its places out."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePath

from workbench.certainty.files import html, markdown
from workbench.certainty.files.front import Front, front_of, language_of_html
from workbench.certainty.files.prose import Edit, Prose
from workbench.certainty.mask import MASKED
from workbench.certainty.model import Finding
from workbench.kernel.spans import Span

_RETURN = re.compile(r"\r\n?")


class Form(StrEnum):
    """How a file is to be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


_ENDINGS = {
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".mdown": Form.MARKDOWN,
    ".mkd": Form.MARKDOWN,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
}


def form_of(name: str) -> Form:
    """The form of a file by the ending of its name; what is not known is plain text."""
    return _ENDINGS.get(PurePath(name).suffix.lower(), Form.TEXT)


class Reading:
    """``prose``: what is to be checked; ``language``: what the file says about itself, or empty."""

    def __init__(self, steps: tuple[Prose, ...], language: str) -> None:
        self.prose = steps[-1].text
        self.language = language
        self._steps = steps

    def back(self, span: Span) -> Span:
        """Where ``span`` of the prose stands in the file."""
        for step in reversed(self._steps):
            span = step.back(span)
        return span

    def placed(self, finding: Finding) -> Finding:
        """``finding`` of the prose, with its places in the file. Its words stay those that a reader sees."""
        return replace(
            finding,
            span=self.back(finding.span),
            replaces=self.back(finding.replaces),
            rewrite=self._whole(finding.rewrite, finding.replaces),
        )

    def _whole(self, rewrite: str | None, of: Span) -> str | None:
        """``rewrite`` with what the prose leaves out (code, a picture) as the file has it; None where it lost some."""
        left_out = [at for at in range(of.start, of.end) if self.prose[at] == MASKED]
        if not rewrite or not left_out:
            return rewrite
        words = rewrite.split(MASKED)
        if len(words) != len(left_out) + 1:
            return None
        source = self._steps[0].source
        kept = (source[place.start : place.end] for place in (self.back(Span(at, at + 1)) for at in left_out))
        return words[0] + "".join(thing + after for thing, after in zip(kept, words[1:], strict=True))


def read(source: str, form: Form) -> Reading:
    """The prose of ``source``. Any text is taken, none raises; time grows with its length alone."""
    lines = Prose(source, (Edit(found.start(), found.end(), "\n") for found in _RETURN.finditer(source)))
    if form is Form.HTML:
        return Reading((lines, Prose(lines.text, html.edits_of(lines.text))), language_of_html(lines.text))
    if form is Form.MARKDOWN:
        front = front_of(lines.text)
        return Reading((lines, *_markdown(lines.text, front)), front.language)
    return Reading((lines,), "")


def _markdown(text: str, front: Front) -> tuple[Prose, ...]:
    blocks = Prose(text, markdown.blocks(text, front.end))
    inline = Prose(blocks.text, markdown.inline(blocks.text))
    return blocks, inline, Prose(inline.text, html.edits_of(inline.text, markdown=True))

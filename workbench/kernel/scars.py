"""What a template left in a text: raw placeholders of any helpdesk, and the gap where a name should be.

Other than an open placeholder of ours, such a thing may be meant, so it is asked about and can be sent. Code and what
is quoted (``> …``) are left alone. The notations are those of Zendesk, Help Scout, Zammad, osTicket, Chatwoot,
TextExpander and espanso, and what people write by hand.
"""

from __future__ import annotations

import re

from workbench.kernel.places import in_code
from workbench.kernel.spans import Span

_GREETING = "hi|hello|hey|dear|hallo|hej|liebe|lieber|guten tag|bonjour|cher|chère|hola|estimado|estimada|olá|ola|ciao"
_SCARS = re.compile(
    "|".join(
        (
            r"\{%[^{}%\n]{1,120}%\}",
            r"[#%$]\{[^{}\n]{1,120}\}",
            r"\[\[[^\[\]\n]{1,80}\]\]",
            r"%fill(?:text|area|popup|part)\b[^%\n]{0,200}%",
            r"%(?:clipboard\b|\|)",
            r"\$\|\$",
            r"(?<![{#%$\w])\{[A-Za-z][\w .]{1,40}\}(?!\})",
            r"\[[A-Z][A-Z _-]{2,40}\](?![(\[:])",
            r"(?<![\w*-])X{3,}(?![\w*-])(?! ?\d)",
            rf"^(?i:{_GREETING})[ \t]+(?:[-–—][ \t]*)?,",
            rf"^(?i:{_GREETING})[ \t]+[-–—][ \t]*$",
            r"(?<=[^\s,]) {2,},",
            r"(?<=\s)\([ \t]*\)",
        )
    ),
    re.MULTILINE,
)
_QUOTED = re.compile(r"^[ \t]{0,3}>.*$", re.MULTILINE)


def scars(text: str) -> tuple[Span, ...]:
    """Where a template seems to have left something, in order."""
    found = [Span(*match.span()) for match in _SCARS.finditer(text)]
    if not found:
        return ()
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text)]
    alone = (*in_code(text), *quoted)
    return tuple(each for each in found if not any(span.start <= each.start < span.end for span in alone))

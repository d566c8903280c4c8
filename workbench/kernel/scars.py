"""What a template left in a text: raw placeholders of any helpdesk, and the gap where a name should be.

Other than an open placeholder of ours, such a thing may be meant, so it is asked about and can be sent. Code and what
is quoted (``> …``) are left alone. The notations are those of helpdesks, mailing tools and text expanders, and what
people write by hand.
"""

from __future__ import annotations

import re

from workbench.kernel.greetings import GREETING, OTHERS, TITLE
from workbench.kernel.places import in_code
from workbench.kernel.spans import Span

# What templates call a person or a thing; a word alone in brackets is one only if it is among these.
_OF = (
    r"(?:(?:first|last|full|given|family|user|customer|client|agent|company|product|your|their|recipient)(?:['’]s)?"
    r"[ _-]?)"
)
_FIELD = (
    rf"{_OF}{{0,3}}(?:name|surname)|vorname|nachname|kundenname|nom|prénom|nombre|apellidos?|nome|cognome|naam|voornaam|"
    r"navn|namn|(?:order|ticket|invoice|account|tracking|case|reference)[ _-]?(?:number|no|id|nr)|insert [^\]\n]{1,40}|"
    r"(?:your|customer|client) (?:email|address|company|order|product|number)"
)
_ENVIRONMENT = (
    "APPDATA|LOCALAPPDATA|TEMP|TMP|USERPROFILE|PROGRAM(?:FILES|DATA)|WINDIR|SYSTEM(?:ROOT|DRIVE)|HOME(?:PATH|DRIVE)|PATH|"
    "PUBLIC|ALLUSERSPROFILE|COMPUTERNAME|COMSPEC|OS"
)
_BLOCKS = "time|site|clipboard|snippet|import|user|if|repeat|note|key|link|image|cursor|wait|click|run"
_CALLED = "argument|snippet|clipboard|cursor|date|time|datetime|selection|browser-tab"
_NOTATIONS = (
    r"\{%[^{}%\n]{1,120}%\}",
    r"[#%$]\{[^{}\n]{1,120}\}",
    r"\{[!$][A-Za-z][^{}\n]{0,100}\}",
    r"\[\[[^\[\]\n]{1,80}\]\]",
    r"\*\|[^|*\n]{1,60}\|\*",
    r"<<[A-Za-z][\w .'-]{0,60}>>",
    r"%fill(?:text|area|popup|part|top)\w{0,8}\b[^%\n]{0,200}%",
    rf"(?<![\w%\\/])%(?!(?:{_ENVIRONMENT})%)[A-Z][A-Z0-9_]{{2,40}}%(?![\w%\\/])",
    r"%(?:clipboard\b|\|)",
    r"\$\|\$",
    r"\{(?:end)?form[a-z]{3,12}\b[^{}\n]{0,200}\}",
    rf"\{{(?:{_BLOCKS}):[^{{}}\n]{{0,200}}\}}",
    rf"\{{(?:{_CALLED})(?:[ \t]+[\w-]+=[\"'][^{{}}\n]{{0,160}})?\}}",
    r"(?<![{#%$\w])\{[A-Za-z][\w .-]{1,40}\}(?!\})",
    r"\[[A-Z][A-Z _-]{2,40}\](?![(\[:])",
    rf"\[(?i:{_FIELD})\](?![(\[:])",
    rf"«(?:\w+_\w+|[A-ZÀ-Þ][a-zß-ÿ]+[A-ZÀ-Þ]\w*|(?i:{_FIELD}))»",
    r"(?<![\w*-])X{3,}(?![\w*-])(?! ?\d)",
)
_GAPS = (
    rf"^(?i:{GREETING})[ \t]+(?:[-–—][ \t]*)?,",
    rf"^(?i:{GREETING})[ \t]+[-–—][ \t]*$",
    rf"^(?i:{OTHERS})[ \t]+!",
    rf"^(?i:(?:{GREETING})[ \t]+(?:{TITLE})\.?)[ \t]+[,!]",
    rf"^(?i:(?:{GREETING})[ \t]+(?:(?:{TITLE})\.?[ \t]+)?(?:null|undefined|none|nan|nil|n/a))[ \t]*[,!:]",
    r"^(?:[^\W\d_][\w.'’-]{0,30}[ \t]+){1,3},",
    r"^[ \t]{0,3},[ \t]+\w+",
    r"(?<=[^\s,]) {2,},",
    r"(?<=\s)\([ \t]*\)",
)
_SCARS = re.compile("|".join((*_NOTATIONS, *_GAPS)), re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]{0,3}>.*$", re.MULTILINE)


def scars(text: str) -> tuple[Span, ...]:
    """Where a template seems to have left something, in order."""
    found = [Span(*match.span()) for match in _SCARS.finditer(text)]
    if not found:
        return ()
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text)]
    alone = (*in_code(text), *quoted)
    return tuple(each for each in found if not any(span.start <= each.start < span.end for span in alone))

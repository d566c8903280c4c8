"""Say where a link of a message really leads, before anyone follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QUrl

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_MOST_CHARACTERS = 2_048
_NOT_IN_LINKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\\\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_PHONE = re.compile(r"\+?[0-9().*#;=A-Za-z-]{2,64}")
_MAIL = re.compile(r"[^@,;?&/]{1,256}@([^@,;?&/]{1,253})")
_NAMED = re.compile(
    r"(?:^|[\s(<\"'])(?:[a-z][a-z+.-]{0,9}://|mailto:)?(?:[^\s/@]{1,64}@)?"
    r"((?:[^\W_][\w-]{0,62}\.){1,9}[^\W\d_][\w-]{1,62})(?=$|[\s/:?#)>\"',;.!])",
    re.IGNORECASE,
)
_FILE_ENDINGS = frozenset({
    "txt", "pdf", "png", "jpg", "jpeg", "gif", "svg", "js", "css", "html", "htm", "doc", "docx", "xls",
    "xlsx", "csv", "log", "exe", "msi", "json", "xml", "ini", "dll", "ppt", "pptx", "eml",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that may be followed. ``href``: what will be opened, in plain ASCII; ``host``: the machine it names.

    ``host`` is "" for telephone numbers; a name in another script stands in its encoded form ("xn--..."),
    and ``encoded`` says so. ``login``: a name stands before the host, as in "https://bank.com@evil.com".
    """

    href: str
    scheme: str
    host: str
    encoded: bool = False
    login: bool = False

    @classmethod
    def parse(cls, href: str) -> Link | None:
        """The link that ``href`` is; None where it is no web, mail or telephone link, or not well formed."""
        if not 0 < len(href) <= _MOST_CHARACTERS or _NOT_IN_LINKS.search(href):
            return None
        scheme = href.partition(":")[0].lower()
        if scheme not in _SCHEMES:
            return None
        return {"mailto": _mail, "tel": _phone}.get(scheme, _web)(href)

    def disguised(self, shown: str) -> bool:
        """Whether the words the link stands on name another host than the one it leads to."""
        named = [_encoded(name) for name in _NAMED.findall(shown[:_MOST_CHARACTERS]) if not _is_file(name)]
        return self.login or any(not _covers(name, self.host) for name in named if name)


def _web(href: str) -> Link | None:
    url = QUrl(href)
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded).lower().rstrip(".")
    if not url.isValid() or not host:
        return None
    return Link(
        href=url.toString(QUrl.ComponentFormattingOption.FullyEncoded),
        scheme=url.scheme(),
        host=host,
        encoded="xn--" in host,
        login=bool(url.userInfo()),
    )


def _mail(href: str) -> Link | None:
    url = QUrl(href)
    found = _MAIL.fullmatch(url.path(QUrl.ComponentFormattingOption.FullyDecoded))
    host = _encoded(found[1]) if found else ""
    if not url.isValid() or not host:
        return None
    whole = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    return Link(href=whole, scheme="mailto", host=host, encoded="xn--" in host)


def _phone(href: str) -> Link | None:
    number = href.partition(":")[2]
    return Link(href=f"tel:{number}", scheme="tel", host="") if _PHONE.fullmatch(number) else None


def _encoded(name: str) -> str:
    """A host's name as it goes over the wire; "" where it can be no host."""
    return bytes(QUrl.toAce(name).data()).decode("ascii").lower().rstrip(".")


def _covers(shown: str, host: str) -> bool:
    """Whether ``host`` is the shown one or belongs to it, as "www.example.com" does to "example.com"."""
    shown = shown.removeprefix("www.")
    return host == shown or host.endswith(f".{shown}")


def _is_file(name: str) -> bool:
    return name.rpartition(".")[2].lower() in _FILE_ENDINGS

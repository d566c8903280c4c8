"""Rules of a Vale style as house rules: ``existence`` and ``substitution``; what does not map is named, not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import tomli_w

from workbench.certainty.house.reading import plain
from workbench.certainty.house.words import HEARS, VERIFY
from workbench.certainty.linear import LINEAR, LONGEST
from workbench.certainty.model import Kind
from workbench.exchange.yaml_events import holds_refused, read_yaml
from workbench.kernel.text import one_line

_LEVELS = {"suggestion": "hint", "warning": "warn", "error": "warn"}
_MAPPED = {"extends", "message", "level", "ignorecase", "nonword", "tokens", "swap", "exceptions", "link"}
_NEEDLESS = {"action", "description", "name", "author", "limit", "code", "vocab", "custom", "capitalize"}
_PROSE = {"text", "paragraph", "sentence", "summary"}
_SIGNS = re.compile(r"[\\^$.|?*+()\[\]{}]")
_CAPITALS = re.compile(r"\[(?![^\]]*a-z)[^\]]*[A-Z]-[A-Z]|\\p\{Lu\}|\[:upper:\]")
_SLUG = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"\w")
_GROUP = re.compile(r"\(\?P?<(?=[A-Za-z_]\w*>)")
_LIST = re.compile(r"(?<!\(\?P)<(?=[a-z_]+>)")


@dataclass(frozen=True, slots=True)
class Unmapped:
    """Something of a style that has no counterpart, or another meaning here. ``file``: as it was named."""

    file: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}: {self.why}"


@dataclass(slots=True)
class Imported:
    """What came of a style: entries of a house file, and what did not come along."""

    rules: list[dict[str, Any]] = field(default_factory=list)
    guards: list[dict[str, Any]] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)

    def toml(self) -> str:
        """The house file."""
        tables = {"rule": self.rules, "guard": self.guards}
        return tomli_w.dumps({name: entries for name, entries in tables.items() if entries})


def take_in(text: str, file: str, name: str, kind: Kind, into: Imported) -> None:
    """Add the rule in ``text`` to ``into``. ``file``: what findings call it; ``name``: the id that it gets."""
    _File(file, name, kind, into).read(text)


class _File:
    def __init__(self, file: str, name: str, kind: Kind, into: Imported) -> None:
        self._file = file
        self._name = name
        self._kind = kind
        self._into = into
        self._capitals = False  # whether the style tells them apart

    def read(self, text: str) -> None:
        document = read_yaml(text)
        style = document.root
        self._capitals = not isinstance(style, Mapping) or str(style.get("ignorecase")).lower() != "true"
        if document.fault or not isinstance(style, Mapping):
            self._say(f"it cannot be read as YAML ({document.fault or 'it is no table'})")
        elif holds_refused(style):
            self._say("it uses an alias of YAML, which is not followed; write the words out")
        elif style.get("extends") == "existence":
            self._say_what_differs(style)
            self._existence(style)
        elif style.get("extends") == "substitution":
            self._say_what_differs(style)
            self._substitution(style)
        else:
            self._say(f"it extends “{style.get('extends', 'nothing')}”; existence and substitution alone come over")

    def _existence(self, style: Mapping[str, Any]) -> None:
        tokens = [token for token in _texts(style.get("tokens")) if self._fits(token)]
        said = self._common(style, _message(style.get("message"), "{cue}"))
        phrases = [plain(token) for token in tokens if not _SIGNS.search(token)]
        if phrases:
            self._add(said | {"phrases": list(dict.fromkeys(phrases))})
        for cue in _joined([token for token in tokens if _SIGNS.search(token)]):
            self._add(said | {"cue": _ours(cue)})
        if not tokens:
            self._say("nothing of it came over")

    def _substitution(self, style: Mapping[str, Any]) -> None:
        swap = style.get("swap")
        pairs = swap.items() if isinstance(swap, Mapping) else ()
        fit = [(seen, wanted) for seen, wanted in pairs if isinstance(wanted, str) and self._fits(seen)]
        for seen, wanted in fit:
            self._pair(style, seen, wanted)
        if not fit:
            self._say("nothing of it came over")

    def _pair(self, style: Mapping[str, Any], seen: str, wanted: str) -> None:
        said = self._common(style, _message(style.get("message"), wanted, "{cue}"))
        said["id"] = f"{self._name}.{_SLUG.sub('-', seen.lower()).strip('-')[:40]}"
        if wanted.strip() and not set("|{}") & set(wanted):
            said["rewrite"] = f"={wanted}"
        self._add(said | ({"cue": _ours(seen)} if _SIGNS.search(seen) else {"phrases": [plain(seen)]}))

    def _common(self, style: Mapping[str, Any], message: str) -> dict[str, Any]:
        level = str(style.get("level", "warning"))
        said = {
            "id": self._name,
            "kind": self._kind.value,
            "level": _LEVELS.get(level, "warn"),
            "hears": message or HEARS[self._kind],
            "verify": VERIFY[self._kind],
            "why": f"From the Vale rule {self._name}.",
        }
        if isinstance(style.get("link"), str):
            said["source"] = style["link"]
        return said | self._exceptions(style)

    def _exceptions(self, style: Mapping[str, Any]) -> dict[str, list[str]]:
        """Words that are found and let be, as a guard."""
        words = [word for word in _texts(style.get("exceptions")) if self._fits(word)]
        if not words:
            return {}
        name = f"{self._name}.exceptions"
        if all(guard["name"] != name for guard in self._into.guards):
            self._into.guards.append({"name": name, "cue": _ours(f"^(?:{'|'.join(words)})$")})
        return {"unless": [name]}

    def _add(self, rule: dict[str, Any]) -> None:
        """Under an id of its own."""
        taken = {other["id"] for other in self._into.rules}
        number, id_ = 2, rule["id"]
        while rule["id"] in taken:
            rule["id"] = f"{id_}-{number}"
            number += 1
        self._into.rules.append(rule)

    def _fits(self, token: str) -> bool:
        """Whether ``token`` can be looked for here; why not is said."""
        why = ""
        if not _WORD.search(re.sub(r"\\.", "", token)) and r"\w" not in token and r"\d" not in token:
            why = "holds no word, and words are what is looked for here"
        elif self._capitals and _CAPITALS.search(token) and "(?i)" not in token:
            why = "looks for capital letters, which are not told apart here"
        elif len(token) > LONGEST - 10:
            why = f"is longer than {LONGEST:,} characters"
        else:
            try:
                LINEAR.cue(_ours(token))
            except ValueError as error:
                why = str(error)
        if why:
            self._say(f"“{one_line(token, 60)}” {why}")
        return not why

    def _say_what_differs(self, style: Mapping[str, Any]) -> None:
        if "raw" in style:
            self._say("raw is left out; write it under tokens, in whole words")
        scope = [each for each in _texts(style.get("scope")) if each not in _PROSE]
        if scope:
            self._say(f"the scope {', '.join(scope)} is not known; the rule holds for all prose")
        if str(style.get("nonword")).lower() == "true":
            self._say("nonword: within words nothing is found here; the words are looked for whole")
        written = " ".join([*_texts(style.get("tokens")), *map(str, style.get("swap") or ())])
        if str(style.get("ignorecase")).lower() != "true" and re.sub(r"\\.", "", written) != written.lower():
            self._say("ignorecase: capital letters are not told apart here")
        for key in style.keys() - _MAPPED - _NEEDLESS - {"raw", "scope"}:
            self._say(f"“{key}” has no counterpart and is left out")

    def _say(self, why: str) -> None:
        self._into.unmapped.append(Unmapped(self._file, why))


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text.strip()]


def _joined(tokens: list[str]) -> Iterator[str]:
    """Patterns of as many tokens as fit into one."""
    part = ""
    for token in tokens:
        if part and len(part) + len(token) + 10 > LONGEST:
            yield part
            part = ""
        part += ("|" if part else "") + f"(?:{token})"
    if part:
        yield part


def _ours(pattern: str) -> str:
    """``pattern`` as house files write it, in which ``<name>`` stands for a list of words."""
    return _LIST.sub(r"\\x3c", _GROUP.sub("(?P<", pattern))


def _message(message: object, *values: str) -> str:
    """A sentence with what Vale would put in; the last value stands for every place that is left."""
    if not isinstance(message, str) or not message.strip():
        return ""
    left = list(values)
    said = re.sub(r"%(?:\[\d\])?s", lambda _: left.pop(0) if len(left) > 1 else left[0], one_line(message, 300))
    return said if said.endswith((".", "?", "!")) else f"{said}."

"""A body in our language, put together piece by piece; what is not understood stays open, where a person sees it."""

from __future__ import annotations

import re
import unicodedata

from workbench.exchange.making import Links, Made
from workbench.kernel.text import normalise, one_line
from workbench.packs.model import Field, FieldType

CLIPBOARD = "From the clipboard"
MAX_FIELDS = 200
_LABEL = 80
_VALUE = 500
_OPTIONS = 200
_SHOWN = 60
_PAIRS = 40
_GOES_ON = ("{{/", "{{:")  # of a part that is told already
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


class Body:
    """Text, fields and the rest in the order in which they stand; `made` gives the whole."""

    def __init__(self, links: Links | None = None) -> None:
        self._links = links or Links()
        self._pieces: list[str] = []
        self._words: list[str] = []
        self._fields: dict[str, Field] = {}
        self._names: dict[object, str] = {}
        self._notes: dict[str, None] = {}
        self._look = False
        self._cursor = False
        self._parts = 0
        self._written = ""
        self._mapped: dict[str, None] = {}

    def reads(self, written: str) -> None:
        """What is put next stands for this placeholder of the other program."""
        self._written = one_line(written, _SHOWN)

    def words(self, words: str) -> None:
        """Text as it is; what would be read as a placeholder of ours is escaped."""
        if words:
            self._words.append(words)

    def note(self, words: str, *, look: bool = False) -> None:
        self._notes[words] = None
        self._look = self._look or look

    def cursor(self) -> None:
        """Where typing goes on; only the first counts."""
        if self._cursor:
            self.note("Only the first place for the cursor was kept.")
            return
        self._cursor = True
        self._place("{{cursor}}")

    def today(self) -> None:
        self._place("{{date.today}}")

    def named(self, name: str) -> None:
        """One of the names that the ticket fills."""
        self._place("{{" + name + "}}")

    def ask(
        self,
        label: str,
        type_: FieldType = FieldType.TEXT,
        *,
        default: str = "",
        options: tuple[str, ...] = (),
        key: object = None,
        required: bool = True,
    ) -> None:
        """A field where this stands. The same ``key`` (else the same label) is asked for once."""
        name = self._field(label, type_, default=default, options=options, key=key, required=required)
        self._place("{{field." + name + "}}")

    def open(self, label: str, note: str, type_: FieldType = FieldType.TEXT) -> None:
        """A field for what cannot come in as it is, and why; the item is to be looked at."""
        self.ask(label, type_)
        self.note(note, look=True)

    def clipboard(self) -> None:
        self.ask(CLIPBOARD, FieldType.LONG, key=("clipboard",))
        self.note("What the clipboard held is asked for here.")

    def never_run(self, label: str, what: str) -> None:
        """Something the other program would have run. It never runs here."""
        self.open(label, f"“{one_line(label, 60)}” came from {what}, which is not run here: needs a look.")

    def unknown(self, written: str) -> None:
        shown = one_line(written, 60)
        self.open(
            shown.strip("{}[]<>%#$ ") or "Blank", f"“{shown}” was not understood and is left as a blank: needs a look."
        )

    def include(self, name: str) -> None:
        """Another snippet of the same import by its name there; an open field where there is none, or a circle."""
        id_ = self._links.id_of(name)
        if id_ is None:
            self.open(name, f"The snippet “{one_line(name, 60)}” it includes is not in this import.", FieldType.LONG)
        elif self._links.goes_round(id_):
            self.open(name, f"Including “{one_line(name, 60)}” would go round in a circle, so it was left open.")
        else:
            self._place("{{>" + id_ + "}}", f"the snippet “{one_line(name, _SHOWN)}”")

    def begin_part(self, label: str, *, default: bool) -> None:
        """What follows stands only where a yes/no field says so, up to `end_part`."""
        name = self._field(label, FieldType.YES_NO, default="yes" if default else "no", key=("part", label))
        self._parts += 1
        self._place("{{?field." + name + "}}")

    def end_part(self) -> bool:
        """End the part begun last; False where none is open."""
        if not self._parts:
            return False
        self._parts -= 1
        self._place("{{/}}")
        return True

    def made(self) -> Made:
        while self.end_part():
            self.note("An optional part had no end; it now ends with the text.", look=True)
        self._flush()
        body = "".join(self._pieces).strip()
        return Made(body=body + "\n" if body.strip() else "", fields=tuple(self._fields.values()),
                    notes=tuple(self._notes), mapped=tuple(self._mapped), look=self._look)  # fmt: skip

    def _flush(self) -> None:
        if self._words:
            self._pieces.append(escaped("".join(self._words)))
            self._words = []

    def _place(self, tag: str, shown: str = "") -> None:
        self._flush()
        self._map(shown or tag)
        if self._pieces and self._pieces[-1].endswith(
            ("\\", "\\{")
        ):  # a backslash would make plain words of the placeholder
            self._pieces.append(" ")
            self.note("A space was put between a backslash and the blank behind it.", look=True)
        self._pieces.append(tag)

    def _map(self, ours: str) -> None:
        pair = f"{self._written} → {ours}"
        is_news = self._written and self._written != ours and not ours.startswith(_GOES_ON)
        if is_news and len(self._mapped) < _PAIRS:
            self._mapped[pair] = None

    def _field(
        self, label: str, type_: FieldType, *, default: str = "", options: tuple[str, ...] = (), key: object = None,
        required: bool = True,
    ) -> str:  # fmt: skip
        label = one_line(normalise(label), _LABEL) or "Blank"
        key = key if key is not None else (label,)
        if key in self._names:
            return self._names[key]
        if len(self._fields) >= MAX_FIELDS:
            raise ValueError(f"it has more than {MAX_FIELDS} blanks")
        name = self._names[key] = self._free_name(label)
        self._fields[name] = self._checked(name, label, type_, default, options, required)
        return name

    def _checked(
        self, name: str, label: str, type_: FieldType, default: str, options: tuple[str, ...], required: bool
    ) -> Field:
        default = normalise(default).strip()
        if "{{" in default or len(default) > _VALUE:
            self.note(f"What “{label}” began with was left out.", look=True)
            default = ""
        options = tuple(filter(None, dict.fromkeys(one_line(normalise(each), _VALUE) for each in options)))[:_OPTIONS]
        if type_ is FieldType.CHOICE and not options:
            self.note(f"The choice “{label}” has nothing to choose from, so it became a text.", look=True)
            type_ = FieldType.TEXT
        if type_ is FieldType.CHOICE and default and default not in options:
            options = (one_line(default, _VALUE), *options)
            default = options[0]
        return Field(name=name, label=label, type=type_, default=default, options=options, required=required)

    def _free_name(self, label: str) -> str:
        plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
        bare = _NOT_PLAIN.sub("_", plain).strip("_")
        bare = (bare if bare[:1].isalpha() else f"field_{bare}".rstrip("_"))[:50].rstrip("_")
        name, number = bare, 1
        while name in self._fields:
            number += 1
            name = f"{bare}_{number}"
        return name


def escaped(words: str) -> str:
    """Words in which nothing is read as a placeholder of ours."""
    return normalise(words).replace("{{", "\\{{")


def plain(words: str) -> Made:
    """A text without any placeholder."""
    body = escaped(words).strip()
    return Made(body=body + "\n" if body.strip() else "")

"""A body whose parts stand under conditions of another language, and several texts that share their fields."""

from __future__ import annotations

from workbench.exchange.placeholders.body import Body
from workbench.kernel.text import one_line
from workbench.packs.model import FieldType

MAX_DEPTH = 20


class Parts(Body):
    """Adds conditions on what we know, their other side, and a next text with the same fields."""

    def begin_if(self, condition: str) -> None:
        """What follows stands only under ``condition``, in our language; up to `end_part`."""
        self._deeper()
        self._place("{{?" + condition + "}}")

    def begin_asked(self, logic: str, *, wanted: bool = True) -> None:
        """What follows stands where a person says so of ``logic``, which the other program decided itself."""
        shown = one_line(logic.replace("{", "").replace("}", ""), 70)
        name = self._field(f"{shown}?", FieldType.YES_NO, default="no", key=("asked", shown))
        self._deeper()
        self._place("{{?" + ("" if wanted else "!") + f"field.{name}" + "}}")
        self.note(f"“{shown}” was decided by the other program; here it is asked: needs a look.", look=True)

    def otherwise(self) -> None:
        """What follows stands where the part begun last does not."""
        self._place("{{:}}")

    def next_text(self) -> str:
        """The text up to here, complete; what follows is another one with the same fields."""
        body = self.made().body
        self._pieces, self._words, self._cursor = [], [], False
        return body

    def _deeper(self) -> None:
        self._parts += 1
        if self._parts > MAX_DEPTH:
            raise ValueError(f"its conditions are nested more than {MAX_DEPTH} deep")

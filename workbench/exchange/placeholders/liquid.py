"""Liquid's tags: simple conditions become ours, others are asked, and what else it can do is left in sight."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.exchange.placeholders.desk_names import Desk
from workbench.exchange.placeholders.expression import Condition, condition, literals
from workbench.exchange.placeholders.parts import Parts

_TAG = re.compile(r"\{%-?\s*(?P<word>\w*)\s*(?P<rest>.*?)\s*-?%\}", re.DOTALL)
_BEGINS = {"if", "unless", "case", "for", "tablerow", "capture", "comment", "raw"}
_VERBATIM = {"comment", "raw"}


@dataclass(slots=True)
class _Frame:
    """A tag that has begun. ``parts``: how many parts of ours end with it; ``last``: its other side has begun."""

    word: str
    subject: str = ""
    parts: int = 0
    last: bool = False


class Liquid:
    """Takes tags in their order and puts what they come to into ``body``."""

    def __init__(self, body: Parts, desk: Desk) -> None:
        self._body = body
        self._desk = desk
        self._open: list[_Frame] = []

    @property
    def drops(self) -> bool:
        """Whether words here are none of the text: a comment, or what stands between a case and its first when."""
        return bool(self._open) and (
            self._open[-1].word == "comment" or (self._open[-1].word == "case" and not self._open[-1].parts)
        )

    @property
    def verbatim(self) -> bool:
        """Whether placeholders here are words."""
        return bool(self._open) and self._open[-1].word in _VERBATIM

    def tag(self, written: str) -> None:
        """One ``{%…%}``."""
        found = _TAG.fullmatch(written)
        word, rest = (found["word"], found["rest"]) if found else ("", written)
        if self.verbatim and word != f"end{self._open[-1].word}":
            if not self.drops:
                self._body.words(written)
        elif word in _BEGINS:
            self._begin(word, rest)
        elif word.startswith("end") and self._open and word == f"end{self._open[-1].word}":
            self._end()
        elif word in {"elsif", "elseif", "when", "else"}:
            self._turn(word, rest, written)
        else:
            self._left(written)

    def finish(self) -> None:
        """End what has no end."""
        if self._open:
            self._body.note("A condition had no end; it now ends with the text.", look=True)
        while self._open:
            self._end()

    def _begin(self, word: str, rest: str) -> None:
        frame = _Frame(word, rest)
        self._open.append(frame)
        if len(self._open) > 40:
            raise ValueError("its logic is nested more than 40 deep")
        if word in {"if", "unless"}:
            self._part(frame, rest, wanted=word == "if")
        elif word not in {"case", *_VERBATIM}:
            self._left(f"{word} {rest}")

    def _part(self, frame: _Frame, logic: str, *, wanted: bool = True) -> None:
        simple = condition(logic)
        ours = self._desk.our_name(simple.name) if simple else ""
        frame.parts += 1
        if simple and ours:
            self._body.begin_if(_ours(simple, ours, wanted))
        else:
            self._body.begin_asked(logic, wanted=wanted)

    def _turn(self, word: str, rest: str, written: str) -> None:
        frame = self._open[-1] if self._open else _Frame("")
        fits = frame.word == "case" if word == "when" else frame.word in {"if", "unless", "case"}
        if not fits or frame.last:
            self._left(written)
            return
        if frame.parts:
            self._body.otherwise()
        frame.last = word == "else"
        if word in {"elsif", "elseif"}:
            self._part(frame, rest)
        elif word == "when":
            self._when(frame, rest)
        elif not frame.parts:  # a case that has nothing but its other side
            frame.parts = 1
            self._body.begin_asked(f"{frame.subject} is anything")

    def _when(self, frame: _Frame, rest: str) -> None:
        values = literals(rest)
        ours = self._desk.our_name(frame.subject)
        frame.parts += 1
        if ours and values and len(values) == 1:
            self._body.begin_if(f"{ours}={values[0]}")
        else:
            self._body.begin_asked(f"{frame.subject} is {rest}")

    def _end(self) -> None:
        for _ in range(self._open.pop().parts):
            self._body.end_part()

    def _left(self, written: str) -> None:
        logic = written.strip("{}%- \n")
        shown = " ".join(logic.split())[:60] or "logic"
        self._body.open(
            shown.replace("{", "").replace("}", ""), f"“{shown}” is logic that is not done here: needs a look."
        )


def _ours(simple: Condition, name: str, wanted: bool) -> str:
    met = simple.wanted == wanted
    if simple.value is None:
        return name if met else f"!{name}"
    return f"{name}={simple.value}" if met else f"{name}!={simple.value}"

"""What a chart is painted of: fills, strokes, dots and words in places, with inks by their names. No Qt.

Lengths are pixels at the size that words are measured in; y grows downwards. Inks are paths of the theme's tokens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, Protocol

Face = Literal["caption", "body", "strong"]
Side = Literal["start", "middle", "end"]

GROUND = "surface.pane"
PLAIN = "line.field"
STRONG = "text.secondary"
FAINT = "text.faint"
WORD = "text.primary"
GUIDE = "line.soft"


class Pattern(StrEnum):
    """Ways to fill that are told apart without colour, in the order in which parts take them."""

    SOLID = "solid"
    SLANTED = "slanted"
    BLANK = "blank"
    DOTTED = "dotted"
    LEVEL = "level"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class Box:
    """A place."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def meets(self, other: Box) -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def mirrored(self, width: float) -> Box:
        """Where it stands when read from the right, on a sheet as wide as ``width``."""
        return replace(self, x=width - self.right)


@dataclass(frozen=True, slots=True)
class Fill:
    """A rectangle. ``point``: the point whose number its size is, or -1."""

    box: Box
    ink: str
    pattern: Pattern = Pattern.SOLID
    edged: bool = False
    point: int = -1


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from corner to corner."""

    corners: tuple[tuple[float, float], ...]
    ink: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle, or a square on its tip."""

    x: float
    y: float
    radius: float
    ink: str
    tipped: bool = False
    point: int = -1


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text."""

    box: Box
    text: str
    ink: str = FAINT
    face: Face = "caption"
    side: Side = "middle"


Shape = Fill | Stroke | Dot | Words


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes from back to front; for each point the place where it is clicked, and what its ring goes round."""

    shapes: tuple[Shape, ...]
    places: tuple[Box, ...]
    rings: tuple[Box, ...]
    height: float

    def mirrored(self, width: float) -> Picture:
        """As read from the right; words stay as they are written."""
        shapes = tuple(_mirrored(shape, width) for shape in self.shapes)
        places, rings = (tuple(box.mirrored(width) for box in boxes) for boxes in (self.places, self.rings))
        return Picture(shapes, places, rings, self.height)


class Measure(Protocol):
    """How large words are."""

    def width(self, text: str, face: Face = "caption") -> float: ...

    def height(self, face: Face = "caption") -> float: ...

    def cut(self, text: str, width: float, face: Face = "caption") -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where a chart is laid out: its size, how words are measured, and the point under the hand (-1 for none)."""

    width: float
    height: float
    measure: Measure
    lit: int = -1


def wide_as(text: str, room: Room, face: Face = "caption") -> float:
    """Pixels that ``text`` takes, a little more than measured so that no letter is lost to rounding."""
    return room.measure.width(text, face) + 2


def apart(box: Box, taken: Iterable[Box]) -> bool:
    """Whether ``box`` covers none of ``taken``."""
    return not any(box.meets(other) for other in taken)


def _mirrored(shape: Shape, width: float) -> Shape:
    if isinstance(shape, Stroke):
        return replace(shape, corners=tuple((width - x, y) for x, y in shape.corners))
    if isinstance(shape, Dot):
        return replace(shape, x=width - shape.x)
    if isinstance(shape, Words):
        swapped: dict[Side, Side] = {"start": "end", "end": "start", "middle": "middle"}
        return replace(shape, box=shape.box.mirrored(width), side=swapped[shape.side])
    return replace(shape, box=shape.box.mirrored(width))

"""Read what is to come in from a file, a folder, or several of them as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.exchange.making import stays_out
from workbench.exchange.model import Format, Item
from workbench.exchange.own import OwnJson, OwnPack
from workbench.exchange.registry import by_name, recognise
from workbench.kernel.errors import UserError
from workbench.library.importing import apart
from workbench.packs.model import Fact
from workbench.store.db import CHUNK

Progress = Callable[[int, int], bool]
"""Told (done, in all; 0 where that is not known yet); False stops the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What was read. ``name``: of the file; ``format``: for a person."""

    name: str
    format: str
    items: tuple[Item, ...]
    assets: tuple[Path, ...] = ()
    facts: tuple[Fact, ...] = ()


class _Stopped(UserError):
    """By who asked for it."""


def read(path: Path, format_name: str, progress: Progress, before: int = 0) -> Brought:
    """Read ``path``; ``before``: items that were read already.

    Raises UserError where the file is of no known format or cannot be read, or where ``progress`` stopped it.
    """
    found = _format(path, format_name)
    items: list[Item] = []
    for item in apart.read(found, path):
        items.append(item)
        if len(items) % CHUNK == 0 and not progress(before + len(items), 0):
            raise _Stopped("Reading was stopped.", "Nothing was changed.")
    return Brought(
        name=path.name,
        format=found.title,
        items=tuple(items),
        assets=(*(found.assets(path) if isinstance(found, OwnPack) else ()), *_files_of(items)),
        facts=found.facts(path) if isinstance(found, OwnPack | OwnJson) else (),
    )


def read_all(paths: Sequence[Path], progress: Progress) -> Brought:
    """Read several as one. One that cannot be read is an item that stays out; raises UserError where none can."""
    items: list[Item] = []
    found: list[Brought] = []
    for path in paths:
        try:
            found.append(read(path, "", progress, len(items)))
            items += found[-1].items
        except _Stopped:
            raise
        except UserError as error:
            if len(paths) == 1:
                raise
            items.append(stays_out(path.name, f"{error.title} {error.cure}".strip()))
    if not found:
        raise UserError("None of these files could be read.", "Bring them in one by one to see why.")
    return Brought(
        name=paths[0].name if len(paths) == 1 else f"{paths[0].name} and {len(paths) - 1:,} more",
        format=", ".join(dict.fromkeys(each.format for each in found)),
        items=tuple(items),
        assets=tuple(asset for each in found for asset in each.assets),
        facts=tuple(fact for each in found for fact in each.facts),
    )


def _files_of(items: Sequence[Item]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(Path(file) for item in items for file in item.files))


def _format(path: Path, name: str) -> Format:
    if not path.exists():
        raise UserError(f"“{path.name}” is not there.", "Check its name and place.")
    found = by_name(name) if name else recognise(path)
    if found is None:
        what = f"There is no format “{name}”." if name else f"What “{path.name}” holds is not recognised."
        raise UserError(what, "Name its format, or export it again from where it comes from.")
    return found

"""The words of the library, kept up with it: all are read once, then only those of what was changed."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

from workbench.library.search import repo as index
from workbench.library.search.typos import Vocabulary
from workbench.store import Reader

_MANY = 2_000  # so many changed snippets are not read one by one


class Words:
    """May be asked by several threads."""

    def __init__(self) -> None:
        self._busy, self._noting = threading.Lock(), threading.Lock()
        self._vocabulary: Vocabulary | None = None
        self._changed: set[str] = set()

    def changed(self, ids: Iterable[str]) -> None:
        """These snippets have other words now. Waits for nobody."""
        with self._noting:
            self._changed.update(ids)

    def read(self, reader: Reader) -> None:
        """Take in what is not known yet; some tenths of a second for a hundred thousand new snippets."""
        with self._busy:
            self._known(reader)

    def near(self, reader: Reader, word: str) -> Sequence[str]:
        """What ``word`` may mean; see `Vocabulary.near`."""
        with self._busy:
            return self._known(reader).near(word)

    def holds(self, reader: Reader, word: str) -> bool:
        """Whether it is a whole word of the library."""
        with self._busy:
            return self._known(reader).holds(word)

    def _known(self, reader: Reader) -> Vocabulary:
        with self._noting:
            changed, self._changed = self._changed, set()
        if self._vocabulary is None or len(changed) > _MANY:
            self._vocabulary = Vocabulary(index.words(reader))
        elif changed:
            self._vocabulary.add(index.words_in(reader, changed))
        return self._vocabulary

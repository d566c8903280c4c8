"""Read and change settings. Values stand in the store; a key this program does not know is kept as it is."""

from __future__ import annotations

import json
from typing import TypeVar

from workbench.kernel.changes import Kind
from workbench.kernel.errors import UserError
from workbench.settings.repo import read_value, write_value
from workbench.settings.schema import GUEST_DAY, Setting
from workbench.store import Store, Tx

T = TypeVar("T", bool, int, str)


class SettingsService:
    """Typed settings, and free-form state of the window (`remember`, `recall`)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._code = ""  # of the host; here alone, and gone with the program

    def get(self, setting: Setting[T]) -> T:
        """The value, or the default where none or an unusable one is kept."""
        raw = read_value(self._store.read(), setting.key)
        if raw is None:
            return setting.default
        value = json.loads(raw)
        return value if setting.accepts(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep ``value``. Raises UserError where the setting does not take it."""
        if not setting.accepts(value):
            raise UserError(f"“{setting.title}” does not take {value!r}.", setting.help)
        self._keep(setting.key, json.dumps(value))

    def begin_guest_day(self, code: str = "") -> None:
        """A guest writes from now on, and nothing is sent. ``code`` is asked for when the host comes back.

        It is a courtesy among colleagues and no security: it is kept nowhere, and whoever starts the program anew ends
        the day without it.
        """
        self._code = code.strip()
        self.set(GUEST_DAY, True)

    @property
    def asks_for_code(self) -> bool:
        """Whether the host set a code when they handed over."""
        return bool(self._code) and self.get(GUEST_DAY)

    def end_guest_day(self, code: str = "") -> bool:
        """The host is back; False where a code was set and ``code`` is another."""
        if self.asks_for_code and code.strip() != self._code:
            return False
        self._code = ""
        self.set(GUEST_DAY, False)
        return True

    def remember(self, name: str, value: object) -> None:
        """Keep a piece of window state (anything JSON can hold) under ``name``."""
        self._keep(f"state.{name}", json.dumps(value))

    def recall(self, name: str) -> object:
        """What was remembered under ``name``, or None."""
        raw = read_value(self._store.read(), f"state.{name}")
        return None if raw is None else json.loads(raw)

    def _keep(self, key: str, value: str) -> None:
        def work(tx: Tx) -> None:
            write_value(tx, key, value)
            tx.touch(Kind.SETTING, key)

        self._store.write(work, origin="settings")

from __future__ import annotations

import pytest

from tests.unit.conftest import Bench
from workbench.kernel.errors import UserError
from workbench.settings.schema import ALL, SCALE, THEME, UNDO_SECONDS


def test_a_setting_has_its_default_until_it_is_changed(bench: Bench) -> None:
    settings = bench.workbench.settings
    assert settings.get(UNDO_SECONDS) == 10
    settings.set(UNDO_SECONDS, 30)
    assert settings.get(UNDO_SECONDS) == 30


def test_a_value_out_of_bounds_is_refused(bench: Bench) -> None:
    with pytest.raises(UserError):
        bench.workbench.settings.set(SCALE, 900)
    with pytest.raises(UserError):
        bench.workbench.settings.set(THEME, "pink")
    assert bench.workbench.settings.get(SCALE) == 100


def test_an_unusable_value_in_the_store_gives_the_default(bench: Bench) -> None:
    bench.workbench.store.write(lambda tx: tx.insert("setting", {"key": THEME.key, "value": '"pink"'}))
    assert bench.workbench.settings.get(THEME) == "system"


def test_window_state_is_remembered(bench: Bench) -> None:
    bench.workbench.settings.remember("window", {"size": [1, 2]})
    assert bench.workbench.settings.recall("window") == {"size": [1, 2]}
    assert bench.workbench.settings.recall("other") is None


def test_keys_are_unique_and_every_setting_is_explained() -> None:
    assert len({setting.key for setting in ALL}) == len(ALL)
    assert all(setting.title and setting.help.endswith(".") for setting in ALL)

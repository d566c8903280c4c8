"""The words for a stranger are true: what the module says happens, happens."""

from __future__ import annotations

import dataclasses
import doctest

import workbench.certainty
from workbench.certainty import Finding


def test_the_example_of_the_module_runs_as_it_is_written() -> None:
    ran = doctest.testmod(workbench.certainty)
    assert (ran.failed, ran.attempted >= 5) == (0, True)


def test_every_field_of_a_finding_is_explained() -> None:
    assert Finding.__doc__ is not None
    unexplained = [field.name for field in dataclasses.fields(Finding) if f"``{field.name}``:" not in Finding.__doc__]
    assert unexplained == []


def test_what_is_offered_has_words() -> None:
    assert [name for name in workbench.certainty.__all__ if not getattr(workbench.certainty, name).__doc__] == []

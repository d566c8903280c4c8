"""A property that is worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Value = TypeVar("_Value")


class once(Generic[_Value]):
    """As ``functools.cached_property``, without the lock that it takes up to Python 3.11.

    The lock costs more than most of what a check keeps in this way. Two threads may both work a value out.
    """

    def __init__(self, work: Callable[[Any], _Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, owner: object, _kind: object) -> _Value:
        value = owner.__dict__[self._name] = self._work(owner)
        return value

"""Guest day: somebody else of the company helps here, and nothing leaves while they do."""

from __future__ import annotations

from workbench.kernel.errors import UserError
from workbench.settings.repo import read_value
from workbench.settings.schema import GUEST_DAY
from workbench.store import Reader


def is_guest_day(reader: Reader) -> bool:
    """Whether a guest is here today."""
    return read_value(reader, GUEST_DAY.key) == "true"


def host_only(reader: Reader) -> None:
    """Raises UserError on a guest day: what is asked for would leave the house, and that is the host's to do."""
    if is_guest_day(reader):
        raise UserError(
            "A guest writes today, so the host sends.", "Nothing was changed. The host ends guest day in Settings."
        )

"""Every format that can be read, in the order in which they are asked whether a file is theirs."""

from __future__ import annotations

from pathlib import Path

from workbench.exchange.alfred import Alfred
from workbench.exchange.autokey import AutoKey
from workbench.exchange.beeftext import Beeftext
from workbench.exchange.chatwoot import Chatwoot
from workbench.exchange.espanso import Espanso
from workbench.exchange.freshdesk import Freshdesk
from workbench.exchange.front import Front
from workbench.exchange.gorgias import Gorgias
from workbench.exchange.helpscout import HelpScout
from workbench.exchange.intercom import Intercom
from workbench.exchange.model import Format
from workbench.exchange.osticket import OsTicket
from workbench.exchange.own import OwnJson, OwnPack
from workbench.exchange.raycast import Raycast
from workbench.exchange.table import Table
from workbench.exchange.textexpander import TextExpander
from workbench.exchange.zammad import Zammad
from workbench.exchange.zendesk import Zendesk

FORMATS: tuple[Format, ...] = (
    OwnJson(), OwnPack(), Alfred(), TextExpander(), Espanso(),
    Zendesk(), Chatwoot(), Gorgias(), Freshdesk(), Intercom(), Front(), OsTicket(), HelpScout(), Zammad(),
    Beeftext(), Raycast(), AutoKey(), Table(),
)  # fmt: skip


def by_name(name: str) -> Format | None:
    """The format of that name."""
    return next((each for each in FORMATS if each.name == name), None)


def recognise(path: Path) -> Format | None:
    """The format that a file or folder looks like; None where it looks like none. Never raises."""
    for each in FORMATS:
        try:
            if each.recognises(path):
                return each
        except (OSError, ValueError):
            continue
    return None

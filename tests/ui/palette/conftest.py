from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.palette.about import About
from ui.palette.window import SnippetPalette
from workbench.library.editing.installing import keep_pack
from workbench.library.model import ReplyContext
from workbench.packs.model import Field, FieldType, Pack, PackSnippet, SnippetStatus, Variant

ADA = About(words="For Ada, #1042", context=ReplyContext(values={"customer.first_name": "Ada"}, language="en"))
SNIPPETS = (
    PackSnippet(id="t-bold", title="Zebra bold", shortcut="zb", language="en", body="It is **done** & sent. {{yours|why}}.\n\nBye."),
    PackSnippet(id="t-hello", title="Zebra hello", language="en", body="Hi {{customer.first_name}}, thanks."),
    PackSnippet(
        id="t-form", title="Zebra form", language="en", body="Order {{field.order}} {{?customer.first_name}}{{:}}x{{/}} is {{field.state}}, {{field.order}}.",
        fields=(Field(name="order", label="Order number", pattern="[0-9]+"), Field(name="state", label="State", type=FieldType.CHOICE, options=("paid", "sent"))),
    ),
    PackSnippet(id="t-default", title="Zebra default", language="en", body="In {{field.days}} days.", fields=(Field(name="days", label="Days", default="3"),)),
    PackSnippet(id="t-odd", title="Zebra odd", language="en", body="Dear {{customer.full_name}},"),
    PackSnippet(id="t-unknown", title="Zebra unknown", language="en", body="See {{no.such.name}}."),
    PackSnippet(id="t-over", title="Zebra over", language="en", body="Sale.", valid_until=date(2020, 1, 1)),
    PackSnippet(id="t-recalled", title="Zebra recalled", language="en", body="Old.", status=SnippetStatus.RECALLED),
    PackSnippet(id="t-two", title="Zebra two", language="en", body="Good day.", variants=(Variant(language="de", title="Zebra zwei", body="Guten Tag."),)),
    PackSnippet(
        id="t-hung", title="Zebra hung", language="en", body="Paid {{?field.m=card}}by card{{:}}otherwise{{/}}.{{?field.late}} Late.{{/}}",
        fields=(Field(name="m", label="Paid by", type=FieldType.CHOICE, options=("card", "PayPal"), default="PayPal"), Field(name="late", label="Late", type=FieldType.YES_NO)),
    ),
    PackSnippet(id="t-scar", title="Zebra scar", language="en", body="Hi [NAME], it is done."),
    PackSnippet(id="t-part", title="Zebra part", language="en", body="Done. {{>t-recalled}}"),
    PackSnippet(id="t-day", title="Zebra day", language="de", body="Am {{date.today}}."),
)  # fmt: skip


@pytest.fixture
def stocked(parts: Parts) -> Parts:
    pack = Pack(id="t", name="T", version="1.0.0", serial=1, snippets=SNIPPETS, faults=(), digest="t")
    parts.workbench.store.write(lambda tx: keep_pack(tx, pack, datetime.now(UTC)))
    return parts


@pytest.fixture
def open_one() -> list[About]:
    """The conversation that is open, if there is one."""
    return []


@pytest.fixture
def palette(stocked: Parts, open_one: list[About], qtbot: QtBot, qapp: QApplication) -> Iterator[SnippetPalette]:
    made = SnippetPalette(stocked, lambda: open_one[0] if open_one else None)
    qtbot.addWidget(made)
    qapp.clipboard().setText("before")
    made.ask()
    qtbot.waitExposed(made)
    yield made
    made.clipboard.put(QMimeData(), hold_for=0)

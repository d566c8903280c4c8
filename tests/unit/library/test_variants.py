"""Which variant suits a reply."""

from __future__ import annotations

import pytest

from workbench.kernel.ids import SnippetId
from workbench.library.model import ReplyContext, Snippet
from workbench.library.variants import choose, shown_as
from workbench.packs.model import Variant

SNIPPET = Snippet(
    id=SnippetId("a"),
    pack_id="p",
    title="A",
    body="en",
    language="en",
    variants=(
        Variant(language="de", body="de", title="Auf Deutsch"),
        Variant(language="de", channel="chat", body="de chat"),
        Variant(language="en", channel="chat", body="en chat"),
        Variant(language="pt-br", body="pt-br"),
        Variant(language="en", tone="formal", body="en formal"),
    ),
)


@pytest.mark.parametrize(
    ("language", "channel", "tone", "body"),
    [
        ("en", "email", "", "en"),
        ("de", "email", "", "de"),
        ("de", "chat", "", "de chat"),
        ("en", "chat", "", "en chat"),
        ("de", "note", "", "de"),
        ("pt", "email", "", "pt-br"),
        ("pt-br", "chat", "", "pt-br"),
        ("DE", "email", "", "de"),
        ("fr", "email", "", "en"),
        ("fr", "chat", "", "en chat"),
        ("", "", "", "en"),
        ("", "chat", "", "en chat"),
        ("en", "email", "formal", "en formal"),
        ("de", "email", "formal", "de"),
    ],
)
def test_language_before_channel_before_tone(language: str, channel: str, tone: str, body: str) -> None:
    context = ReplyContext(language=language, channel=channel, tone=tone)
    assert shown_as(SNIPPET, choose(SNIPPET, context)).body == body


def test_a_variant_keeps_the_title_where_it_has_none() -> None:
    assert [shown_as(SNIPPET, number).title for number in range(3)] == ["A", "Auf Deutsch", "A"]
    assert shown_as(SNIPPET, 1).id == "a"

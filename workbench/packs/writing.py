"""Write snippets in the form in which packs hold them: Markdown with TOML front matter, one file a variant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import tomli_w

from workbench.packs.model import Field, FieldType, PackSnippet, SnippetStatus


def files_of(snippet: PackSnippet) -> Iterator[tuple[str, str]]:
    """Suffix and text of each file: ``""`` for the snippet itself, such as ``.de.chat`` for a variant."""
    yield "", snippet_text(snippet)
    for variant in snippet.variants:
        marks = [mark for mark in (variant.language, variant.channel, variant.tone) if mark]
        part = replace(
            snippet,
            title=variant.title or snippet.title,
            language=variant.language,
            channel=variant.channel,
            tone=variant.tone,
            body=variant.body,
            variants=(),
        )
        yield "." + ".".join(marks), snippet_text(part)


def snippet_text(snippet: PackSnippet) -> str:
    """One file, without the variants; `read_snippet` gives the same snippet back."""
    front: dict[str, Any] = {"id": snippet.id, "title": snippet.title}
    front |= {
        key: value
        for key, value in (
            ("shortcut", snippet.shortcut),
            ("tags", list(snippet.tags)),
            ("synonyms", list(snippet.synonyms)),
            ("language", snippet.language),
            ("channel", snippet.channel),
            ("tone", snippet.tone),
            ("when", snippet.context),
            ("status", "" if snippet.status is SnippetStatus.APPROVED else str(snippet.status)),
            ("owner", snippet.owner),
            ("review_by", snippet.review_by),
            ("valid_until", snippet.valid_until),
            ("locked", snippet.locked),
            ("assets", list(snippet.assets)),
            ("origin", snippet.origin),
            ("fields", [_field(each) for each in snippet.fields]),
        )
        if value
    }
    return f"+++\n{tomli_w.dumps(front)}+++\n{snippet.body.strip()}\n"


def _field(field: Field) -> dict[str, Any]:
    table: dict[str, Any] = {"name": field.name, "label": field.label}
    if field.type is not FieldType.TEXT:
        table["type"] = str(field.type)
    table |= {key: value for key, value in (("default", field.default), ("pattern", field.pattern)) if value}
    if not field.required:
        table["required"] = False
    if field.options:
        table["options"] = list(field.options)
    return table

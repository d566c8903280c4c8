from __future__ import annotations

import json

from workbench.certainty import check
from workbench.certainty.jsonl import record


def test_a_record_holds_what_a_reader_needs() -> None:
    made = json.loads(json.dumps(record("a1", check("🎉 That should be fixed; I hope it is."))))
    assert made["id"] == "a1"
    first, second = made["findings"]
    assert set(first) == {"kind", "level", "start", "end", "cue", "rule", "message", "rewrite"}
    assert (first["kind"], first["level"], first["cue"]) == ("uncertain", "warn", "should")
    assert (first["start"], first["end"]) == (7, 13)
    assert first["rewrite"] == "🎉 That is fixed; I hope it is."
    assert second["rewrite"] is None


def test_a_text_without_findings_has_an_empty_list() -> None:
    assert record("a2", ()) == {"id": "a2", "findings": []}

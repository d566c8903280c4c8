"""The shape in which findings leave the program: one record for each text that was checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.certainty.model import Finding


def record(item: str, findings: Iterable[Finding]) -> dict[str, Any]:
    """``{"id": …, "findings": […]}`` for JSON; offsets in code points, ``rewrite`` None where there is none."""
    return {"id": item, "findings": [_entry(finding) for finding in findings]}


def _entry(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "level": finding.level.value,
        "start": finding.span.start,
        "end": finding.span.end,
        "cue": finding.cue,
        "rule": finding.rule,
        "message": finding.message,
        "rewrite": finding.rewrite,
    }

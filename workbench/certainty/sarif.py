"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from workbench.certainty.lines import NEW_LINES, Lines
from workbench.certainty.model import Finding, Level

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.WARN: "warning", Level.HINT: "note"}


@dataclass(slots=True)
class Log:
    """Collects the findings of one run; `document` gives them for JSON. ``version``: of the program."""

    version: str
    _results: list[dict[str, Any]] = field(default_factory=list)
    _rules: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    _complaints: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, text: str, findings: Iterable[Finding]) -> None:
        """Take up the findings of the file ``name`` that holds ``text``."""
        lines = Lines(text)
        self._results.extend(self._result(name, lines, finding) for finding in findings)

    def complain(self, words: str) -> None:
        """Something could not be checked."""
        self._complaints.append({"level": "error", "message": {"text": words}})

    def document(self) -> dict[str, Any]:
        """The log. It says that the run was not successful where something could not be checked."""
        driver = {
            "name": "workbench check",
            "version": self.version,
            "rules": [rule for _, rule in self._rules.values()],
        }
        invocation = {"executionSuccessful": not self._complaints, "toolExecutionNotifications": self._complaints}
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": list(NEW_LINES),
            "invocations": [invocation],
            "results": self._results,
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _result(self, name: str, lines: Lines, finding: Finding) -> dict[str, Any]:
        region = _region(lines, finding)
        return {
            "ruleId": finding.rule,
            "ruleIndex": self._rule(finding),
            "level": _LEVELS[finding.level],
            "message": {"text": _words([finding.message, finding.verify])},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(name)}, "region": region}}],
            "properties": {"kind": finding.kind.value, "rewrite": finding.rewrite},
        }

    def _rule(self, finding: Finding) -> int:
        if finding.rule not in self._rules:
            rule = {
                "id": finding.rule,
                "shortDescription": {"text": f"{finding.kind.value.replace('_', ' ')}: {finding.rule}"},
                "help": {"text": finding.verify or finding.message},
                "defaultConfiguration": {"level": _LEVELS[finding.level]},
                "properties": {"tags": [finding.kind.value]},
            }
            self._rules[finding.rule] = (len(self._rules), rule)
        return self._rules[finding.rule][0]


def _region(lines: Lines, finding: Finding) -> dict[str, int]:
    (line, column), (last, behind) = lines.at(finding.span.start), lines.at(finding.span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": last,
        "endColumn": behind,
        "charOffset": finding.span.start,
        "charLength": len(finding.span),
    }


def _words(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)


def _uri(name: str) -> str:
    """``name`` as a reference, relative where it is."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())

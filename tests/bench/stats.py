"""Figures out of many measurements."""

from __future__ import annotations

from collections.abc import Sequence


def part(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of all values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(values: Sequence[float], unit: str = "ms") -> dict[str, object]:
    return {f"p50 {unit}": round(part(values, 0.5), 2), f"p95 {unit}": round(part(values, 0.95), 2),
            f"p99 {unit}": round(part(values, 0.99), 2), f"max {unit}": round(max(values), 2)}  # fmt: skip

"""What is said of topics in more than one section."""

from __future__ import annotations

from workbench.feedback.topics.model import ThirdTime


def third_time(third: ThirdTime) -> str:
    """That a third account has written about a topic; it is said once."""
    return f"{third.accounts:n} accounts have written about it within 30 days."

"""What is said of topics in more than one section."""

from __future__ import annotations

from datetime import date

from ui.widgets.days import day_name
from workbench.feedback.clients.model import Client
from workbench.feedback.topics.model import ThirdTime


def third_time(third: ThirdTime) -> str:
    """That a third account has written about a topic; it is said once."""
    return third.words


def account(client: Client, today: date) -> str:
    """An account with what is known of it."""
    paid = "" if client.monthly_cents is None else f"{client.monthly_cents / 100:,.2f} a month"
    left = f"left us, {day_name(client.left_on, today)}" if client.left_on else ""
    prospect = "a prospect" if client.prospect else ""
    known = (f"Account: {client.name}" if client.name else "", client.plan, paid, left, prospect)
    return " · ".join(part for part in known if part)

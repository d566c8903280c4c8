"""Whom the words are for: the conversation that is open in the window, if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ui.widgets.times import long_day
from workbench.app import reply_context
from workbench.library.model import ReplyContext
from workbench.tickets.model import Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """``words``: such as “For Ada, #1042”. ``context``: what is known of it."""

    words: str
    context: ReplyContext


def about(conversation: Conversation) -> About:
    """What is known of ``conversation``, with today's date as its language writes it."""
    context = reply_context(conversation, long_day(date.today(), conversation.language))
    customer = conversation.customer
    name = context.values.get("customer.first_name", "") or (customer.email if customer else "")
    number = f"#{conversation.number}" if conversation.number else ""
    whom = ", ".join(part for part in (name, number) if part)
    return About(words=f"For {whom or 'the open conversation'}", context=context)

"""Whom the words are for: the conversation that is open in the window, if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ui.widgets.times import long_day
from workbench.app import reply_context
from workbench.helpdesk.model import Account
from workbench.library.model import ReplyContext, Snippet
from workbench.library.words import parts_of_name
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


def nobody(accounts: Sequence[Account]) -> ReplyContext:
    """What is known where there is no conversation: the agent, when all accounts are of one."""
    names, mails = {each.agent.name.strip() for each in accounts}, {each.agent.email for each in accounts}
    values = {"agent.email": mails.pop() if len(mails) == 1 else ""}
    if len(names) == 1:
        name = names.pop()
        first, last = parts_of_name(name)
        values |= {"agent.first_name": first, "agent.last_name": last, "agent.full_name": name}
    return ReplyContext(values={name: value for name, value in values.items() if value})


def dated(context: ReplyContext, snippet: Snippet) -> ReplyContext:
    """With today's date, in the language of the snippet where there is no conversation."""
    if "date.today" in context.values:
        return context
    today = long_day(date.today(), snippet.language)
    return replace(context, values={**context.values, "date.today": today})

"""Identities: made on this laptop, sortable by time, so that logs of a team can be joined later."""

from __future__ import annotations

from typing import NewType

import uuid_utils

AccountId = NewType("AccountId", str)
TicketId = NewType("TicketId", str)
MessageId = NewType("MessageId", str)
CustomerId = NewType("CustomerId", str)
OutgoingId = NewType("OutgoingId", str)
EntryId = NewType("EntryId", str)
TopicId = NewType("TopicId", str)
VoiceId = NewType("VoiceId", str)
ClientId = NewType("ClientId", str)
BriefId = NewType("BriefId", str)
TrackerId = NewType("TrackerId", str)
IssueId = NewType("IssueId", str)
PushId = NewType("PushId", str)
SnippetId = NewType("SnippetId", str)
RemoteId = NewType("RemoteId", str)  # what the helpdesk calls it; opaque text


def new_id() -> str:
    """A UUID version 7 as text: 36 characters, later ones sort after earlier ones."""
    return str(uuid_utils.uuid7())

"""Every table of feedback, and what it is: the one list that export, import and erasure go by. Pure.

A test holds it beside the real schema, so a table or column that is not on it fails the build: whoever adds one says
here whether it leaves with an export and whether a customer's words may stand in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A table that is exported; parents come before children.

    ``key``: the columns that tell rows apart. ``words``: columns in which we may have repeated what a customer said or
    is called; erasing masks them there. ``theirs``: what customers said or are called: their rows go, and in rows of
    others the name and the address are masked. ``plain``: ids, times, choices and numbers. ``refs``: column to the
    table that it points into. ``home``: columns that point to a conversation, which is no part of an export.
    """

    name: str
    plain: tuple[str, ...]
    key: tuple[str, ...] = ("id",)
    words: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    refs: dict[str, str] = field(default_factory=dict)
    home: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        return frozenset((*self.plain, *self.words, *self.theirs))


def _kept(name: str, plain: str, **more: object) -> Kept:
    split = {key: tuple(value.split()) if isinstance(value, str) else value for key, value in more.items()}
    return Kept(name=name, plain=tuple(plain.split()), **split)  # type: ignore[arg-type]


_TOPIC = {"topic_id": "topic"}

KEPT = (
    _kept("client", "id plan monthly_cents left_on prospect", theirs="key name"),
    _kept("voice", "id account_id client_id", theirs="remote_id name email", refs={"client_id": "client"}),
    _kept("contact", "id at", words="name organisation owns reach note"),
    _kept("problem_set", "id at ended_at", words="name"),
    _kept("problem_step", "id set_id n ended_at", words="name", refs={"set_id": "problem_set"}),
    _kept(
        "topic",
        "id kind severity practice pinned_at let_go_at created_at third_told_at",
        words="title problem area owner costs undone workaround others_do solved_when not_known let_go_why",
    ),
    _kept(
        "entry",
        "id kind account_name account_id ticket_id ticket_number message_id channel said_at captured_at practice"
        " voice_id speaker wants_reply minutes masked_at",
        theirs="verbatim note ticket_subject customer_name customer_email",
        refs={"voice_id": "voice"},
    ),
    _kept("evidence", "id entry_id topic_id how linked_at ended_at", refs={"entry_id": "entry", **_TOPIC}),
    _kept(
        "topic_merge", "id from_topic into_topic at undone_at", words="why",
        refs={"from_topic": "topic", "into_topic": "topic"},
    ),
    _kept(
        "status_event", "id topic_id status revisit_on at", words="reason decided_by consulted source_url", refs=_TOPIC
    ),
    _kept("brief", "id topic_id form entry_ids names sha256 made_at practice", words="title markdown", refs=_TOPIC),
    _kept(
        "brief_number", "brief_id name entries", words="words about", key="brief_id name", refs={"brief_id": "brief"},
    ),
    _kept(
        "advocacy_step", "id topic_id how said_at brief_id at next_on done_at",
        words="told role words said next_action", refs=_TOPIC,
    ),
    _kept("idea", "id topic_id place at", words="text cost", refs=_TOPIC),
    _kept(
        "learning_note", "id topic_id contact_id look_back_on kept looked_at at", words="what try_next",
        refs={"contact_id": "contact", **_TOPIC},
    ),
    _kept("commitment", "id topic_id survey_id due_on at kept_at broken_at", words="who what", refs=_TOPIC),
    _kept("survey", "id at opened_at closed_at answers", words="question done_with"),
    _kept("may_do", "id at", words="what limits"),
    _kept("purpose", "one at", words="sentence", key="one"),
    _kept(
        "goodwill", "id ticket_id ticket_number topic_id practice at", words="what why rule rule_key", refs=_TOPIC,
        home="ticket_id",
    ),
    _kept("quote_allowed", "entry_id at", words="link", key="entry_id", refs={"entry_id": "entry"}),
    _kept("quote_asked", "voice_id asked_on answer answered_on at", key="voice_id", refs={"voice_id": "voice"}),
    _kept("kept_reply", "id ticket_id ticket_number practice at", words="text about why", home="ticket_id"),
    _kept("boundary", "id ticket_id ends_on at asked_at taken_at drafted_at", words="wording", home="ticket_id"),
    _kept(
        "reply_owed",
        "id topic_id status_event_id voice_id entry_id state live_checked_at outgoing_id settled_at withdrawn_at",
        words="skip_why",
        refs={"status_event_id": "status_event", "voice_id": "voice", "entry_id": "entry", **_TOPIC},
    ),
    _kept(
        "outcome", "id topic_id shipped_on due_on measured_on before_weeks after_weeks at", words="changed", refs=_TOPIC
    ),
    _kept(
        "question", "id ticket_id raised state message_id set_id step_id at done_at", words="text",
        refs={"set_id": "problem_set", "step_id": "problem_step"}, home="ticket_id message_id",
    ),
    _kept("set_apart", "ticket_id at", key="ticket_id", home="ticket_id"),
    _kept("tracker", "id kind name address project login me sort open_to_all in_keyring created_at"),
    _kept(
        "issue",
        "id topic_id tracker_id remote url state reason category labels changed_at looked_at declined_offer linked_at",
        words="title", refs={"tracker_id": "tracker", **_TOPIC},
    ),
    _kept(
        "push",
        "id topic_id tracker_id tracker_name form issue_id names counted quoted state reason edge attempts queued_at"
        " not_before wired_at made_at url",
        words="title body", refs={"tracker_id": "tracker", "issue_id": "issue", **_TOPIC},
    ),
    _kept("erasure", "id at people entries brief_ids push_ids swept_at"),
    _kept("erased_row", "id erasure_id", refs={"erasure_id": "erasure"}),
)  # fmt: skip
BY_NAME = {table.name: table for table in KEPT}

# Reckoned anew from the above, or there only while something is under way.
DERIVED = frozenset(
    {
        "topic_tally", "topic_stale", "topic_stand", "topic_doc", "topic_doc_gone", "topic_fts", "entry_doc",
        "entry_doc_gone", "entry_fts", "entry_loose", "whole_set", "set_part", "set_stale", "arriving",
    }
)  # fmt: skip

# Indexes of words: each with the texts that it has read, and those that it has yet to forget.
INDEXES = (("topic_fts", "topic_doc", "topic_doc_gone"), ("entry_fts", "entry_doc", "entry_doc_gone"))

# The helpdesk's conversations, what is written in answer to them, and snippets: none of it is feedback.
ELSEWHERE = frozenset(
    {
        "setting", "account", "customer", "ticket", "message", "attachment", "draft", "draft_attachment",
        "draft_unchecked", "outgoing", "outgoing_attachment", "inbox", "ask", "checked", "follow_up", "ticket_fts",
        "pack", "pack_asset", "pack_rules", "rules_good", "allowed_phrase", "snippet", "snippet_use", "snippet_since",
        "snippet_overlay", "snippet_history", "snippet_batch", "snippet_flag", "snippet_insertion", "snippet_paragraph",
        "snippet_rewrite", "snippet_head", "snippet_text", "snippet_words", "fact", "fact_history", "batch_asset",
        "learning_asked", "question_tick",
        "_sqlite_migrations",
    }
)  # fmt: skip

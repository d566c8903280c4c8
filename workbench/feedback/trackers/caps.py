"""What each tracker takes, known without asking it: a text is made and looked at before there is a network. Pure."""

from __future__ import annotations

from datetime import timedelta

from workbench.feedback.trackers.port import Caps, Markup, TrackerKind

SETTLE = timedelta(seconds=120)  # longer than an answer can take, a gateway's time included

CAPS = {
    TrackerKind.GITHUB: Caps(settle=SETTLE, longest_title=256, longest_body=60_000, markup=Markup.MARKDOWN),
    TrackerKind.GITLAB: Caps(settle=SETTLE, longest_title=255, longest_body=200_000, markup=Markup.MARKDOWN),
    TrackerKind.JIRA: Caps(settle=SETTLE, longest_title=255, longest_body=32_000, markup=Markup.WIKI),
}

"""What is said of a rule that says nothing itself."""

from __future__ import annotations

from workbench.certainty.model import Kind

HEARS = {
    Kind.UNCERTAIN: "“{cue}” leaves the customer unsure whether it is so.",
    Kind.FALSE_HOPE: "“{cue}” lets the customer wait for something that nobody has decided.",
    Kind.OVER_APOLOGY: "“{cue}” says sorry for more than went wrong.",
    Kind.SCRIPT: "“{cue}” sounds like everybody's letter, and not like you.",
}
VERIFY = {
    Kind.UNCERTAIN: "Look, then say what is so.",
    Kind.FALSE_HOPE: "Ask what was decided, then say that.",
    Kind.OVER_APOLOGY: "Name the fault once, and say what was done about it.",
    Kind.SCRIPT: "Leave it out, or say it as you would to this customer.",
}
WHY = "A rule of your team."

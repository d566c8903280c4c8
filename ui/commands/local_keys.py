"""Keys that mean something in one place only, for the sheet of shortcuts; whoever has the place carries them out."""

from __future__ import annotations

from ui.commands.registry import Command

_PANEL, _WRITING = "In the list of snippets", "While writing"
_CHART, _FEEDBACK, _NOTING = "In a chart", "In feedback", "While noting their words"

LOCAL_KEYS: tuple[Command, ...] = (
    Command(
        id="here.complete",
        title="Find a snippet by its letters",
        menu=_WRITING,
        shortcuts=(";",),
        words="; semicolon shortcut insert trigger",
    ),
    Command(
        id="here.next_stop",
        title="Go to the next blank, then on in the reply",
        menu=_WRITING,
        shortcuts=("Tab",),
        words="placeholder field stop",
    ),
    Command(
        id="here.leave", title="Leave the reply; its words stay", menu=_WRITING, shortcuts=("Esc",), words="close draft"
    ),
    Command(id="here.insert", title="Insert", menu=_PANEL, shortcuts=("Return",), words="snippet"),
    Command(
        id="here.insert_asking",
        title="Insert and fill in",
        menu=_PANEL,
        shortcuts=("Ctrl+Return",),
        words="snippet fields form",
    ),
    Command(
        id="here.suggested",
        title="Insert what fits this ticket: 1, 2 or 3",
        menu=_PANEL,
        shortcuts=("Alt+1", "Alt+2"),
        words="snippet suggested suggestion",
    ),
    Command(id="here.copy", title="Copy", menu=_PANEL, shortcuts=("Alt+Return",), words="snippet clipboard"),
    Command(
        id="here.variant",
        title="Show the next variant",
        menu=_PANEL,
        shortcuts=("Ctrl+L",),
        words="snippet language channel tone German",
    ),
    Command(id="here.edit", title="Edit it in the library", menu=_PANEL, shortcuts=("Ctrl+E",), words="snippet change"),
    Command(id="here.flag", title="Flag it", menu=_PANEL, shortcuts=("Ctrl+F",), words="snippet wrong mend"),
    Command(
        id="here.pin",
        title="Pin it on top, or no longer",
        menu=_PANEL,
        shortcuts=("Ctrl+P",),
        words="snippet favourite",
    ),
    Command(
        id="here.write",
        title="Write a new one with what was typed as its title",
        menu=_PANEL,
        shortcuts=("Ctrl+N",),
        words="snippet add create",
    ),
    Command(
        id="here.kind",
        title="B bug, R request, K kudos, C criticism, F confusion",
        menu=_NOTING,
        shortcuts=("B", "R"),
        words="capture feedback kind note",
    ),
    Command(
        id="here.mask",
        title="Mask personal data",
        menu=_NOTING,
        shortcuts=("M",),
        words="capture feedback privacy name email",
    ),
    Command(
        id="here.take_topic",
        title="Put it behind the topic with that number",
        menu=_NOTING,
        shortcuts=("1", "2"),
        words="capture feedback suggested topic digit",
    ),
    Command(
        id="here.wants",
        title="Whether they want to hear of it",
        menu=_NOTING,
        shortcuts=("W",),
        words="capture feedback reply owed",
    ),
    Command(id="here.topic_new", title="New topic", menu=_FEEDBACK, shortcuts=("N",), words="topic add create problem"),
    Command(
        id="here.topic_merge",
        title="Merge the topic into another",
        menu=_FEEDBACK,
        shortcuts=("M",),
        words="topic join duplicate",
    ),
    Command(
        id="here.topic_link",
        title="Link the entry to a topic",
        menu=_FEEDBACK,
        shortcuts=("L",),
        words="entry evidence topic",
    ),
    Command(
        id="here.topic_unlink",
        title="Unlink the entry, on a topic’s page",
        menu=_FEEDBACK,
        shortcuts=("Del",),
        words="entry evidence topic",
    ),
    Command(
        id="here.topic_decide",
        title="Note how the topic stands now",
        menu=_FEEDBACK,
        shortcuts=("S",),
        words="topic status decision shipped no",
    ),
    Command(
        id="here.topic_tell",
        title="Note who was told of the topic",
        menu=_FEEDBACK,
        shortcuts=("T",),
        words="topic told raise advocacy step",
    ),
    Command(
        id="here.topic_answer",
        title="Note what they answered",
        menu=_FEEDBACK,
        shortcuts=("A",),
        words="topic answer said know",
    ),
    Command(
        id="here.topic_push",
        title="Words to push the topic with",
        menu=_FEEDBACK,
        shortcuts=("P",),
        words="topic nudge remind again",
    ),
    Command(
        id="here.topic_brief",
        title="Read the brief of the topic, or make the first one",
        menu=_FEEDBACK,
        shortcuts=("B",),
        words="topic brief page export",
    ),
    Command(
        id="here.owed_skip",
        title="Skip the reply, in the list of those owed",
        menu=_FEEDBACK,
        shortcuts=("S",),
        words="owed reply customer",
    ),
    Command(
        id="here.owed_topic",
        title="Show the topic of a reply that is owed",
        menu=_FEEDBACK,
        shortcuts=("T",),
        words="owed reply topic",
    ),
    Command(
        id="here.as_table",
        title="Show it as a table, or as a chart again",
        menu=_CHART,
        shortcuts=("Ctrl+T",),
        words="chart numbers copy",
    ),
    Command(
        id="here.point",
        title="Go to the point before or after",
        menu=_CHART,
        shortcuts=("Left", "Right"),
        words="chart bar week arrow",
    ),
    Command(
        id="here.what_is_counted",
        title="Show what the number was counted from",
        menu=_CHART,
        shortcuts=("Return",),
        words="chart entries open",
    ),
)

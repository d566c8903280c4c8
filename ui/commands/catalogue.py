"""Every command of the window, in one list. A shortcut, a menu entry, a palette line: one entry here."""

from __future__ import annotations

from ui.commands.registry import Command

# A letter pressed in another room must never reach a conversation that is not on the screen.
_INBOX = frozenset({"room.inbox"})
_TICKET = _INBOX | {"ticket.open"}
_REPLY = _INBOX | {"reply.open"}
_LIBRARY = frozenset({"room.library"})
_FEEDBACK = frozenset({"room.feedback"})

COMMANDS: tuple[Command, ...] = (
    # Workbench
    Command(id="app.palette", title="Find a command", menu="Workbench", shortcuts=("Ctrl+K",), icon="command",
            palette=False),
    Command(id="app.shortcuts", title="Keyboard shortcuts", menu="Help", shortcuts=("F1",), icon="keyboard", words="help keys"),
    Command(id="app.about", title="About Support Workbench", menu="Help", words="version licence"),
    Command(id="app.undo", title="Undo the last deed", menu="Workbench", shortcuts=("Ctrl+Alt+Z", "Z"), icon="undo",
            needs=frozenset({"undo.possible"}), words="take back"),
    Command(id="account.add", title="Connect a helpdesk", menu="Workbench", icon="plus", words="account sign in token request tracker"),
    Command(id="palette.snippets", title="Find a snippet for another program", menu="Workbench", shortcuts=("Ctrl+Shift+Space",), icon="library",
            words="copy clipboard palette"),
    Command(id="app.window", title="Open the window", palette=False),
    Command(id="app.quit", title="Quit", menu="Workbench", shortcuts=("Ctrl+Q",)),
    # Go
    Command(id="go.inbox", title="Go to Inbox", menu="Go", shortcuts=("Ctrl+1", "G, I"), icon="inbox"),
    Command(id="go.library", title="Go to Library", menu="Go", shortcuts=("Ctrl+2", "G, L"), icon="library", words="snippets macros"),
    Command(id="go.feedback", title="Go to Feedback", menu="Go", shortcuts=("Ctrl+3", "G, F"), icon="feedback"),
    Command(id="go.outbox", title="Go to Outbox", menu="Go", shortcuts=("Ctrl+4", "G, O"), icon="send", words="queue failed unsent"),
    Command(id="go.settings", title="Go to Settings", menu="Go", shortcuts=("Ctrl+5", "G, S", "Ctrl+,"), icon="settings", words="account preferences"),
    Command(id="go.owed", title="Go to replies owed", menu="Go", shortcuts=("G, R",), icon="reply", words="feedback told shipped declined"),
    Command(id="feedback.next", title="Next section of feedback", menu="Go", shortcuts=("Ctrl+PgDown",), needs=_FEEDBACK, words="topics entries owed quiet sets around tab"),
    Command(id="feedback.previous", title="Previous section of feedback", menu="Go", shortcuts=("Ctrl+PgUp",), needs=_FEEDBACK, words="topics entries owed quiet sets around tab"),
    # Inbox
    Command(id="inbox.next", title="Next conversation", menu="Conversation", shortcuts=("J", "Alt+Down"), needs=_INBOX, repeats=True),
    Command(id="inbox.previous", title="Previous conversation", menu="Conversation", shortcuts=("K", "Alt+Up"), needs=_INBOX, repeats=True),
    Command(id="inbox.new", title="New message", menu="Conversation", shortcuts=("C",), icon="edit", needs=_INBOX,
            words="write compose mail begin outgoing customer"),
    Command(id="inbox.search", title="Search conversations", menu="Conversation", shortcuts=("/", "Ctrl+F"), icon="search"),
    Command(id="inbox.open", title="Show open conversations", menu="Conversation", words="filter"),
    Command(id="inbox.pending", title="Show pending conversations", menu="Conversation", words="filter waiting"),
    Command(id="inbox.solved", title="Show solved conversations", menu="Conversation", words="filter done"),
    Command(id="inbox.all", title="Show all conversations", menu="Conversation", words="filter"),
    Command(id="inbox.due", title="Show follow-ups that are due", menu="Conversation", words="filter promise today"),
    Command(id="sync.now", title="Look for new messages now", menu="Conversation", shortcuts=("F5",), icon="refresh", words="sync pull refresh"),
    # Conversation
    Command(id="ticket.reply", title="Reply", menu="Reply", shortcuts=("R",), icon="reply", needs=_TICKET),
    Command(id="ticket.note", title="Write an internal note", menu="Reply", shortcuts=("N",), icon="note", needs=_TICKET),
    Command(id="ticket.done", title="Mark solved", menu="Conversation", shortcuts=("E",), icon="check", needs=_TICKET, words="done close resolve"),
    Command(id="ticket.pending", title="Mark pending", menu="Conversation", shortcuts=("P",), icon="clock", needs=_TICKET, words="wait"),
    Command(id="ticket.reopen", title="Mark open", menu="Conversation", shortcuts=("Shift+E",), needs=_TICKET, words="reopen"),
    Command(id="ticket.follow_up", title="Follow up on a day", menu="Conversation", shortcuts=("D", "Ctrl+Shift+D"), icon="flag", needs=_TICKET,
            words="remind promise due later"),
    Command(id="ticket.oldest", title="Go to the first message", menu="Conversation", shortcuts=("Alt+Home",), needs=_TICKET),
    Command(id="ticket.newest", title="Go to the last message", menu="Conversation", shortcuts=("Alt+End",), needs=_TICKET),
    Command(id="feedback.capture", title="Note the selected words as feedback", menu="Conversation",
            shortcuts=("F", "Ctrl+Shift+F"), icon="feedback", needs=_TICKET, words="voice of the customer"),
    Command(id="feedback.own", title="Note what you see yourself as feedback", menu="Conversation", shortcuts=("Shift+F",), icon="eye",
            words="observation own agent"),
    # Reply
    Command(id="reply.send", title="Send", menu="Reply", shortcuts=("Ctrl+Return", "Ctrl+Enter"), icon="send", needs=_REPLY, words="queue"),
    Command(id="reply.send_solve", title="Send and mark solved", menu="Reply", shortcuts=("Ctrl+Shift+Return",), needs=_REPLY),
    Command(id="reply.send_pending", title="Send and mark pending", menu="Reply", needs=_REPLY),
    Command(id="reply.undo_send", title="Undo sending", menu="Reply", shortcuts=("Ctrl+Shift+Z", ), icon="undo",
            needs=frozenset({"send.undoable"})),
    Command(id="reply.snippets", title="Insert a snippet", menu="Reply", shortcuts=("Ctrl+Space",), icon="library", needs=_TICKET),
    Command(id="reply.variant", title="Take the next variant of the snippet", menu="Reply", needs=_REPLY, words="language channel tone turn"),
    Command(id="reply.their_words", title="Put the customer’s words in", menu="Reply", shortcuts=("Ctrl+Shift+T",), needs=_TICKET, words="quote sentence"),
    Command(id="reply.attach", title="Attach files", menu="Reply", shortcuts=("Ctrl+Shift+A",), icon="paperclip", needs=_TICKET,
            words="file picture image attachment"),
    Command(id="reply.next_blank", title="Go to the next blank", menu="Reply", shortcuts=("Ctrl+J",), needs=_REPLY, words="placeholder field"),
    Command(id="reply.next_finding", title="Show what to verify", menu="Reply", shortcuts=("Ctrl+.",), icon="check-circle", needs=_REPLY, words="certainty check card"),
    Command(id="reply.asks", title="Go to what the customer asks", menu="Reply", shortcuts=("Alt+Q",), icon="help-circle", needs=_REPLY, words="questions tick"),
    Command(id="reply.ask_a", title="Tick A of what the customer asks", shortcuts=("Alt+A",), needs=_REPLY, palette=False),
    Command(id="reply.ask_b", title="Tick B of what the customer asks", shortcuts=("Alt+B",), needs=_REPLY, palette=False),
    Command(id="reply.ask_c", title="Tick C of what the customer asks", shortcuts=("Alt+C",), needs=_REPLY, palette=False),
    Command(id="reply.ask_d", title="Tick D of what the customer asks", shortcuts=("Alt+D",), needs=_REPLY, palette=False),
    Command(id="reply.ask_suggested", title="Tick what the reply seems to answer", menu="Reply", shortcuts=("Alt+Return", "Alt+Enter"), needs=_REPLY, words="questions asks"),
    Command(id="reply.preview", title="Show or hide the preview", menu="Reply", shortcuts=("Ctrl+Shift+P",), icon="eye", needs=_REPLY),
    Command(id="reply.bold", title="Bold", menu="Reply", shortcuts=("Ctrl+B",), icon="bold", needs=_REPLY),
    Command(id="reply.italic", title="Italic", menu="Reply", shortcuts=("Ctrl+I",), icon="italic", needs=_REPLY),
    Command(id="reply.link", title="Link", menu="Reply", shortcuts=("Ctrl+L",), icon="link", needs=_REPLY),
    Command(id="reply.mend_snippet", title="Edit the snippet in this reply", menu="Reply", shortcuts=("Ctrl+E",), icon="edit", needs=_REPLY, words="fix library"),
    Command(id="reply.flag_snippet", title="Flag the snippet in this reply", menu="Reply", shortcuts=("Ctrl+Shift+E",), icon="flag", needs=_REPLY, words="wrong mend"),
    Command(id="reply.copy", title="Copy the reply", menu="Reply", shortcuts=("Ctrl+Shift+C",), icon="copy", needs=_REPLY, words="clipboard formats"),
    Command(id="reply.discard", title="Discard the draft", menu="Reply", icon="trash", needs=_REPLY, words="delete"),
    # Library and feedback
    Command(id="library.search", title="Search the library", menu="", needs=_LIBRARY),
    Command(id="library.new", title="Write a snippet", menu="Library", shortcuts=("Ctrl+N",), icon="plus", needs=_LIBRARY, words="add new macro"),
    Command(id="library.edit", title="Edit the snippet", menu="Library", shortcuts=("F2",), icon="edit", needs=_LIBRARY, words="change"),
    Command(id="library.history", title="History of the snippet", menu="Library", icon="clock", needs=_LIBRARY, words="versions diff restore"),
    Command(id="library.flag", title="Flag the snippet", menu="Library", icon="flag", needs=_LIBRARY, words="wrong mend"),
    Command(id="library.facts", title="Facts", menu="Library", icon="check-circle", needs=_LIBRARY, words="values dates"),
    Command(id="library.reports", title="What to look after in the library", menu="Library", icon="eye", needs=_LIBRARY, words="reports unused duplicate review"),
    Command(id="library.import", title="Bring snippets in", menu="Library", icon="import", needs=_LIBRARY, words="import espanso textexpander zendesk macros"),
    Command(id="library.export", title="Export the library", menu="Library", icon="export", needs=_LIBRARY, words="markdown csv json espanso"),
    Command(id="feedback.export", title="Export feedback", menu="Workbench", icon="export", words="csv json"),
    # View
    Command(id="view.side", title="Show or hide the side panel", menu="View", shortcuts=("Ctrl+Shift+B",), needs=_INBOX),
    Command(id="view.larger", title="Larger text", menu="View", shortcuts=("Ctrl++", "Ctrl+="), repeats=True),
    Command(id="view.smaller", title="Smaller text", menu="View", shortcuts=("Ctrl+-",), repeats=True),
    Command(id="view.normal", title="Normal text size", menu="View", shortcuts=("Ctrl+0",)),
    Command(id="view.theme", title="Switch between light and dark", menu="View", icon="moon", words="appearance theme contrast"),
    Command(id="practice.remove", title="Remove the practice desk", menu="Workbench", needs=frozenset({"practice.there"}), words="delete practice data"),
)  # fmt: skip

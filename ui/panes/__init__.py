"""One folder for each pane. Panes do not know each other; they meet in the shell."""

"""The frame around the panes."""

"""Words on a sheet: text with placeholders as pills and lines under findings, written or shown. Knows no pane."""

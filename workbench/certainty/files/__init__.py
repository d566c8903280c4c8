"""What of a file is prose: Markdown, HTML and plain text without their marks, and each place led back to the file."""

from __future__ import annotations

from workbench.certainty.files.reading import Form, Reading, form_of, read

__all__ = ["Form", "Reading", "form_of", "read"]

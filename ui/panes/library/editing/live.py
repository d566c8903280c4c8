"""What a snippet would say to a customer, filled for a ticket of one's choice, and what its author should look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.library.languages import language_name
from ui.theme.roles import set_role, set_surface
from ui.widgets.choices import Choice
from ui.widgets.times import long_day
from ui.writing.paper import Paper
from workbench.app import reply_context
from workbench.certainty import Finding
from workbench.certainty.incremental import Rechecker
from workbench.kernel.ids import TicketId
from workbench.kernel.text import one_line
from workbench.library.model import Filled, ReplyContext
from workbench.packs.model import PackSnippet
from workbench.tickets.model import TicketQuery

_REST_MS = 200
_SAMPLES = 12
_KEY = "library.check"
_SHOWN = 6


class LiveResult(QWidget):
    """``checked`` (tuple of Finding): what the customer would hear, for the words that are shown."""

    checked = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._doc: PackSnippet | None = None
        self._context = ReplyContext()
        self._preferred = ""
        self._problems: Sequence[str] = ()
        self._findings: Sequence[Finding] = ()
        self._unchecked = ""  # the language for which there are no rules
        self._again = Rechecker()  # used on the lane of checks alone
        self.sample = Choice()
        self.paper = Paper(parts.theme)
        self.says = QLabel()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._draw)
        self._lay_out()
        self.sample.currentIndexChanged.connect(self._choose)

    def open_doc(self, doc: PackSnippet) -> None:
        """Begin with another snippet: nothing of the one before is shown."""
        self._doc = doc
        self._problems, self._findings, self._unchecked = (), (), ""
        self.paper.show_filled(Filled(text="", caret=0))
        self.offer_samples()

    def prefer(self, ticket: str) -> None:
        """Show it as it reads for this ticket, whichever are the newest."""
        self._preferred = ticket

    def offer_samples(self) -> None:
        """Offer the newest tickets; the first of them is taken."""
        tickets = self._parts.workbench.tickets
        rows = tickets.page(TicketQuery(status=None), limit=_SAMPLES).rows
        kept, self._preferred = self._preferred or self.sample.currentData(), ""
        if kept and kept not in {row.id for row in rows} and (row := tickets.row(TicketId(kept))):
            rows = (row, *rows)
        self.sample.blockSignals(True)
        self.sample.clear()
        for row in rows:
            self.sample.addItem(one_line(f"{row.customer} · {row.subject}", 44), row.id)
        self.sample.addItem("No ticket", "")
        self.sample.setCurrentIndex(max(0, self.sample.findData(kept)))
        self.sample.blockSignals(False)
        self._choose()

    def show_doc(self, doc: PackSnippet) -> None:
        """``doc`` in the variant that is being written."""
        self._doc = doc
        if not self._rest.isActive():
            self._rest.start()

    def _choose(self) -> None:
        ticket = self.sample.currentData()
        found = self._parts.workbench.tickets.open(TicketId(ticket)) if ticket else None
        today = long_day(date.today(), found.language if found else "")
        self._context = reply_context(found, today) if found else ReplyContext()
        self._draw()

    def _draw(self) -> None:
        """Beside the window, for a body may be of any size: what would be inserted first, then what is to be said."""
        doc, context = self._doc, self._context
        if doc is None:
            return
        library = self._parts.workbench.library
        checker, again = self._parts.workbench.checker, self._again
        language, body = doc.language or "en", doc.body

        def work() -> tuple[Filled, Sequence[str]]:
            return library.fill(doc, context), library.problems(doc)

        def check() -> tuple[Finding, ...] | None:
            found = checker(language)
            return again.check(found, body) if found else None

        self._parts.runner.run("check", work, lambda found: self._filled(doc, *found), key=f"{_KEY}.fill")
        self._parts.runner.run("check", check, lambda found: self._came(doc, found), key=_KEY)

    def _filled(self, doc: PackSnippet, filled: Filled, problems: Sequence[str]) -> None:
        if doc is not self._doc or not isValid(self):
            return
        bar = self.paper.verticalScrollBar()
        at = bar.value()
        self.paper.show_filled(filled)
        bar.setValue(at)
        self._problems = problems
        self._tell()

    def _came(self, doc: PackSnippet, findings: tuple[Finding, ...] | None) -> None:
        if doc is self._doc and isValid(self):
            self._findings = findings or ()
            self._unchecked = "" if findings is not None else doc.language
            self._tell()
            self.checked.emit(self._findings)

    def _tell(self) -> None:
        lines = [f"\N{BULLET} {each}" for each in self._problems[:_SHOWN]]
        lines += [f"\N{BULLET} {_told(each)}" for each in self._findings[:_SHOWN]]
        if more := len(self._findings[_SHOWN:]):
            lines.append(f"and {more} more")
        if self._unchecked:
            lines.append(f"No checks for {language_name(self._unchecked)}.")
        self.says.setText("\n".join(lines) or "Nothing to look at.")

    def _lay_out(self) -> None:
        self.sample.setAccessibleName("Sample ticket")
        self.sample.setMinimumContentsLength(12)
        self.sample.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.paper.setReadOnly(True)
        self.paper.setAccessibleName("As it would be inserted")
        self.paper.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.paper.setMinimumHeight(140)
        self.says.setWordWrap(True)
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.says, "secondary")
        card = QFrame()
        set_surface(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.addWidget(self.paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_caption("As it would be inserted for"))
        column.addWidget(self.sample)
        column.addWidget(card, 1)
        column.addWidget(_caption("To look at"))
        column.addWidget(self.says)


def _told(finding: Finding) -> str:
    """What the customer hears and what to do about it; the cue once."""
    cue = " ".join(finding.cue.split())
    named = "" if cue in finding.message else f"“{cue}”: "
    return f"{named}{finding.message} {finding.verify}"


def _caption(words: str) -> QLabel:
    label = QLabel(words)
    set_role(label, "caption")
    return label

"""On the page of a topic: what a brief asks for and nobody counts, written where it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.deeds import Deeds
from ui.panes.feedback.brief.words import label
from ui.panes.feedback.topics.writing import InPlace
from ui.widgets.into_view import bring_into_view
from workbench.feedback.topics.model import Topic, TopicKind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import TopicId

FIELDS = {
    "costs": ("What it costs", "What customers lose by it, and what it takes of us: an evening each quarter"),
    "undone": ("What does not get done for it", "What the team leaves undone while this takes its time"),
    "workaround": ("What we tell customers now", "The way round it, in words that a customer can be sent"),
    "others_do": ("What others do", "How other products do it, and who says so"),
    "solved_when": ("What would count as solved", "Something that can be seen or counted afterwards"),
    "not_known": ("What we do not know", "Who never wrote; what nobody has asked yet"),
}
_OURS = frozenset({"undone"})  # asked of a pain of our own alone


class WrittenPart(QWidget):
    """A part of the page of a topic. Fields of it that are empty are *not asked yet* in a brief."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._topics = parts.workbench.product.topics
        self._deeds = Deeds(parts, self)
        self._notices = parts.notices
        self._topic: Topic | None = None
        self.open_ = label("secondary")
        self.fields = {
            name: InPlace(what, placeholder, least=1, most=10) for name, (what, placeholder) in FIELDS.items()
        }
        self._rows: dict[str, QWidget] = {}
        self._lay_out()
        for name, field in self.fields.items():
            field.rested.connect(partial(self._keep, name))

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """E goes to the first of them that is still empty."""
        return {Qt.Key.Key_E: self.write}

    def write(self) -> None:
        """Go to the first field that is still empty, else to the first of all."""
        asked = [field for name, field in self.fields.items() if not self._rows[name].isHidden()]
        field = next((each for each in asked if not each.toPlainText().strip()), asked[0])
        field.setFocus()
        bring_into_view(field)

    def show_topic(self, topic: Topic) -> None:
        """Show what is written of ``topic``; what is being typed into the same one stays."""
        anew = self._topic is None or self._topic.id != topic.id
        if anew:
            for name, text in self._unkept().items():
                self._keep(name, text)
        self._topic = topic
        for name, field in self.fields.items():
            field.show_text(getattr(topic, name), anew=anew)
            self._rows[name].setVisible(name not in _OURS or topic.kind is TopicKind.TEAM_PAIN)
        self._tell_open(topic)

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is written is kept; why not, where it is not."""
        values = self._unkept()
        try:
            if self._topic is not None and values:
                self._topics.change(self._topic.id, values)
        except WorkbenchError as error:
            for name, text in values.items():
                self.fields[name].not_kept(text)
            return error
        return None

    def _unkept(self) -> dict[str, str]:
        typed = {name: field.unkept() for name, field in self.fields.items()}
        return {name: text for name, text in typed.items() if text is not None}

    def _keep(self, name: str, text: str) -> None:
        if self._topic is None:
            return
        topic = TopicId(self._topic.id)

        def failed(error: WorkbenchError) -> None:
            if self._topic is not None and self._topic.id == topic:
                self.fields[name].not_kept(text)
            self._notices.fault(error.title, error.cure)

        self._deeds.do(lambda: self._topics.change(topic, {name: text}), lambda _: "", failed=failed)

    def _tell_open(self, topic: Topic) -> None:
        asked = [name for name in FIELDS if not self._rows[name].isHidden()]
        left = sum(not getattr(topic, name).strip() for name in asked)
        words = f"{left:n} of {len(asked):n} still open: there a brief says “Not asked yet”."
        self.open_.setText(words if left else "Nothing is open. A new brief says all of it.")

    def _lay_out(self) -> None:
        head = label("strong")
        head.setText("What else a brief says")
        head.setToolTip("Write what is still open (E)")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(self.open_)
        for name, field in self.fields.items():
            whole, above = QWidget(), label("caption")
            above.setText(FIELDS[name][0])
            above.setBuddy(field)
            inside = QVBoxLayout(whole)
            inside.setContentsMargins(0, 2, 0, 0)
            inside.setSpacing(2)
            inside.addWidget(above)
            inside.addWidget(field)
            self._rows[name] = whole
            column.addWidget(whole)

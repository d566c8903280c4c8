"""On the page of a topic: make it one of our two, or not."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_flush, set_role
from ui.workers import undo
from workbench.feedback.around.model import Pinned, TwoAlready
from workbench.feedback.topics.model import Topic
from workbench.kernel.receipt import Receipt


class PinPart(QWidget):
    """One button. Where two are pinned already it says which."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._topic: Topic | None = None
        self.button = QPushButton("Pin as one of our two")
        set_role(self.button, "link")
        set_flush(self.button)
        self.button.clicked.connect(self._turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addStretch(1)

    def show_topic(self, topic: Topic) -> None:
        self._topic = topic
        self.button.setText("Unpin from our two" if topic.pinned_at else "Pin as one of our two")

    def widget(self) -> QWidget:
        return self

    def _turn(self) -> None:
        topic, pages = self._topic, self._parts.workbench.product.around.pages
        if topic is None:
            return

        def work() -> Receipt[Pinned | TwoAlready] | Receipt[None]:
            return pages.unpin(topic.id) if topic.pinned_at else pages.pin(topic.id)

        def done(receipt: Receipt[Pinned | TwoAlready] | Receipt[None]) -> None:
            if isinstance(receipt.value, TwoAlready):
                self._parts.notices.say(receipt.value.words)
            undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))

        self._parts.runner.run("write", work, done, lambda error: self._parts.notices.fault(error.title, error.cure))

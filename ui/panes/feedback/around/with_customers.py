"""With customers: what one may do, what is agreed, who may be quoted, and what was done beyond the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ui.commands.parts import Parts
from ui.panes.feedback.around.customers import Agreed, MayDoGroup, Quotes
from ui.panes.feedback.around.group import Group, Line
from ui.panes.feedback.around.page import AroundPage, AroundWays
from ui.panes.feedback.around.presenter import AroundPresenter
from workbench.feedback.around.model import Boundary, MayDo, Permission, RuleInTheWay
from workbench.kernel.text import in_marks


class Read(NamedTuple):
    """What the page shows."""

    may_do: Sequence[MayDo]
    agreed: Sequence[Boundary]
    permissions: Sequence[Permission]
    rules: Sequence[RuleInTheWay]


class CustomersPage(AroundPage):
    """The card, what is agreed, quotes and goodwill."""

    title = "With customers"
    about = "What you may do, agreed words, quotes"

    def __init__(self, parts: Parts, presenter: AroundPresenter, ways: AroundWays) -> None:
        super().__init__(parts, presenter, ways)
        self.may_do = MayDoGroup(parts, presenter, ways.ask)
        self.agreed, self.quotes = Agreed(parts, presenter), Quotes(parts, presenter)
        fields = ["What you did for a customer", "Why", "Rule in the way"]
        self.goodwill = Group(parts.theme.tokens, "Goodwill", "", fields, "Note")
        self._put(self.may_do, self.agreed, self.quotes, self.goodwill)
        care = self.around.care
        self.goodwill.added.connect(lambda f: self._do(lambda: care.goodwill(f[0], why=f[1], rule=f[2]), self.goodwill))
        self.agreed.ticket_asked.connect(ways.ticket_asked)

    def read(self) -> Read:
        around = self.around
        return Read(
            may_do=around.kept.may_do(),
            agreed=around.care.boundaries(),
            permissions=around.quotes.listed(),
            rules=around.care.rules(),
        )

    def show_read(self, found: Read) -> None:
        self.may_do.show_card(found.may_do)
        self.agreed.show_agreed(found.agreed)
        self.quotes.show_permissions(found.permissions)
        self.goodwill.show_things(found.rules, self._rule)

    def _rule(self, rule: RuleInTheWay) -> Line:
        return Line(
            f"{in_marks(rule.rule)} was in the way {len(rule.notes)} times.",
            "As a topic it can be pushed until somebody answers.",
            (("Make topic", lambda: self._do(lambda: self.around.care.rule_to_topic(rule))),),
        )

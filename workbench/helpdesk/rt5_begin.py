"""Conversations that an agent begins on Request Tracker 5.

The ticket is made without the customer, who is added to it afterwards: who is on a ticket that is made gets the
server's automatic receipt, a mail about a request that they never wrote. Adding somebody mails nobody, and adding them
twice changes nothing. What the customer gets is the first reply.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.headerregistry import Address

from workbench.helpdesk.port import Ambiguous, Inbox, Opening, Outcome, Rejected, Sent
from workbench.helpdesk.rt5_api import Rt5Api
from workbench.helpdesk.rt5_marks import begun_by, begun_comment
from workbench.helpdesk.rt5_send import outcome_of, with_words
from workbench.kernel.errors import AuthFailed, ServerFault, TicketFault, WorkbenchError
from workbench.kernel.ids import RemoteId
from workbench.net.faults import Declined

_TICKET = re.compile(r"/ticket/(\d+)/?$")
_NO_CUSTOMER = "The helpdesk did not put the customer on the ticket."


class Rt5Begin:
    """Makes tickets. `begin` never raises for the wire."""

    def __init__(self, api: Rt5Api) -> None:
        self._api = api

    def inboxes(self) -> Sequence[Inbox]:
        """The queues that we may make tickets in, by name."""
        queues = [queue for queue in self._api.queues() if queue.is_open and self._api.may_create(queue.id)]
        found = [Inbox(remote_id=RemoteId(str(queue.id)), name=queue.name) for queue in queues]
        return sorted(found, key=lambda inbox: inbox.name.casefold())

    def begin(self, opening: Opening) -> Outcome:
        body = {
            "Queue": opening.inbox,
            "Subject": opening.subject,
            "Content": begun_comment(opening.marker),
            "ContentType": "text/html",
        }
        try:
            answer = self._api.new_ticket(body)
            self._api.check(answer)
        except WorkbenchError as error:
            return outcome_of(error)
        found = _TICKET.search(answer.headers.get("location", ""))
        if found is None:
            return Ambiguous("The helpdesk answered without saying which ticket it made.")
        try:
            self._address(int(found.group(1)), opening)
        except TicketFault as error:
            return Rejected(error.title)
        except WorkbenchError as error:  # the ticket is there: a look finds it, and adds the customer
            return Ambiguous(error.title)
        return Sent(RemoteId(found.group(1)))

    def find(self, opening: Opening) -> RemoteId | None:
        """Raises what the client raises, and TicketFault where the customer cannot be added."""
        for steps in self._api.created_after(int(opening.baseline or 0)):
            tickets = {step.id: step.object_id for step in steps}
            for part in self._api.parts(tickets):
                if begun_by([part]) == opening.marker:
                    self._complete(tickets[part.transaction_id], opening)
                    return RemoteId(str(tickets[part.transaction_id]))
        return None

    def _complete(self, ticket: int, opening: Opening) -> None:
        try:
            self._address(ticket, opening)
        except TicketFault:
            raise
        except ServerFault as error:  # it may be this ticket's alone, and must not hold up the others
            raise TicketFault(with_words(_NO_CUSTOMER, error.title)) from error

    def _address(self, ticket: int, opening: Opening) -> None:
        """Put the customer on the ticket, unless there is one.

        Raises TicketFault where that is not to be had, and what the client raises.
        """
        customer = str(Address(display_name=opening.name, addr_spec=opening.email))
        said = ""
        try:
            there = self._api.ticket(ticket)
            if there is not None and not there.requestor:
                answer = self._api.set_requestor(ticket, customer)
                self._api.check(answer)
                there, said = self._api.ticket(ticket), answer.said
        except (Declined, AuthFailed) as error:
            said = error.said if isinstance(error, Declined) else ""
            raise TicketFault(with_words(_NO_CUSTOMER, said)) from error
        if there is None or not there.requestor:
            raise TicketFault(with_words(_NO_CUSTOMER, said))

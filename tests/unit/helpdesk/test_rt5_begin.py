"""What each answer means for a conversation that is begun; the server's side of the same is tried on a real one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.net.conftest import Serve, answer, serve, unused_port  # noqa: F401
from workbench.helpdesk.port import Ambiguous, Opening, Outcome, Refused, Rejected, Sent
from workbench.helpdesk.rt5 import Rt5
from workbench.kernel.errors import TicketFault
from workbench.kernel.ids import RemoteId
from workbench.secrets.port import Secret

TOKEN = "1-32-0123456789abcdef0123456789abcdef"
MADE = answer("201 Created", b'{"id":"7"}', Location="/REST/2.0/ticket/7")
ALONE = answer("200 OK", b'{"id":7,"Status":"new","Requestor":[]}')
ADDRESSED = answer("200 OK", b'{"id":7,"Status":"new","Requestor":[{"id":"lars@example.com"}]}')
OPENING = Opening(marker="m1", inbox=RemoteId("3"), email="lars@example.com", name="Holm, Lars", subject="Your order")
BEGUN = answer(
    "200 OK",
    b'{"items":[{"id":"12","Type":"Create","ObjectId":"7","Created":"2026-05-04T09:00:00Z","Creator":{"id":"a"}}]}',
)
EMPTY = answer("200 OK", b'{"items":[]}')


def mark(name: str) -> bytes:
    content = f'"Content":"<!-- desk-begun:{name} -->"'
    return answer(
        "200 OK",
        f'{{"items":[{{"id":"18","TransactionId":"12","ContentType":"text/html","ContentLength":"23",{content}}}]}}'.encode(),
    )


def desk(url: str) -> Rt5:
    return Rt5(url, Secret(TOKEN), timeout=timedelta(seconds=0.5))


def begin(url: str) -> Outcome:
    return desk(url).begin(OPENING)


def test_the_ticket_is_made_without_the_customer_who_is_added_then(serve: Serve) -> None:  # noqa: F811
    served = serve(MADE, ALONE, answer("200 OK", b'["Added"]'), ADDRESSED)
    assert begin(served.url) == Sent(RemoteId("7"))
    made, _, added, _ = served.asked
    assert made.startswith("POST /REST/2.0/ticket ")
    assert '"Content":"<!-- desk-begun:m1 -->"' in made
    assert "lars" not in made, "who is on a ticket that is made is mailed a receipt by the server"
    assert added.startswith("PUT /REST/2.0/ticket/7 ")
    assert r'{"Requestor":["\"Holm, Lars\" <lars@example.com>"]}' in added


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (None, Ambiguous),
        (answer("500 X"), Ambiguous),
        (answer("201 Created", b"{}"), Ambiguous),
        (answer("429 X", Retry_After="7"), Refused),
        (answer("503 X", Retry_After="7"), Refused),
        (answer("403 X", b'{"message":"No permission to create tickets in the queue \'3\'"}'), Rejected),
        (answer("401 X"), Rejected),
        (answer("400 X", b'{"message":"Could not create ticket. Queue not set"}'), Rejected),
    ],
)
def test_each_answer_to_the_making(serve: Serve, given: bytes | None, outcome: type) -> None:  # noqa: F811
    served = serve(given)
    assert isinstance(begin(served.url), outcome)
    assert len(served.asked) == 1


def test_where_nobody_answers_it_is_surely_not_made(unused_port: int) -> None:  # noqa: F811
    assert isinstance(begin(f"http://127.0.0.1:{unused_port}"), Refused)


@pytest.mark.parametrize("rest", [(None,), (ALONE, None), (ALONE, answer("200 OK", b'["Added"]'), None)])
def test_a_line_that_breaks_after_the_ticket_was_made_leaves_it_to_a_look(
    serve: Serve,  # noqa: F811
    rest: tuple[bytes | None, ...],
) -> None:
    served = serve(MADE, *rest, *[None] * 4)
    assert isinstance(begin(served.url), Ambiguous)


def test_a_customer_who_is_not_taken_is_said_with_the_helpdesks_words(serve: Serve) -> None:  # noqa: F811
    served = serve(MADE, ALONE, answer("200 OK", b'["Permission denied"]'), ALONE)
    outcome = begin(served.url)
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "The helpdesk did not put the customer on the ticket. It says: Permission denied"


def test_one_that_was_left_half_made_is_found_and_made_whole(serve: Serve) -> None:  # noqa: F811
    served = serve(BEGUN, mark("m1"), EMPTY, ALONE, answer("200 OK", b'["Added"]'), ADDRESSED)
    assert desk(served.url).find_begun(OPENING) == RemoteId("7")
    assert served.asked[4].startswith("PUT /REST/2.0/ticket/7 ")


def test_one_that_is_whole_is_left_as_it_is(serve: Serve) -> None:  # noqa: F811
    served = serve(BEGUN, mark("m1"), EMPTY, ADDRESSED)
    assert desk(served.url).find_begun(OPENING) == RemoteId("7")
    assert not any(asked.startswith("PUT") for asked in served.asked)


def test_anothers_is_not_taken_for_it(serve: Serve) -> None:  # noqa: F811
    served = serve(BEGUN, mark("m2"), EMPTY, EMPTY)
    assert desk(served.url).find_begun(OPENING) is None


@pytest.mark.parametrize("fault", [answer("500 X"), answer("403 X"), answer("400 X", b'{"message":"no"}')])
def test_one_whose_customer_cannot_be_added_holds_up_no_other(serve: Serve, fault: bytes) -> None:  # noqa: F811
    served = serve(BEGUN, mark("m1"), EMPTY, ALONE, fault)
    with pytest.raises(TicketFault, match="did not put the customer"):
        desk(served.url).find_begun(OPENING)

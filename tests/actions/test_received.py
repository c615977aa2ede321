"""Whether somebody still waits for an answer."""

from collections.abc import Sequence

import pytest

from agent_console.actions.messages.received import Received
from agent_console.domain.observation import Direction
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import TimelineEntry
from tests.actions.test_message_gate import mail

ASKED = mail("Where is it", minutes=1, status="received", direction=Direction.INBOUND)
ANSWER = mail("Re: Where is it", minutes=2)
CAME_BACK = mail("Re: Where is it", minutes=2, status="bounced")
NOTICE = mail("Undelivered", minutes=3, status="bounced", direction=Direction.INBOUND)


class Told:
    """A timeline of these entries, newest first."""

    def __init__(self, entries: Sequence[TimelineEntry]) -> None:
        self.entries = entries

    def page(self, _profiles: object, _wish: object) -> Sequence[TimelineEntry]:
        return self.entries


@pytest.mark.parametrize(
    ("newest_first", "is_waiting"),
    [
        ([ASKED], True),
        ([ANSWER, ASKED], False),
        ([NOTICE, CAME_BACK, ASKED], True),
        ([ANSWER, NOTICE, CAME_BACK, ASKED], False),
        ([], False),
    ],
)
def test_an_answer_that_came_back_answers_nothing(newest_first, is_waiting):
    assert Received(Told(newest_first), None).is_waiting([ProfileId(1)]) is is_waiting

"""Thousands of answers of UPS's with something wrong in them: read soundly, or refused."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.carriers.ups import mapper
from agent_console.connectors.carriers.ups.manifest import MANIFEST
from agent_console.domain.parcel import Shipment
from tests.connectors.carriers.ups.answers import answer, package, refusal, warning
from tests.fakes.soundness import read_soundly
from tests.fakes.spoiling import WRONG, paths, spoilt

MORE = {
    "deliveryDate": [{"type": "SDD", "date": "20261123"}, {"type": "DEL", "date": "20261124"}],
    "deliveryTime": {"type": "EDW", "startTime": "090000", "endTime": "130000"},
    "deliveryInformation": {"receivedBy": "HOFER"},
}
UNDELIVERED = (
    answer(package(last=1, **MORE), package("1Z1442YY7229014688", last=2)),
    warning("TW0001"),
    refusal("TV1002"),
)
ANSWERS = (*UNDELIVERED, answer(package(**MORE)))
PLACES = [(number, path) for number, one in enumerate(ANSWERS) for path in paths(one)]


def read(text: str) -> list[Shipment]:
    return read_soundly(MANIFEST, mapper.read, text)


@settings(max_examples=1500, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(PLACES), WRONG, st.none() | st.tuples(st.sampled_from(PLACES), WRONG))
def test_a_mutated_answer_is_sound_and_delivers_nothing_by_itself(place, wrong, more):
    number, path = place
    made = spoilt(ANSWERS[number], path, wrong)
    if more is not None:
        made = spoilt(made, more[0][1], more[1])
    told = read(json.dumps(made))
    if number < len(UNDELIVERED):
        assert all(one.status != "delivered" for one in told)
        assert all(one.delivered is None for one in told)


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(ANSWERS), st.data())
def test_a_garbled_answer_is_sound_or_refused(one, data):
    text = json.dumps(one)
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 8))
    rubbish = data.draw(st.text(alphabet='{}[]",:0159.eE+-\\uxntrfalsul \x00é', max_size=6))
    read(text[:start] + rubbish + text[start + length :])

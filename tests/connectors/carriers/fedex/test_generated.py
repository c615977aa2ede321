"""Thousands of answers of FedEx's with something wrong in them: read soundly, or refused."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.carriers.fedex import mapper
from agent_console.connectors.carriers.fedex.manifest import MANIFEST
from agent_console.domain.parcel import Shipment
from tests.connectors.carriers.fedex.answers import answer, event, record, result, trouble
from tests.fakes.soundness import read_soundly
from tests.fakes.spoiling import WRONG, paths, spoilt

MORE = {
    "dateAndTimes": [
        {"type": "ACTUAL_DELIVERY", "dateTime": "2026-11-24T09:30:12-05:00"},
        {"type": "ESTIMATED_DELIVERY", "dateTime": "2026-11-25T00:00:00-06:00"},
    ],
    "standardTransitTimeWindow": {"window": {"ends": "2026-11-24T00:00:00-06:00"}},
    "estimatedDeliveryTimeWindow": {"window": {"begins": "2026-11-24T10:15:00-05:00"}},
    "deliveryDetails": {"receivedByName": "CREILLY", "deliveryAttempts": "1"},
    "serviceCommitMessage": {"type": "FIRST_DELIVERY_ATTEMPTED"},
    "returnDetail": {"authorizationName": "Sammy"},
}
TRIED = record(
    last=1,
    latestStatusDetail={
        "code": "DE",
        "derivedCode": "DE",
        "statusByLocale": "Delivery exception",
        "ancillaryDetails": [{"reason": "08", "reasonDescription": "Nobody there"}],
        "delayDetail": {"type": "WEATHER", "status": "DELAYED"},
    },
    scanEvents=[
        event("DE", "DE", "Delivery exception", "2026-11-24T10:00:00-05:00", exceptionCode="08"),
        event("PU", "PU", "Picked up", "2026-11-21T00:00:00"),
    ],
    **MORE,
)
UNDELIVERED = (
    answer(result(record(last=1, **MORE)), result(trouble())),
    answer(result(TRIED, record(last=3))),
)
ANSWERS = (*UNDELIVERED, answer(result(record(**MORE))))
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


NAMES = [
    "output", "completeTrackResults", "trackResults", "trackingNumber", "trackingNumberInfo",
    "scanEvents", "latestStatusDetail", "error", "errors", "code", "derivedCode", "request",
    "response", "body", "dateAndTimes",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
        ),
        max_leaves=20,
    )
)
def test_any_document_is_read_without_a_crash(document):
    read(json.dumps(document))

"""Thousands of answers of USPS's with something wrong in them: read soundly, or refused."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.carriers.usps import mapper
from agent_console.connectors.carriers.usps.manifest import MANIFEST
from agent_console.domain.parcel import Shipment
from tests.connectors.carriers.usps.answers import NUMBER, answer, refusal
from tests.fakes.soundness import read_soundly
from tests.fakes.spoiling import WRONG, paths, spoilt

MORE = {
    "expectedDeliveryTimeStamp": "2026-11-25T21:00:00",
    "guaranteedDeliveryTimeStamp": "2026-11-24T00:00:00",
    "predictedDeliveryDate": "2026-11-26",
}
SUMMARY = {"trackingNumber": NUMBER, "eventSummaries": ["Your item was delivered.", "Label"]}
UNDELIVERED = (answer(last=1, **MORE), answer(last=2), SUMMARY, refusal("404", "1"))
ANSWERS = (*UNDELIVERED, answer(**MORE))
PLACES = [(number, path) for number, one in enumerate(ANSWERS) for path in paths(one)]


def read(text: str) -> list[Shipment]:
    return read_soundly(MANIFEST, mapper.read, text)


def says_delivered(made: object) -> bool:
    """Say that the spoiling itself made the answer state a delivery: by its category, if any."""
    assert isinstance(made, dict)
    category = made.get("statusCategory")
    is_told = isinstance(category, str) and category.strip("\x00 ")
    return (category if is_told else made.get("status")) == "Delivered"


@settings(max_examples=1500, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(PLACES), WRONG, st.none() | st.tuples(st.sampled_from(PLACES), WRONG))
def test_a_mutated_answer_is_sound_and_delivers_nothing_by_itself(place, wrong, more):
    number, path = place
    made = spoilt(ANSWERS[number], path, wrong)
    if more is not None:
        made = spoilt(made, more[0][1], more[1])
    told = read(json.dumps(made))
    if number < len(UNDELIVERED) and not says_delivered(made):
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
    "trackingNumber", "trackingEvents", "eventSummaries", "statusCategory", "status", "error",
    "errors", "code", "message", "request", "response", "body", "eventCode", "eventTimestamp",
    "GMTTimestamp", "GMTOffset",
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

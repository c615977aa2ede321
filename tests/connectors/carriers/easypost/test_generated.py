"""Thousands of trackers with something wrong in them: read soundly, or refused with a reason."""

import json

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.cli.documents import order as documents
from agent_console.connectors.carriers.easypost import mapper
from agent_console.connectors.carriers.easypost.manifest import MANIFEST
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.tracking.sightings import window
from agent_console.domain.wording import title
from agent_console.ports.explaining import Exchange
from agent_console.ports.source import ParcelRecord
from tests.fakes.spoiling import WRONG, paths, spoilt
from tests.peers.easypost.trackers import detail, made_up, tracker

DELIVERED = tracker(
    "9400",
    detail("out_for_delivery", "2026-11-23T08:00:00", carrier_code="OD"),
    detail("failure", "2026-11-23", place=("Graz", "ST", "AT")),
    detail("delivered", "2026-11-24T09:00:00.000Z"),
    est_delivery_date="2026-11-24T00:00:00Z",
    signed_by="A. NEIGHBOUR",
    carrier_detail={
        "est_delivery_date_local": "2026-11-24",
        "est_delivery_time_local": "20:00:00",
        "initial_delivery_attempt": "2026-11-23T15:00:00Z",
        "guaranteed_delivery_date": "2026-11-26",
    },
)
TRACKERS = (made_up(), DELIVERED)
PLACES = [(number, path) for number, one in enumerate(TRACKERS) for path in paths(one)]
KINDS = {"try_later", "sign_in_again", "not_found", "refused"}


def is_sound(record: ParcelRecord) -> None:
    """Check that a record can be stored, hashed, worded, hung and printed as it is."""
    assert record.external_id
    assert record.shipment.number
    assert record.shipment.status in set(ParcelStatus)
    window(record.shipment)
    for said in record.observations:
        assert said.fingerprint() >= 0
        assert said.group("easypost") >= 0
        assert title(said)
    printed = json.dumps(documents.shipment(record.shipment), ensure_ascii=False)
    assert "\x00" not in printed + msgspec.json.encode(record).decode()


def read(text: str) -> None:
    """Read a text as the client and `explain` do."""
    explained = MANIFEST.explain(Exchange(text), "AT")
    assert {one.kind for one in explained.errors} <= KINDS
    try:
        record = mapper.record(Node(decode(text)))
    except UnreadableError as error:
        assert str(error)  # noqa: PT017 - either way is right
        return
    is_sound(record)


@settings(max_examples=1000, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(PLACES), WRONG, st.none() | st.tuples(st.sampled_from(PLACES), WRONG))
def test_a_mutated_tracker_is_sound_or_refused(place, wrong, more):
    number, path = place
    made = spoilt(TRACKERS[number], path, wrong)
    if more is not None:
        made = spoilt(made, more[0][1], more[1])
    read(json.dumps(made))


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(TRACKERS), st.data())
def test_a_garbled_answer_is_sound_or_refused(one, data):
    text = json.dumps(one)
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 8))
    rubbish = data.draw(st.text(alphabet='{}[]",:0159.eE+-\\uxntrfalsul \x00é', max_size=6))
    read(text[:start] + rubbish + text[start + length :])


@settings(max_examples=300, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["trackers", "tracker", "result", "error", "object", "id", "tracking_code",
                 "tracking_details", "status", "code", "message", "errors", "request", "response",
                 "body"]
            ),
            inner,
            max_size=5,
        ),
        max_leaves=20,
    )
)  # fmt: skip
def test_any_document_is_explained_without_a_crash(document):
    explained = MANIFEST.explain(Exchange(json.dumps(document)), "AT")
    assert {one.kind for one in explained.errors} <= KINDS


def test_a_document_nested_beyond_reason_is_explained():
    for depth in (500, 900, 5000):
        deep = '{"object": "Event", "result": ' + '{"result": ' * depth + "1" + "}" * (depth + 1)
        MANIFEST.explain(Exchange(deep), "AT")

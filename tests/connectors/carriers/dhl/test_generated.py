"""Thousands of answers with something wrong in them: read soundly, never a wrong delivery."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.carriers.dhl import mapper
from agent_console.connectors.carriers.dhl.manifest import MANIFEST
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.reading import decode
from agent_console.connectors.kit.xml_tree import decode_xml
from agent_console.domain.parcel import ParcelStatus
from agent_console.ports.explaining import Exchange
from tests.connectors.carriers.dhl.answers import (
    EXPRESS_SCANS,
    answer,
    express,
    no_result,
    piece,
    shipment,
)
from tests.fakes.soundness import are_sound, is_explained
from tests.fakes.spoiling import WRONG, paths, spoilt

FRAME = {"estimatedFrom": "2026-11-25T00:00:00Z", "estimatedThrough": "2026-11-25T22:00:00Z"}
PROOF = {"timestamp": "2026-09-05T16:33:00Z", "signed": {"givenName": "John"}}
DETAILS = {"proofOfDelivery": PROOF, "pieceIds": ["JD01"], "totalNumberOfPieces": 8}
LOADED = ("SRTED", "NRQRD", "PO", "18.03.2026 09:02")
GONE = ("DSPSD", "NTCLM", "ZU", "18.03.2026 10:02")
XML = piece(LOADED, GONE, ice="DSPSD", ric="NTCLM", status="Disposed", status_timestamp=GONE[-1])
UNDER_WAY = [
    answer(shipment(last=1, estimatedDeliveryTimeFrame=FRAME, details=DETAILS)),
    answer(express(*EXPRESS_SCANS[:2], estimatedDeliveryDate="2026-08-11T23:59:00", pieces=[])),
    decode_xml(XML),
]
OVER = [
    answer(shipment(details=DETAILS), shipment(7777777770)),
    answer(express(pieces=[{"trackingNumber": "JD1", "events": list(EXPRESS_SCANS)}])),
    no_result(),
]
ALL = UNDER_WAY + OVER
PLACES = [(number, path) for number, one in enumerate(ALL) for path in paths(one)]
MOVING = [one for one in PLACES if one[0] < len(UNDER_WAY)]
SAYS_SO = "Delivered"


def read(document: object) -> list[str]:
    """Read a document as the client does, and again as it would come out of quarantine."""
    loose = decode(json.dumps(document))
    told = list(mapper.read(Document(loose)))
    for one in told:
        again = decode(json.dumps(one.raw))
        assert [each.shipment for each in mapper.read(Document(again))] == [one.shipment]
    return [one.status for one in are_sound(told)]


@settings(max_examples=1500, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(PLACES), WRONG, st.none() | st.tuples(st.sampled_from(PLACES), WRONG))
def test_a_mutated_answer_is_sound_or_refused(place, wrong, more):
    number, path = place
    made = spoilt(ALL[number], path, wrong)
    if more is not None:
        made = spoilt(made, more[0][1], more[1])
    read(made)


@settings(max_examples=1500, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(MOVING), WRONG, st.none() | st.tuples(st.sampled_from(MOVING), WRONG))
def test_nothing_wrong_makes_a_delivery_of_what_is_under_way(place, wrong, more):
    number, path = place
    made = spoilt(UNDER_WAY[number], path, wrong)
    if more is not None:
        made = spoilt(made, more[0][1], more[1])
    if SAYS_SO in {str(wrong), str(more and more[1])}:
        return
    assert ParcelStatus.DELIVERED not in read(made)


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from([XML, *map(json.dumps, ALL)]), st.data())
def test_a_garbled_answer_is_sound_or_refused(text, data):
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 8))
    rubbish = data.draw(st.text(alphabet='{}[]<>/&;=!",:0159.eE+-\\uxntal \x00é', max_size=6))
    garbled = text[:start] + rubbish + text[start + length :]
    is_explained(MANIFEST.explain(Exchange(garbled), "AT"))
    raw = garbled.encode("utf-16" if start % 2 else "utf-8")
    is_explained(MANIFEST.explain(Exchange(raw.decode(errors="replace"), raw=raw), "AT"))


NAMES = ["shipments", "events", "status", "statusCode", "id", "shipmentTrackingNumber", "date",
         "time", "typeCode", "pieces", "data", "@name", "@ice", "@piece-code", "@code", "title",
         "request", "response", "body", "location", "address", "serviceArea"]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8)
        | st.sampled_from(["piece-shipment-list", "piece-shipment", "delivered"]),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
        max_leaves=20,
    )
)  # fmt: skip
def test_any_document_is_explained_without_a_crash(document):
    is_explained(MANIFEST.explain(Exchange(json.dumps(document)), "AT"))


@pytest.mark.parametrize("depth", [30, 500, 5000])
def test_a_document_nested_beyond_reason_is_explained(depth: int):
    deep = '{"shipments": ' * depth + "1" + "}" * depth
    is_explained(MANIFEST.explain(Exchange(deep), "AT"))
    nest = '<data name="piece-shipment-list">' * depth + "</data>" * depth
    is_explained(MANIFEST.explain(Exchange(nest), "AT"))

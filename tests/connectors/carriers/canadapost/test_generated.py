"""Thousands of answers with something wrong in them: read soundly, never a wrong delivery."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.carriers.canadapost import mapper
from agent_console.connectors.carriers.canadapost.manifest import MANIFEST
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.reading import decode
from agent_console.connectors.kit.xml_tree import decode_xml
from agent_console.domain.parcel import ParcelStatus
from agent_console.ports.explaining import Exchange
from tests.connectors.carriers.canadapost.answers import EVENTS, answer, event, messages
from tests.fakes.soundness import are_sound, is_explained
from tests.fakes.spoiling import WRONG, paths, spoilt

SIGNED = event("20", "Signature image recorded", "2026-01-24", "09:30:13", "EST", signed="HETU")
MOVING = answer(SIGNED, *[event(*one) for one in EVENTS[1:]], expected_delivery_date="2026-01-20")
TEXTS = [MOVING, answer(last=4), answer(), messages("004"), f"<wrapper>{messages('1')}</wrapper>"]
ALL = [decode_xml(one) for one in TEXTS]
UNDER_WAY = ALL[:2]
PLACES = [(number, path) for number, one in enumerate(ALL) for path in paths(one)]
ON_ITS_WAY = [one for one in PLACES if one[0] < len(UNDER_WAY)]
SAYS_SO = "Delivered"


def read(document: object) -> list[str]:
    """Read a document as the client does, and again as it would come out of quarantine."""
    told = list(mapper.read(Document(decode(json.dumps(document)))))
    for one in told:
        if one.trouble is None:
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
@given(st.sampled_from(ON_ITS_WAY), WRONG, st.none() | st.tuples(st.sampled_from(PLACES), WRONG))
def test_nothing_wrong_makes_a_delivery_of_what_is_under_way(place, wrong, more):
    number, path = place
    made = spoilt(UNDER_WAY[number], path, wrong)
    if more is not None:
        made = spoilt(made, more[0][1], more[1])
    if SAYS_SO in {str(wrong), str(more and more[1])}:
        return
    assert ParcelStatus.DELIVERED not in read(made)


@settings(max_examples=1000, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_a_garbled_answer_is_sound_or_refused(text, data):
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 8))
    rubbish = data.draw(st.text(alphabet='<>/&;=!"?:0159.eE+-[] \x00é', max_size=6))
    garbled = text[:start] + rubbish + text[start + length :]
    is_explained(MANIFEST.explain(Exchange(garbled), "AT"))
    raw = garbled.encode("utf-16" if start % 2 else "utf-8")
    is_explained(MANIFEST.explain(Exchange(raw.decode(errors="replace"), raw=raw), "AT"))


NAMES = ["tracking-detail", "messages", "message", "code", "description", "wrapper", "pin",
         "significant-events", "occurrence", "event-identifier", "event-date", "event-time",
         "event-time-zone", "event-province", "request", "response", "body"]  # fmt: skip


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
def test_any_document_is_explained_without_a_crash(document):
    is_explained(MANIFEST.explain(Exchange(json.dumps(document)), "AT"))


def test_a_document_nested_beyond_reason_is_explained():
    for depth in (30, 500, 5000):
        nest = "<tracking-detail>" * depth + "</tracking-detail>" * depth
        is_explained(MANIFEST.explain(Exchange(nest), "AT"))

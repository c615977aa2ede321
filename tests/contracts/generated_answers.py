"""What must hold of a carrier's answer with anything wrong in it, for generated tests."""

import json
from collections.abc import Sequence

import msgspec
from hypothesis import strategies as st

from agent_console.cli.documents import order as documents
from agent_console.connectors.kit.carrier.telling import Reader, record
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.manifest import Manifest
from agent_console.connectors.kit.reading import UnreadableError, decode
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.tracking.sightings import window
from agent_console.domain.wording import title
from agent_console.ports.explaining import Exchange
from agent_console.ports.source import ParcelRecord

KINDS = {"try_later", "sign_in_again", "not_found", "refused"}


def is_sound(manifest: Manifest, read: Reader, document: object) -> None:
    """Check that an answer can be explained, and that all parcels of it can be kept."""
    check(manifest, read, json.dumps(document))


def garbled(manifest: Manifest, read: Reader, document: object, data: st.DataObject) -> None:
    """Put rubbish into an answer, and check what is made of it."""
    text = json.dumps(document)
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 8))
    rubbish = data.draw(st.text(alphabet='{}[]",:0159.eE+-\\uxntrfalsul \x00é', max_size=6))
    check(manifest, read, text[:start] + rubbish + text[start + length :])


def whole(names: Sequence[str]) -> st.SearchStrategy:
    """Make any document out of an API's names."""
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(names), inner, max_size=5)
        ),
        max_leaves=20,
    )


def check(manifest: Manifest, read: Reader, text: str) -> None:
    explained = manifest.explain(Exchange(text), "AT")
    assert {one.kind for one in explained.errors} <= KINDS
    assert all(one.message for one in explained.errors)
    try:
        content = decode(text)
    except UnreadableError:
        return
    for told in read(Document(content)):
        assert told.shipment or told.trouble or told.left_out
        if told.shipment is not None:
            assert told.trouble is None
            _can_be_kept(record(told.shipment))


def _can_be_kept(kept: ParcelRecord) -> None:
    """Check that a record can be stored, hashed, worded, hung and printed as it is."""
    assert kept.external_id
    assert kept.shipment.number
    assert kept.shipment.status in set(ParcelStatus)
    window(kept.shipment)
    for said in kept.observations:
        assert said.fingerprint() >= 0
        assert said.group("a carrier") >= 0
        assert title(said)
    printed = json.dumps(documents.shipment(kept.shipment), ensure_ascii=False)
    assert "\x00" not in printed + msgspec.json.encode(kept).decode()

"""What every parcel that was read must be fit for, whatever was wrong with its answer."""

import json
from collections.abc import Iterable

import msgspec

from agent_console.cli.documents import order as documents
from agent_console.connectors.kit.carrier.telling import Reader, Told, name_of, record
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.manifest import Manifest
from agent_console.connectors.kit.reading import UnreadableError, decode
from agent_console.domain.parcel import ParcelStatus, Shipment
from agent_console.domain.tracking.sightings import window
from agent_console.domain.wording import title
from agent_console.ports.explaining import Exchange, Explained
from agent_console.ports.source import ParcelRecord

KINDS = {"try_later", "sign_in_again", "not_found", "refused"}


def is_sound(parcel: ParcelRecord) -> None:
    """Check that a record can be stored, hashed, worded, hung and printed as it is."""
    assert parcel.external_id
    assert parcel.shipment.number
    window(parcel.shipment)
    for said in parcel.observations:
        assert said.fingerprint() >= 0
        assert said.group("carrier") >= 0
        assert title(said)
    printed = json.dumps(documents.shipment(parcel.shipment), ensure_ascii=False)
    stored = msgspec.json.encode(parcel).decode()
    assert "\x00" not in printed + stored
    (printed + stored).encode()


def are_sound(told: Iterable[Told]) -> list[Shipment]:
    """Check what an answer tells, and return its parcels."""
    found = []
    for one in told:
        json.dumps(one.raw)
        assert one.shipment is not None or one.trouble is not None or one.left_out
        if one.trouble is not None:
            assert one.trouble.kind in KINDS
            assert one.trouble.message
        if one.shipment is not None:
            assert one.shipment.status in set(ParcelStatus)
            is_sound(record(one.shipment, name=name_of(one.shipment)))
            found.append(one.shipment)
    return found


def is_explained(explained: Explained) -> None:
    """Check that errors are named in the interface's words."""
    assert {one.kind for one in explained.errors} <= KINDS
    assert all(one.message for one in explained.errors)


def read_soundly(manifest: Manifest, read: Reader, text: str) -> list[Shipment]:
    """Read a text as the client and `explain` do, and return the parcels that could be stored."""
    is_explained(manifest.explain(Exchange(text), "AT"))
    try:
        content = decode(text)
    except UnreadableError as error:
        assert str(error)  # noqa: PT017 - either way is right
        return []
    told = list(read(Document(content)))
    for one in told:
        if one.shipment is not None:
            again = Document(decode(json.dumps(one.raw)))
            assert [each.shipment for each in read(again)] == [one.shipment], "out of quarantine"
    return are_sound(told)

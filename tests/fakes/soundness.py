"""What every parcel that a carrier's connector reads must stand, whatever was in the answer."""

import json

import msgspec

from agent_console.cli.documents import order as documents
from agent_console.connectors.kit.carrier.telling import Reader, Told, name_of, record
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.manifest import Manifest
from agent_console.connectors.kit.reading import UnreadableError, decode
from agent_console.domain.parcel import ParcelStatus, Shipment
from agent_console.domain.tracking.sightings import window
from agent_console.domain.wording import title
from agent_console.ports.explaining import Exchange

KINDS = {"try_later", "sign_in_again", "not_found", "refused"}


def read_soundly(manifest: Manifest, read: Reader, text: str) -> list[Shipment]:
    """Read a text as the client and `explain` do, and return the parcels that could be stored."""
    explained = manifest.explain(Exchange(text), "AT")
    assert {one.kind for one in explained.errors} <= KINDS
    try:
        content = decode(text)
    except UnreadableError as error:
        assert str(error)  # noqa: PT017 - either way is right
        return []
    told = list(read(Document(content)))
    assert all(one.shipment or one.trouble or one.left_out for one in told)
    shipments = [one.shipment for one in told if one.shipment is not None]
    for one in told:
        check(manifest, one)
    return shipments


def check(manifest: Manifest, told: Told) -> None:
    """Check that what was told can be stored, hashed, worded, hung and printed as it is."""
    json.dumps(told.raw, ensure_ascii=False)
    if told.trouble is not None:
        assert told.trouble.kind in KINDS
        assert told.trouble.message
    if told.shipment is None:
        return
    parcel = record(told.shipment, name=name_of(told.shipment))
    assert parcel.external_id
    assert parcel.shipment.number
    assert parcel.shipment.status in set(ParcelStatus)
    window(parcel.shipment)
    for said in parcel.observations:
        assert said.fingerprint() >= 0
        assert said.group(manifest.kind) >= 0
        assert title(said)
    printed = json.dumps(documents.shipment(parcel.shipment), ensure_ascii=False)
    assert "\x00" not in printed + msgspec.json.encode(parcel).decode()

"""A word no carrier has said before stays as it is, and is counted for the doctor."""

import json
from pathlib import Path

import pytest

from agent_console.connectors.kit.carrier.telling import record
from agent_console.connectors.registry import BY_KIND
from agent_console.ports.explaining import Exchange
from agent_console.ports.source import Page
from agent_console.storage.engine import encrypted
from agent_console.storage.migrating import upgrade
from agent_console.storage.readers.unknown_words import unknown_words
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.connectors.carriers.aftership import answers as aftership
from tests.connectors.carriers.canadapost import answers as canadapost
from tests.connectors.carriers.dhl import answers as dhl
from tests.connectors.carriers.fedex import answers as fedex
from tests.connectors.carriers.shippo import answers as shippo
from tests.connectors.carriers.ups import answers as ups
from tests.connectors.carriers.usps import answers as usps
from tests.fakes.records import at

KEY = "5e" * 32
CODE, WORDS, AT = "Q?", "Handed to the moon", "2026-11-24T09:30:12"

LAST = {
    "ups": ups.answer(
        ups.package(activity=[ups.event("??", "999", CODE, WORDS, "20261124", "093012")])
    ),
    "fedex": fedex.answer(
        fedex.result(
            fedex.record(scanEvents=[fedex.event(CODE, CODE, WORDS, AT)], latestStatusDetail={})
        )
    ),
    "usps": usps.answer(
        trackingEvents=[usps.event(CODE, WORDS, AT)], status=None, statusCategory=None
    ),
    "dhl": dhl.answer(
        dhl.shipment(
            service="ecommerce",
            status=None,
            events=[dhl.event(CODE, "?", WORDS, AT)],
        )
    ),
    "canadapost": canadapost.answer(canadapost.event("7777", WORDS, "2026-01-24", "09:30:12")),
    "aftership": aftership.listing(
        aftership.tracking(
            tag=None, subtag=None, checkpoints=[aftership.checkpoint(CODE, None, WORDS, AT)]
        )
    ),
    "shippo": shippo.track(
        tracking_status=None, tracking_history=[shippo.event(CODE, None, WORDS, f"{AT}Z")]
    ),
    "easypost": {
        "id": "trk_1",
        "object": "Tracker",
        "tracking_code": "EZ1",
        "carrier": "UPS",
        "status": CODE,
        "tracking_details": [{"status": CODE, "message": WORDS, "datetime": f"{AT}Z"}],
    },
}
"""An answer of each carrier of which the only event is one that nobody knows."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    writer = encrypted(tmp_path / "store.db", KEY, writes=True)
    upgrade(writer)
    return Store(writer, writer)


@pytest.mark.parametrize("kind", sorted(LAST))
def test_a_word_nobody_knows_is_kept_and_counted(kind: str, store: Store):
    told = LAST[kind]
    text = told if isinstance(told, str) else json.dumps(told)
    [shipment] = BY_KIND[kind].explain(Exchange(text), "AT").shipments
    assert shipment.status == "unknown"
    [scan] = shipment.scans
    assert (scan.status, scan.text) == ("unknown", WORDS)
    StoredIntake(store).keep(kind, Page("parcels", parcels=(record(shipment),)), at(70))
    counted = {one.word: one.times for one in unknown_words(store) if one.connection == kind}
    assert counted[scan.code or WORDS] >= 1
    assert counted.keys() <= {scan.code, shipment.status_text}
    assert shipment.status_text in {WORDS, CODE}
    store.close()

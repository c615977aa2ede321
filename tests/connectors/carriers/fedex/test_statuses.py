"""FedEx's codes in our words: each of its own list, and never a delivery nobody told of."""

import json
from pathlib import Path

import pytest

from agent_console.connectors.carriers.fedex import statuses
from agent_console.domain.parcel import ParcelStatus


@pytest.mark.parametrize(
    ("code", "sort", "ours"),
    [
        ("OC", "IN", "pre_transit"),
        ("PU", "PU", "in_transit"),
        ("AR", "IT", "in_transit"),
        ("AE", "IT", "in_transit"),
        ("AE", "IN", "pre_transit"),
        ("OD", "IT", "out_for_delivery"),
        ("OD", "OD", "out_for_delivery"),
        ("HL", "HL", "available_for_pickup"),
        ("HP", "HL", "available_for_pickup"),
        ("DE", "DE", "exception"),
        ("SE", "SE", "exception"),
        ("DY", "DY", "exception"),
        ("CD", "CD", "exception"),
        ("RS", "RS", "return_to_sender"),
        ("CA", "CA", "cancelled"),
        ("DL", "DL", "delivered"),
        ("dl", None, "delivered"),
        (None, "DL", "delivered"),
        ("QQ", "DL", "delivered"),
        ("QQ", "IT", "in_transit"),
        ("QQ", None, "unknown"),
        ("QQ", "QQ", "unknown"),
        (None, None, "unknown"),
        ("Delivered", None, "unknown"),
    ],
)
def test_an_event_means_what_its_code_and_its_sort_say(code, sort, ours):
    assert statuses.status(code, sort).value == ours


@pytest.mark.parametrize("other", ["IT", "HL", "RS", "DE", "OC", "CA", "QQ"])
def test_a_delivery_that_the_other_code_denies_is_none(other: str):
    assert statuses.status("DL", other) is not ParcelStatus.DELIVERED
    if other != "QQ":
        assert statuses.status(other, "DL") is not ParcelStatus.DELIVERED


@pytest.mark.parametrize(
    ("code", "reason", "ours"),
    [
        ("DE", "08", "attempt_failed"),
        ("DE", "007", "attempt_failed"),
        ("DE", "15", "attempt_failed"),
        ("DE", "03", "exception"),
        ("DE", "083", "exception"),
        ("DE", None, "exception"),
        ("SE", "08", "exception"),
        ("PU", "15", "in_transit"),
    ],
)
def test_only_an_exception_at_the_door_is_an_attempt(code: str, reason: str | None, ours: str):
    assert statuses.status(code, code, reason).value == ours


def test_every_code_of_fedex_s_own_list_has_a_meaning(shared: Path):
    listed = json.loads(
        (shared / "payloads/carriers/code_tables/fedex_status_codes.json").read_text()
    )
    assert len(listed) == 57
    unknown = {one for one in listed if statuses.status(one, None) is ParcelStatus.UNKNOWN}
    assert unknown == {"RC"}, "the receiver alone says nothing"
    delivered = {one for one in listed if statuses.status(one, None) is ParcelStatus.DELIVERED}
    assert delivered == {"DL"}

"""USPS's categories, words and codes in ours, and never a delivery nobody told of."""

import pytest

from agent_console.connectors.carriers.usps import statuses
from agent_console.domain.parcel import ParcelStatus


@pytest.mark.parametrize(
    ("category", "words", "ours"),
    [
        ("Delivered", "Delivered, Parcel Locker", "delivered"),
        ("Delivered", "Delivered, On the Roof", "delivered"),
        ("Delivered", None, "delivered"),
        ("DELIVERED", None, "delivered"),
        ("Delivered", "Delivered, To Original Sender", "return_to_sender"),
        ("Delivered to Agent", "Delivered to Agent for Final Delivery", "in_transit"),
        ("Available for Pickup", "Available for Pickup", "available_for_pickup"),
        ("Delivery Attempt", "Notice Left (No Secure Location Available)", "attempt_failed"),
        ("Delivery Attempt: Action Needed", "Something New", "attempt_failed"),
        ("Out for Delivery", "Out for Delivery", "out_for_delivery"),
        ("Accepted", "USPS in possession of item", "in_transit"),
        ("In Transit", "In Transit to Next Facility", "in_transit"),
        ("In Transit", "Delivered, Parcel Locker", "in_transit"),
        ("Pre-Shipment", "Shipping Label Created, USPS Awaiting Item", "pre_transit"),
        ("On its Way to USPS", None, "pre_transit"),
        ("Alert", "Return to Sender Processed", "return_to_sender"),
        ("Alert", "Delivery Exception, Local Weather Delay", "exception"),
        ("Alert", "Something New", "exception"),
        ("Teleported", "Delivered, Parcel Locker", "unknown"),
        ("Delivery", None, "unknown"),
        ("Not Delivered", None, "unknown"),
        (None, "Delivered, Parcel Locker", "delivered"),
        (None, "Will be delivered soon", "unknown"),
    ],
)
def test_a_parcel_stands_as_its_category_and_the_name_of_the_last_event_say(category, words, ours):
    told = statuses.stated(category, words)
    assert told is not None
    assert told.value == ours


def test_where_nothing_is_stated_the_events_say_how_it_stands():
    assert statuses.stated(None, None) is None
    assert statuses.stated(" ", "") is None


@pytest.mark.parametrize(
    ("code", "words", "ours"),
    [
        ("01", "Delivered, Parcel Locker", "delivered"),
        ("01", "Delivered, On the Roof", "delivered"),
        ("01", "Delivered, To Original Sender", "return_to_sender"),
        ("10", "Delivered", "in_transit"),
        ("OF", "Out for Delivery", "out_for_delivery"),
        ("03", "USPS in possession of item", "in_transit"),
        ("GX", "Shipping Label Created, USPS Awaiting Item", "pre_transit"),
        ("TL", None, "in_transit"),
        ("14", None, "available_for_pickup"),
        ("02", None, "attempt_failed"),
        ("55", None, "attempt_failed"),
        ("09", None, "return_to_sender"),
        ("21", None, "return_to_sender"),
        ("04", None, "exception"),
        ("ZZ", "Notice Left", "attempt_failed"),
        ("ZZ", "Delivered by drone", "unknown"),
        ("1", None, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_an_event_means_what_its_name_or_its_code_says(code, words, ours):
    assert statuses.event(code, words).value == ours


def test_only_what_says_delivered_means_it():
    for table in (statuses.CATEGORIES, statuses.BY_WORDS):
        said = [word for word, means in table.items() if means is ParcelStatus.DELIVERED]
        assert said
        assert all(word.startswith("delivered") for word in said)
    assert statuses.event("01", None) is ParcelStatus.DELIVERED

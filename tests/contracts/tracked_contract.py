"""How every store reads parcels back beside their orders; a class for each database inherits it."""

from dataclasses import replace

import pytest

from agent_console.domain.customer import KnownOrder, KnownParcel
from agent_console.domain.moment import Moment, instant
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.profile import ProfileId
from agent_console.ports.source import ParcelRecord
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.unknown_words import unknown_words
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.contracts.parcel_contract import (
    BROKER,
    FIRST,
    POST,
    SECOND,
    SHOP,
    rival,
    scan,
    told,
    tracked,
)
from tests.fakes.records import at, order, order_record, page


def stated(record: ParcelRecord, **more: object) -> ParcelRecord:
    """Return a record of which the parcel states more."""
    return replace(record, shipment=replace(record.shipment, **more))


class TrackedContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def kept(self, store: Store) -> StoredIntake:
        made = StoredIntake(store)
        made.keep(SHOP, page(order_record()), at(1))
        return made

    def known(self, store: Store, who: ProfileId = FIRST, *, scans: bool = True) -> KnownOrder:
        read = StoredCustomers(store).customer(who, scans=scans)
        assert read is not None
        return read.orders[0]

    def parcel(self, store: Store, *, scans: bool = True) -> KnownParcel:
        [found] = self.known(store, scans=scans).parcels()
        return found

    def test_without_a_tracker_the_store_speaks(self, store, kept):
        parcel = self.parcel(store)
        assert (parcel.connection, parcel.is_tracked, parcel.status) == (SHOP, False, "in_transit")
        assert self.known(store).shipments() == (parcel.fulfilment.shipment(),)

    def test_the_carrier_states_its_parcel(self, store, kept):
        delivered, promised = instant(at(90)), Moment(local="2026-11-24")
        record = stated(
            tracked("t1", scan("in_transit", 60), scan("delivered", 90)),
            delivered=delivered,
            promised=promised,
            estimated=Moment(local="2026-11-23"),
            signed_by="A. Neighbour",
            had_attempt=True,
            unique_id="u1",
        )
        kept.keep(POST, told(record), at(95))
        parcel = self.parcel(store)
        assert parcel.shipment == record.shipment
        assert (parcel.connection, parcel.last_heard, parcel.is_tracked) == (POST, at(95), True)
        assert [one.status for one in parcel.shipment.scans] == ["in_transit", "delivered"]
        assert parcel.shipment.scans[0].place.city == "Graz"

    def test_scans_come_in_the_order_in_which_they_happened(self, store, kept):
        kept.keep(POST, told(tracked("t1", scan("in_transit", 70))), at(75))
        kept.keep(
            POST, told(tracked("t1", scan("pre_transit", 50), scan("in_transit", 70))), at(80)
        )
        told_now = [one.status for one in self.parcel(store).shipment.scans]
        assert told_now == ["pre_transit", "in_transit"]

    def test_scans_are_read_only_where_they_are_wanted(self, store, kept):
        kept.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        parcel = self.parcel(store, scans=False)
        assert (parcel.status, parcel.shipment.scans) == ("delivered", ())

    def test_of_two_trackers_of_a_parcel_the_one_that_saw_it_last_speaks(self, store, kept):
        kept.keep(POST, told(tracked("t1", scan("in_transit", 60), scan("delivered", 90))), at(95))
        kept.keep(BROKER, told(tracked("x9", scan("in_transit", 60.5))), at(99))
        parcel = self.parcel(store)
        assert (parcel.connection, parcel.status, parcel.others) == (POST, "delivered", ())
        assert [one.status for one in parcel.shipment.scans] == ["in_transit", "delivered"]

    def test_two_parcels_of_one_number_are_both_kept(self, store, kept):
        both = told(tracked("t1", scan("in_transit", 60)), tracked("t2", scan("delivered", 90)))
        kept.keep(POST, both, at(95))
        assert [one.status for one in self.known(store).shipments()] == ["delivered", "in_transit"]
        assert len(self.known(store).parcels()) == 1

    def test_a_tracker_that_has_heard_nothing_yet_is_silent(self, store, kept):
        silent = stated(tracked("t1"), status_text="unknown")
        kept.keep(POST, told(silent), at(70))
        assert (self.parcel(store).connection, self.parcel(store).status) == (SHOP, "in_transit")
        estimated = stated(silent, estimated=Moment(local="2026-11-23"))
        kept.keep(POST, told(estimated), at(75))
        assert (self.parcel(store).connection, self.parcel(store).status) == (POST, "unknown")

    def test_a_word_nobody_knows_is_not_silence(self, store, kept):
        kept.keep(POST, told(stated(tracked("t1"), status_text="teleported")), at(70))
        parcel = self.parcel(store)
        assert (parcel.status, parcel.shipment.status_text) == (ParcelStatus.UNKNOWN, "teleported")
        assert [(one.connection, one.word, one.times) for one in unknown_words(store)] == [
            (POST, "teleported", 1)
        ]

    def test_the_word_unknown_is_known(self, store, kept):
        kept.keep(POST, told(stated(tracked("t1"), status_text="UNKNOWN")), at(70))
        assert list(unknown_words(store)) == []

    def test_a_carrier_without_a_name_gets_that_of_the_store(self, store, kept):
        kept.keep(POST, told(tracked("t1", scan("in_transit", 60), carrier=None)), at(70))
        assert self.parcel(store).shipment.carrier == "DHL"

    def test_a_parcel_of_nobody_certain_is_on_no_order(self, store, kept):
        kept.keep(SHOP, page(rival()), at(65))
        kept.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        for who in (FIRST, SECOND):
            assert self.known(store, who).tracked == ()

    def test_each_order_has_its_own_parcels(self, store, kept):
        kept.keep(SHOP, page(order_record(order("9", minutes=3))), at(4))
        kept.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        read = StoredCustomers(store).customer(FIRST)
        assert {one.order.number: len(one.tracked) for one in read.orders} == {"A-7": 1, "A-9": 0}

    def test_a_parcel_seen_before_its_order_is_told_beside_it(self, store, kept):
        kept.keep(
            POST, told(tracked("t1", scan("in_transit", -900), scan("delivered", -600))), at(70)
        )
        [other] = self.parcel(store).namesakes
        assert (other.carrier, self.parcel(store).is_tracked) == ("DHL", False)
        assert (other.first_seen, other.last_seen) == (instant(at(-900)), instant(at(-600)))

    def test_of_a_parcel_without_a_zone_only_the_day_is_told(self, store, kept):
        seen = replace(scan("delivered", 0), moment=Moment(local="2025-03-03T10:00:00"))
        kept.keep(POST, told(tracked("t1", seen)), at(70))
        [other] = self.parcel(store).namesakes
        assert other.last_seen == Moment(local="2025-03-03")

    def test_a_number_two_customers_claim_is_told_to_both(self, store, kept):
        kept.keep(SHOP, page(rival()), at(65))
        kept.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        for who in (FIRST, SECOND):
            [known] = self.known(store, who).parcels()
            assert [one.last_seen for one in known.namesakes] == [instant(at(60))]

    def test_what_hangs_on_its_order_is_nobodys_namesake(self, store, kept):
        kept.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        assert self.parcel(store).namesakes == ()

"""What every store does with tracked parcels; inherited by a class for each database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment, instant
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.order import Fulfilment, ReturnParcel
from agent_console.domain.parcel import Fault, Place, Scan, Shipment
from agent_console.domain.profile import ProfileId
from agent_console.ports.intake import RereadRule
from agent_console.ports.reading import KeyKind, TimelineWish
from agent_console.ports.source import (
    OrderRecord,
    Page,
    ParcelRecord,
    Unreadable,
    Untracked,
    WantedParcel,
)
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.quarantine import StoredQuarantine
from agent_console.storage.store import Store
from tests.fakes.records import at, order, order_record, page, person

SHOP, POST, BROKER = "web-shop", "post", "broker"
NUMBER = "0034 0434 1610 7"
FIRST, SECOND = ProfileId(1), ProfileId(2)


def scan(status: str, minutes: float, text: str | None = None) -> Scan:
    """Return a scan so many minutes after the story began."""
    return Scan(None, text or status, status, instant(at(minutes)), Place("Graz", None, "AT"))


def tracked(
    external_id: str, *scans: Scan, carrier: str | None = "DHL", number: str = NUMBER
) -> ParcelRecord:
    """Return a parcel as somebody tracks it."""
    status = scans[-1].status if scans else "unknown"
    said = tuple(
        Observation(
            Subject(SubjectKind.PARCEL, external_id),
            EntryKind.SCAN,
            one.status,
            one.moment,
            text=one.text,
            place=one.place,
            shipment=number,
            fault=one.fault,
        )
        for one in scans
    )
    return ParcelRecord(external_id, Shipment(carrier, number, status, status, scans=scans), said)


def told(*parcels: ParcelRecord, untracked: tuple[Untracked, ...] = ()) -> Page:
    """Return a page of parcels."""
    return Page("parcels", parcels=parcels, untracked=untracked)


def rival(minutes: float = 5) -> OrderRecord:
    """Return an order of somebody else that names the same number."""
    made = order("8", minutes=minutes)
    parcel = replace(made.fulfilments[0], number=NUMBER)
    other = person("2", "Ida Heir", "ida@heir.example", None)
    return replace(order_record(replace(made, fulfilments=(parcel,)), other), contacts=())


def second_parcel() -> OrderRecord:
    """Return another order of the same customer, with a parcel of its own."""
    made = order("9", minutes=2)
    parcel = replace(made.fulfilments[0], number="99 88 77")
    return replace(order_record(), order=replace(made, fulfilments=(parcel,)))


def scans_of(store: Store, profile: ProfileId = FIRST) -> list[tuple[str, int, str | None]]:
    """Return title, number of sources and order of each scan on a timeline, newest first."""
    wish = TimelineWish(kinds=frozenset({EntryKind.SCAN}))
    entries = StoredTimelines(store).page([profile], wish)
    return [(one.title, len(one.sources), one.order) for one in entries]


def faults_of(store: Store) -> tuple[Fault | None, list[Fault | None]]:
    """Return by whose fault the only parcel is late, and its scans, the first one first."""
    read = StoredCustomers(store).customer(FIRST, scans=True)
    assert read is not None
    [parcel] = read.orders[0].parcels()
    return parcel.shipment.fault, [one.fault for one in parcel.shipment.scans]


class ParcelContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def shop_read(self, store: Store) -> StoredIntake:
        made = StoredIntake(store)
        made.keep(SHOP, page(order_record()), at(1))
        return made

    def test_a_scan_on_the_timeline_knows_its_place_whoever_told_it(self, store, shop_read):
        placeless = replace(scan("in_transit", 60), place=Place())
        shop_read.keep("broker", told(tracked("b1", placeless)), at(70))
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(71))
        [entry] = StoredTimelines(store).page(
            [FIRST], TimelineWish(kinds=frozenset({EntryKind.SCAN}))
        )
        assert (len(entry.sources), entry.place) == (2, Place("Graz", None, "AT"))
        assert entry.named() == "in_transit, Graz"

    @pytest.mark.parametrize(("said_at", "keeps_why"), [(60, True), (90, False)])
    def test_words_older_than_the_last_scan_say_why(self, store, shop_read, said_at, keeps_why):
        record = tracked("t1", scan("in_transit", 60), scan("in_transit", 90))
        words = replace(record.shipment, said="Snow", said_at=instant(at(said_at)))
        shop_read.keep(POST, told(replace(record, shipment=words)), at(100))
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        [parcel] = read.orders[0].parcels()
        assert (parcel.shipment.said, parcel.keeps_why) == ("Snow", keeps_why)

    def test_by_whose_fault_it_is_late_is_kept_of_the_parcel_and_of_its_scans(
        self, store, shop_read
    ):
        late, left = scan("exception", 60), scan("in_transit", 90)
        read = tracked("t1", late, left)
        shop_read.keep(POST, told(read), at(100))
        assert faults_of(store) == (None, [None, None])
        late = replace(late, fault=Fault.WEATHER)
        record = tracked("t1", late, left)
        why = replace(record.shipment, fault=Fault.WEATHER)
        assert shop_read.keep(POST, told(replace(record, shipment=why)), at(110)).stored == 1
        assert faults_of(store) == (Fault.WEATHER, [Fault.WEATHER, None])
        assert len(scans_of(store)) == 2, "a reason is no other saying"

    def test_what_happened_after_the_reason_is_read_with_it(self, store, shop_read):
        left, planned = scan("in_transit", 90), replace(scan("in_transit", 95), place=Place())
        record = tracked("t1", scan("in_transit", 60), left, planned)
        words = replace(record.shipment, said="Snow", said_at=instant(at(60)))
        shop_read.keep(POST, told(replace(record, shipment=words)), at(100))
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        [parcel] = read.orders[0].parcels()
        assert parcel.since is not None
        assert (parcel.since.moment, parcel.since.place) == (left.moment, left.place)
        assert parcel.shipment.scans == (), "only what the sentence needs"

    def test_scans_are_told_under_the_order_that_names_the_number(self, store, shop_read):
        kept = shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        assert (kept.stored, kept.customers) == (1, {FIRST})
        assert scans_of(store) == [("in_transit", 1, "A-7")]

    def test_the_same_answer_twice_changes_nothing(self, store, shop_read):
        answer = told(tracked("t1", scan("in_transit", 60)))
        shop_read.keep(POST, answer, at(70))
        assert shop_read.keep(POST, answer, at(80)).stored == 0
        assert len(scans_of(store)) == 1

    def test_two_sources_of_one_scan_make_one_line(self, store, shop_read):
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60, "Arrived"))), at(70))
        second = tracked("x9", scan("in_transit", 60.5, "ARRIVED AT HUB"), carrier="DHL Express")
        shop_read.keep(BROKER, told(second), at(71))
        assert scans_of(store) == [("Arrived", 2, "A-7")]

    def test_scans_of_two_minutes_stay_two_lines(self, store, shop_read):
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        shop_read.keep(BROKER, told(tracked("x9", scan("in_transit", 62))), at(71))
        assert len(scans_of(store)) == 2

    def test_two_scans_of_a_minute_at_one_source_stay_two_lines(self, store, shop_read):
        arrived, left = scan("in_transit", 60, "Arrived"), scan("in_transit", 60.5, "Departed")
        shop_read.keep(POST, told(tracked("t1", arrived, left)), at(70))
        assert scans_of(store) == [("Departed", 1, "A-7"), ("Arrived", 1, "A-7")]
        other = tracked("x9", scan("in_transit", 60.1, "Departed"), scan("in_transit", 60, "In"))
        for now in (71, 72):
            shop_read.keep(BROKER, told(other), at(now))
        assert scans_of(store) == [("Departed", 2, "A-7"), ("Arrived", 2, "A-7")]

    def test_a_second_scan_of_a_minute_told_later_is_a_second_line(self, store, shop_read):
        first, second = scan("in_transit", 60, "Arrived"), scan("in_transit", 60.5, "Departed")
        shop_read.keep(POST, told(tracked("t1", first)), at(70))
        shop_read.keep(BROKER, told(tracked("x9", first)), at(71))
        shop_read.keep(POST, told(tracked("t1", first, second)), at(72))
        assert scans_of(store) == [("Departed", 1, "A-7"), ("Arrived", 2, "A-7")]

    def test_a_scan_put_right_by_its_source_stays_one_line(self, store, shop_read):
        for now, text in ((70, "Arived"), (71, "Arrived")):
            shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60, text))), at(now))
        assert len(scans_of(store)) == 1

    def test_what_comes_back_hangs_on_its_order_and_is_no_parcel_sent(self, store):
        made = replace(order("7"), fulfilments=(), returns=(ReturnParcel("DHL", NUMBER),))
        intake, record = StoredIntake(store), replace(order_record(made), contacts=())
        intake.keep(SHOP, page(record), at(1))
        assert [one.number for one in intake.parcels_of(FIRST, POST)] == [NUMBER]
        intake.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        assert scans_of(store) == [("in_transit", 1, "A-7")]
        [known] = StoredCustomers(store).customer(FIRST).orders
        assert known.parcels() == ()
        [back] = known.returns()
        assert (back.is_return, back.is_tracked, back.status) == (True, True, "in_transit")
        lookups = StoredLookups(store)
        [hit] = lookups.exact(KeyKind.TRACKING, reference(NUMBER))
        assert hit.customer == FIRST
        without = replace(record, order=replace(made, returns=()))
        intake.keep(SHOP, page(without), at(80))
        assert scans_of(store) == []
        assert lookups.exact(KeyKind.TRACKING, reference(NUMBER)) == []

    def test_two_parcels_of_one_number_at_one_source_stay_two(self, store, shop_read):
        both = told(tracked("t1", scan("delivered", 60)), tracked("t2", scan("delivered", 60)))
        shop_read.keep(POST, both, at(70))
        assert len(scans_of(store)) == 2

    def test_another_carrier_with_the_number_is_another_parcel(self, store, shop_read):
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        shop_read.keep(BROKER, told(tracked("x9", scan("in_transit", 60), carrier="UPS")), at(71))
        assert [sources for _, sources, _ in scans_of(store)] == [1, 1]

    def test_a_parcel_scanned_before_its_order_was_placed_is_on_no_timeline(self, store, shop_read):
        kept = shop_read.keep(POST, told(tracked("t1", scan("delivered", -600))), at(70))
        assert (kept.stored, kept.customers) == (1, frozenset())
        assert scans_of(store) == []

    def test_a_number_on_orders_of_two_customers_is_on_no_timeline(self, store, shop_read):
        record = rival()
        shop_read.keep(SHOP, page(record), at(65))
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        assert (scans_of(store), scans_of(store, SECOND)) == ([], [])

    def test_a_mistyped_number_put_right_brings_the_scans_to_its_order(self, store, shop_read):
        record = rival()
        shop_read.keep(SHOP, page(record), at(65))
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        parcel: Fulfilment = replace(record.order.fulfilments[0], number="77 1")
        put_right = replace(record.order, fulfilments=(parcel,))
        shop_read.keep(SHOP, page(replace(record, order=put_right)), at(75))
        assert scans_of(store) == [("in_transit", 1, "A-7")]

    def test_scans_follow_an_order_that_changes_hands(self, store, shop_read):
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        heir = person("2", "Ida Heir", "ida@heir.example", None)
        shop_read.keep(SHOP, page(replace(order_record(), person=heir, contacts=())), at(75))
        assert scans_of(store) == []
        assert scans_of(store, SECOND) == [("in_transit", 1, "A-7")]

    def test_a_parcel_without_scans_waits_for_its_first(self, store, shop_read):
        shop_read.keep(POST, told(tracked("t1")), at(70))
        assert scans_of(store) == []
        shop_read.keep(POST, told(tracked("t1", scan("pre_transit", 72))), at(80))
        assert scans_of(store) == [("pre_transit", 1, "A-7")]

    def test_a_time_without_a_zone_may_be_a_day_off(self, store, shop_read):
        early = Moment(local=(at(0) - timedelta(hours=9)).strftime("%Y-%m-%dT%H:%M:%S"))
        one = Scan(None, "Collected", "in_transit", early, Place())
        record = tracked("t1", one)
        shop_read.keep(POST, told(record), at(70))
        assert len(scans_of(store)) == 1

    def test_parcels_are_asked_for_as_often_as_they_move(self, store, shop_read):
        rule = RereadRule()

        def due(minutes: float) -> list[str | None]:
            return [one.external_id for one in shop_read.parcels_due(POST, rule, at(minutes))]

        assert list(shop_read.parcels_due(POST, rule, at(60))) == [WantedParcel(NUMBER, "DHL")]
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(60))
        assert (due(60), due(179), due(180)) == ([], [], ["t1"])
        shop_read.keep(POST, told(tracked("t1", scan("out_for_delivery", 170))), at(180))
        assert (due(194), due(195)) == ([], ["t1"])
        shop_read.keep(POST, told(tracked("t1", scan("delivered", 190))), at(195))
        assert (due(300), due(195 + 1440)) == ([], ["t1"])
        for days in (1, 2, 3):
            shop_read.keep(POST, told(tracked("t1", scan("delivered", 190))), at(195 + days * 1440))
        assert due(195 + 9 * 1440) == [], "it is settled"
        assert [one.external_id for one in shop_read.parcels_of(FIRST, POST)] == ["t1"]
        assert list(shop_read.parcels_of(SECOND, POST)) == []

    def test_what_is_no_number_is_seldom_asked_again(self, store, shop_read):
        refused = Untracked(NUMBER, "refused", "not a tracking code")
        shop_read.keep(POST, told(untracked=(refused,)), at(60))
        assert list(shop_read.parcels_due(POST, RereadRule(), at(200))) == []
        assert len(shop_read.parcels_due(POST, RereadRule(), at(60 + 1440))) == 1

    def test_a_scan_dated_anew_finds_its_order(self, store, shop_read):
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", -2880))), at(70))
        assert scans_of(store) == []
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(71))
        assert ("in_transit", 1, "A-7") in scans_of(store)

    def test_an_older_answer_never_sets_the_asking_back(self, store, shop_read):
        shop_read.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 50))), at(65))
        assert list(shop_read.parcels_due(POST, RereadRule(), at(120))) == []

    def test_what_was_asked_in_vain_stands_before_nobody(self, store, shop_read):
        shop_read.keep(SHOP, page(second_parcel()), at(2))
        rule = RereadRule()
        first, other = shop_read.parcels_due(POST, rule, at(60))
        shop_read.keep(POST, Page("parcels", asked=(first.number,)), at(60))
        assert [one.number for one in shop_read.parcels_due(POST, rule, at(61))] == [other.number]
        shop_read.keep(POST, Page("parcels", asked=(other.number,)), at(62))
        due = [one.number for one in shop_read.parcels_due(POST, rule, at(120))]
        assert due == [first.number, other.number]

    def test_a_carrier_is_asked_for_its_own_parcels_alone(self, store, shop_read):
        shop_read.keep(SHOP, page(second_parcel()), at(2))
        first, other = shop_read.parcels_due(POST, RereadRule(), at(60))
        rule = RereadRule(parcels_at_once=1)

        def mine(one: WantedParcel) -> bool:
            return one.number == other.number

        assert list(shop_read.parcels_due(POST, rule, at(60), mine)) == [other]
        assert first.number != other.number
        assert list(shop_read.parcels_of(FIRST, POST, lambda _: False)) == []

    def test_asking_in_vain_changes_nothing_that_is_known(self, store, shop_read):
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        shop_read.keep(POST, Page("parcels", asked=(NUMBER,)), at(80))
        [due] = shop_read.parcels_due(POST, RereadRule(), at(95))
        assert due.external_id == "t1"

    def test_a_pass_somebody_asked_for_asks_for_all_that_is_not_settled(self, store, shop_read):
        rule = RereadRule(is_planned=False)
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        assert list(shop_read.parcels_due(POST, rule, at(70))) == [], "this pass has asked"
        assert [one.external_id for one in shop_read.parcels_due(POST, rule, at(71))] == ["t1"]
        shop_read.keep(POST, told(tracked("t1", scan("delivered", 75))), at(80))
        assert len(shop_read.parcels_due(POST, rule, at(81))) == 1
        assert list(shop_read.parcels_due(POST, rule, at(80 + 4 * 1440))) == []

    def test_the_most_overdue_is_asked_for_first(self, store, shop_read):
        shop_read.keep(SHOP, page(second_parcel()), at(2))
        out = tracked("t2", scan("out_for_delivery", 60), number="99 88 77")
        shop_read.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(60))
        shop_read.keep(POST, told(out), at(70))
        due = shop_read.parcels_due(POST, RereadRule(parcels_at_once=1), at(300))
        assert [one.external_id for one in due] == ["t2"]

    def test_of_two_parcels_of_a_number_the_one_under_way_is_asked_for(self, store, shop_read):
        old, now = tracked("t1", scan("delivered", 10)), tracked("t2", scan("in_transit", 60))
        for both in ((old, now), (now, old)):
            shop_read.keep(POST, told(*both), at(70))
            [due] = shop_read.parcels_due(POST, RereadRule(), at(200))
            assert due.external_id == "t2"

    def test_records_of_which_nothing_came_are_kept_apart_by_their_ids(self, store, shop_read):
        both = tuple(Unreadable("inbox", f"INBOX/7/{uid}", "broken", "") for uid in (3, 4))
        quarantine = StoredQuarantine(store)
        for now in (70, 71):
            shop_read.keep("mail", Page("inbox", unreadable=both), at(now))
        assert [one.external_id for one in quarantine.waiting()] == ["INBOX/7/3", "INBOX/7/4"]
        again = Unreadable("inbox", None, "still broken", "")
        shop_read.keep("mail", Page("inbox", unreadable=(again,)), at(72))
        assert len(quarantine.waiting()) == 2, "tried again, and no other record"

    def test_a_copy_in_quarantine_goes_with_a_better_answer(self, store, shop_read):
        record = tracked("t1", scan("in_transit", 60))
        copy = Unreadable("parcels", "t1", "signed_by", "{}", is_copy=True)
        kept = shop_read.keep(POST, replace(told(record), unreadable=(copy,)), at(70))
        assert (kept.stored, kept.quarantined) == (1, 1)
        assert len(scans_of(store)) == 1
        assert [one.reason for one in StoredQuarantine(store).waiting()] == ["signed_by"]
        shop_read.keep(POST, told(record), at(80))
        assert StoredQuarantine(store).waiting() == []

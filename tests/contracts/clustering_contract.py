"""Which scans every store takes for one parcel's, whatever came first; for each database."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind, SubjectKind
from agent_console.domain.parcel import Place, Scan
from agent_console.ports.reading import TimelineWish
from agent_console.ports.source import OrderRecord
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.storage.tables.events import event, observation, subject, timeline_entry
from agent_console.storage.tables.parcels import parcel
from agent_console.storage.tables.people import profile
from tests.contracts.parcel_contract import (
    BROKER,
    FIRST,
    NUMBER,
    POST,
    SECOND,
    SHOP,
    rival,
    scan,
    scans_of,
    told,
    tracked,
)
from tests.fakes.records import at, order, order_record, page, person

THIRD = "third"
DAY = 24 * 60
LATER = 130 * DAY
UNDATED = Scan(None, "Label made", "pre_transit", Moment(), Place())
NAMES = count(1)


def second_life() -> OrderRecord:
    """Return an order of somebody else that names the number long after."""
    return rival(LATER)


def records() -> st.SearchStrategy[list[tuple[tuple[str, str], str | None, list[int]]]]:
    """Return records of one number: the source and id of each, its carrier, the days of scans."""
    ids = [(POST, "a"), (POST, "b"), (BROKER, "c"), (BROKER, "d"), (THIRD, "e")]
    carriers = st.sampled_from(["DHL", "DHL Express", "UPS", None])
    days = st.lists(st.sampled_from([1, 2, 3, 50, 90, 100, 200]), max_size=3, unique=True)
    one = st.tuples(st.sampled_from(ids), carriers, days)
    return st.lists(one, max_size=5, unique_by=lambda record: record[0])


def assert_sound(store: Store) -> None:
    """Check that nothing hangs in the air: every event is said, every saying has its event."""
    with store.read() as connection:

        def numbers(column) -> set[int]:
            return set(connection.execute(select(column)).scalars())

        assert numbers(event.c.id) == numbers(observation.c.event_id)
        assert numbers(timeline_entry.c.event_id) <= numbers(event.c.id)
        assert numbers(observation.c.subject_id) == numbers(event.c.subject_id)
        strays = connection.execute(
            select(func.count())
            .select_from(observation.join(event, event.c.id == observation.c.event_id))
            .where(event.c.subject_id != observation.c.subject_id)
        ).scalar_one()
        assert strays == 0
        assert numbers(observation.c.subject_id) <= numbers(subject.c.id)
        of_parcels = select(subject.c.id).where(subject.c.kind == SubjectKind.PARCEL.value)
        assert set(connection.execute(of_parcels).scalars()) == numbers(parcel.c.subject_id)


class ClusteringContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def ordered(self, store: Store) -> StoredIntake:
        made = StoredIntake(store)
        made.keep(SHOP, page(order_record()), at(1))
        return made

    def test_a_number_written_in_another_way_doubles_nothing(self, store, ordered):
        day = Scan(None, "Arrived", "in_transit", Moment(local="2026-11-21"), Place())
        for now, number in ((70, NUMBER), (80, NUMBER.replace(" ", ""))):
            ordered.keep(POST, told(tracked("t1", day, number=number)), at(now))
        assert scans_of(store) == [("Arrived", 1, "A-7")]

    def assert_sound(self, store: Store) -> None:
        """Check that nothing hangs in the air."""
        assert_sound(store)

    def test_old_scans_stay_with_the_old_order_when_a_number_is_used_again(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        ordered.keep(SHOP, page(second_life()), at(LATER))
        again = tracked("t1", scan("in_transit", LATER + 60))
        kept = ordered.keep(POST, told(again), at(LATER + 70))
        assert kept.customers == {SECOND}
        assert scans_of(store) == [("delivered", 1, "A-7")]
        assert scans_of(store, SECOND) == [("in_transit", 1, "A-8")]
        self.assert_sound(store)

    def test_both_lives_of_a_number_may_be_told_at_once(self, store, ordered):
        ordered.keep(SHOP, page(second_life()), at(LATER))
        both = tracked("t1", scan("delivered", 60), scan("in_transit", LATER + 60))
        for now, record in ((70, both), (80, both)):
            ordered.keep(POST, told(record), at(LATER + now))
        ends = scan("delivered", LATER + 90)
        more = tracked("t1", scan("delivered", 60), scan("in_transit", LATER + 60), ends)
        ordered.keep(POST, told(more), at(LATER + 95))
        assert scans_of(store) == [("delivered", 1, "A-7")]
        assert [title for title, _, _ in scans_of(store, SECOND)] == ["delivered", "in_transit"]
        self.assert_sound(store)

    def test_what_was_not_dated_is_told_once_in_all_lives(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", UNDATED, scan("delivered", 60))), at(70))
        ordered.keep(SHOP, page(second_life()), at(LATER))
        both = tracked("t1", UNDATED, scan("delivered", 60), scan("in_transit", LATER + 60))
        ordered.keep(POST, told(both), at(LATER + 70))
        assert len(scans_of(store)) == 2
        assert scans_of(store, SECOND) == [("in_transit", 1, "A-8")]
        self.assert_sound(store)

    def test_the_old_parcel_follows_its_order_still(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        ordered.keep(POST, told(tracked("t1", scan("in_transit", LATER))), at(LATER + 70))
        heir = person("2", "Ida Heir", "ida@heir.example", None)
        ordered.keep(SHOP, page(replace(order_record(), person=heir, contacts=())), at(LATER + 75))
        assert scans_of(store) == []
        assert scans_of(store, SECOND) == [("delivered", 1, "A-7")]

    def test_a_rest_filled_later_makes_one_parcel_of_two(self, store, ordered):
        ends = (scan("in_transit", 60), scan("delivered", 100 * DAY))
        ordered.keep(POST, told(tracked("t1", *ends)), at(LATER + 70))
        assert len(scans_of(store)) == 2, "both were scanned soon after the order"
        found = scan("in_transit", 50 * DAY)
        ordered.keep(POST, told(tracked("t1", ends[0], found, ends[1])), at(LATER + 80))
        ordered.keep(BROKER, told(tracked("x9", *ends, found)), at(LATER + 90))
        assert [sources for _, sources, _ in scans_of(store)] == [2, 2, 2]
        self.assert_sound(store)

    def test_a_number_put_right_at_its_source_doubles_no_scan(self, store, ordered):
        wrong = tracked("t1", scan("in_transit", 60), number="77 1")
        ordered.keep(POST, told(wrong), at(70))
        assert scans_of(store) == []
        ordered.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(80))
        assert scans_of(store) == [("in_transit", 1, "A-7")]
        [entry] = StoredTimelines(store).page([FIRST], TimelineWish(kinds={EntryKind.SCAN}))
        assert entry.shipment == NUMBER
        self.assert_sound(store)

    @pytest.mark.parametrize(("source", "record"), [(POST, "t1"), (BROKER, "x9")])
    def test_a_number_put_right_parts_it_from_the_parcel_of_others(
        self, store, ordered, source, record
    ):
        ordered.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        ordered.keep(BROKER, told(tracked("x9", scan("in_transit", 60))), at(71))
        assert scans_of(store) == [("in_transit", 2, "A-7")]
        right = tracked(record, scan("in_transit", 60), number="77 1")
        assert ordered.keep(source, told(right), at(72)).customers == {FIRST}
        assert scans_of(store) == [("in_transit", 1, "A-7")]
        self.assert_sound(store)
        ordered.keep(source, told(tracked(record, scan("in_transit", 60))), at(73))
        assert scans_of(store) == [("in_transit", 2, "A-7")]
        self.assert_sound(store)

    def test_a_number_announced_joins_the_old_parcel_until_its_first_scan(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        ordered.keep(SHOP, page(second_life()), at(LATER))
        ordered.keep(BROKER, told(tracked("x9", UNDATED)), at(LATER + 1))
        assert len(scans_of(store)) == 2
        first = tracked("x9", UNDATED, scan("in_transit", LATER + 60))
        kept = ordered.keep(BROKER, told(first), at(LATER + 70))
        assert kept.customers == {FIRST, SECOND}
        assert scans_of(store) == [("delivered", 1, "A-7")]
        assert [title for title, _, _ in scans_of(store, SECOND)] == ["in_transit", "Label made"]
        self.assert_sound(store)

    def test_a_source_between_makes_no_one_parcel_of_two(self, store, ordered):
        for source, record in ((POST, "t1"), (BROKER, "x9"), (POST, "t2")):
            ordered.keep(source, told(tracked(record, scan("delivered", 60))), at(70))
        assert sorted(sources for _, sources, _ in scans_of(store)) == [1, 2]
        self.assert_sound(store)

    def test_a_store_that_passes_on_scans_shares_the_line_of_the_carrier(self, store, ordered):
        ordered.keep(SHOP, told(tracked("f1", scan("delivered", 60, "DELIVERED"))), at(65))
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60.5, "Handed over"))), at(70))
        assert scans_of(store) == [("DELIVERED", 2, "A-7")]

    def test_post_and_postnl_are_two_carriers(self, store, ordered):
        for source, carrier in ((POST, "Post"), (BROKER, "PostNL")):
            ordered.keep(source, told(tracked("t", scan("delivered", 60), carrier=carrier)), at(70))
        assert [sources for _, sources, _ in scans_of(store)] == [1, 1]

    def test_a_scan_no_longer_told_stays_with_its_parcel(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        ordered.keep(POST, told(tracked("t1")), at(80))
        assert scans_of(store) == [("in_transit", 1, "A-7")]
        ordered.keep(SHOP, page(rival(DAY)), at(2 * DAY))
        assert scans_of(store) == [("in_transit", 1, "A-7")], "it was seen before the other order"

    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
        ],
    )
    @given(data=st.data())
    def test_what_came_first_decides_nothing(self, store, data):
        days = st.lists(st.sampled_from([1, 2, 3, 50, 90, 100, 200]), max_size=3, unique=True)
        kinds = st.sampled_from(
            [(POST, "a"), (POST, "b"), (BROKER, "c"), (BROKER, "d"), (THIRD, "e")]
        )
        carriers = st.sampled_from(["DHL", "DHL Express", "UPS", None])
        told_of = data.draw(
            st.lists(st.tuples(kinds, carriers, days), max_size=5, unique_by=lambda r: r[0])
        )
        again = data.draw(st.permutations(told_of))
        intake = StoredIntake(store)
        seen = [self.timeline(store, intake, records) for records in (told_of, again)]
        assert seen[0] == seen[1]
        self.assert_sound(store)

    def test_two_records_that_change_places_lose_nothing(self, store):
        one, two = ((POST, "a"), "DHL", [1]), ((POST, "b"), "DHL", [1, 2])
        others = [((BROKER, "d"), "DHL", [90, 2]), ((BROKER, "c"), "DHL", [])]
        shown = self.timeline(store, StoredIntake(store), [one, two, *others])
        assert shown == [("in_transit", 1, "A")] * 3 + [("in_transit", 2, "A")]
        self.assert_sound(store)

    def timeline(self, store: Store, intake: StoredIntake, records: Sequence[tuple]) -> list[tuple]:
        """Tell records of a fresh number, each twice and shorter at first; return its scans."""
        name = f"M{next(NAMES)}"
        buyer = person(name, name, f"{name}@x.example".lower(), None)
        made = order(name, minutes=0, number="A")
        made = replace(made, fulfilments=(replace(made.fulfilments[0], number=name),))
        later = order(f"{name}b", minutes=95 * DAY, number="B")
        later = replace(later, fulfilments=(replace(later.fulfilments[0], number=name),))
        orders = [replace(order_record(one, buyer), contacts=()) for one in (made, later)]
        for long in (False, True):
            for (source, record), carrier, days in records:
                scans = [scan("in_transit", day * DAY) for day in days]
                told_now = tracked(
                    f"{name}{record}", *(scans if long else scans[:1]), carrier=carrier, number=name
                )
                intake.keep(source, told(told_now), at(300 * DAY + long))
        intake.keep(SHOP, page(*orders), at(300 * DAY))
        wanted = profile.c.external_id == name
        with store.read() as connection:
            owner = connection.execute(select(profile.c.id).where(wanted)).scalar_one()
        return sorted(scans_of(store, owner))

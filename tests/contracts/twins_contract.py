"""What a store and a carrier both tell is one line with both sources; for each database."""

from dataclasses import replace

import pytest

from agent_console.domain.moment import Moment, instant
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.parcel import Place, Scan
from agent_console.domain.timeline import TimelineEntry
from agent_console.ports.reading import TimelineWish
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.contracts.parcel_contract import (
    BROKER,
    FIRST,
    NUMBER,
    POST,
    SHOP,
    rival,
    scan,
    told,
    tracked,
)
from tests.fakes.records import at, order, order_record, page

PARCELS = frozenset({EntryKind.FULFILMENT, EntryKind.SCAN})


def says_the_shop(status: str = "delivered", minutes: float = 60.4, number: str = NUMBER):
    """Return what the store says of the parcel of its order."""
    return Observation(
        Subject(SubjectKind.ORDER, "7"),
        EntryKind.FULFILMENT,
        status,
        instant(at(minutes)),
        external_id=f"history:{status}",
        detail="DHL",
        order="A-7",
        shipment=number,
    )


def lines(store: Store, wish: TimelineWish | None = None) -> list[tuple[str, list[str]]]:
    """Return the lines on parcels with the connections that tell them, newest first."""
    entries = StoredTimelines(store).page([FIRST], wish or TimelineWish())
    return [(one.kind.value, _sources(one)) for one in entries if one.kind in PARCELS]


def _sources(entry: TimelineEntry) -> list[str]:
    return [source.connection for source in entry.sources]


ONE_LINE = [("scan", [POST, SHOP])]
TWO_LINES = [("fulfilment", [SHOP]), ("scan", [POST])]


class TwinsContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def intake(self, store: Store) -> StoredIntake:
        return StoredIntake(store)

    @pytest.mark.parametrize("is_store_first", [True, False])
    def test_a_store_and_a_carrier_telling_one_scan_are_one_line(
        self, store, intake, is_store_first
    ):
        intake.keep(SHOP, page(order_record()), at(1))
        shop = page(order_record(None, None, says_the_shop()))
        tell = [(SHOP, shop), (POST, told(tracked("t1", scan("delivered", 60))))]
        for connection, said in tell if is_store_first else tell[::-1]:
            intake.keep(connection, said, at(70))
        assert lines(store) == ONE_LINE, "whose words are shown comes first"

    @pytest.mark.parametrize(
        "said",
        [says_the_shop(number=NUMBER.replace(" ", "")), says_the_shop("Delivered")],
        ids=["number", "status"],
    )
    def test_what_is_written_in_another_way_is_the_same(self, store, intake, said):
        intake.keep(SHOP, page(order_record(None, None, said)), at(61))
        intake.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        assert lines(store) == ONE_LINE

    def test_a_third_source_joins_them(self, store, intake):
        intake.keep(SHOP, page(order_record(None, None, says_the_shop())), at(61))
        for connection, record in ((POST, "t1"), (BROKER, "x9")):
            intake.keep(connection, told(tracked(record, scan("delivered", 60))), at(70))
        assert lines(store) == [("scan", [POST, BROKER, SHOP])]

    @pytest.mark.parametrize(
        "said",
        [
            says_the_shop(minutes=61),
            says_the_shop(minutes=59.9),
            says_the_shop("shipped"),
            says_the_shop(number="00 99"),
            replace(says_the_shop(), moment=Moment(local="2026-11-20T10:00:20")),
            replace(says_the_shop(), shipment=None),
        ],
        ids=["a minute on", "before", "another status", "another number", "no zone", "no number"],
    )
    def test_what_differs_stays_two_lines(self, store, intake, said):
        intake.keep(SHOP, page(order_record(None, None, said)), at(62))
        intake.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        assert sorted(lines(store)) == TWO_LINES

    def test_a_scan_of_which_no_zone_is_known_stays_a_line_of_its_own(self, store, intake):
        here = Moment(local=at(60).isoformat()[:19])
        local = Scan(None, "Delivered", "delivered", here, Place("Graz", None, "AT"))
        intake.keep(SHOP, page(order_record(None, None, says_the_shop())), at(61))
        intake.keep(POST, told(tracked("t1", local)), at(70))
        assert sorted(lines(store)) == TWO_LINES

    def test_the_line_of_the_store_comes_back_when_the_parcel_is_ambiguous(self, store, intake):
        intake.keep(SHOP, page(order_record(None, None, says_the_shop())), at(61))
        intake.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        assert lines(store) == ONE_LINE
        intake.keep(SHOP, page(rival()), at(80))
        assert lines(store) == [("fulfilment", [SHOP])]

    def test_another_order_of_the_customer_keeps_its_own_line(self, store, intake):
        other = replace(says_the_shop(), subject=Subject(SubjectKind.ORDER, "9"), order="A-9")
        intake.keep(SHOP, page(order_record()), at(1))
        intake.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        second = order_record(order("9", minutes=2), None, other)
        intake.keep(SHOP, page(second), at(80))
        assert sorted(lines(store)) == TWO_LINES

    def test_who_looks_for_one_kind_or_for_words_finds_what_the_store_said(self, store, intake):
        intake.keep(SHOP, page(order_record(None, None, says_the_shop())), at(61))
        intake.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        of_orders = TimelineWish(kinds=frozenset({EntryKind.ORDER, EntryKind.FULFILMENT}))
        assert lines(store, of_orders) == [("fulfilment", [SHOP])]
        assert lines(store, TimelineWish(text="says the store")) == [("fulfilment", [SHOP])]
        assert lines(store, TimelineWish(kinds=PARCELS)) == ONE_LINE

    def test_pages_are_as_long_as_they_were_asked_for(self, store, intake):
        intake.keep(SHOP, page(order_record(None, None, says_the_shop())), at(61))
        intake.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        first = StoredTimelines(store).page([FIRST], TimelineWish(limit=2))
        assert [one.kind for one in first] == [EntryKind.SCAN, EntryKind.ORDER]

"""What a parcel is that mails tell of: who speaks of it, where it belongs; for each database."""

import pytest

from agent_console.domain.identity import reference
from agent_console.domain.watching.policy import Kind
from agent_console.ports.intake import RereadRule
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.parcels.noticing import MOST
from agent_console.storage.store import Store
from agent_console.storage.watching.book import StoredWatchBook
from agent_console.storage.watching.concerns import StoredRadar
from agent_console.sync.watching import Lookout
from tests.contracts.clustering_contract import assert_sound
from tests.contracts.notice_contract import DAY, HOUR, MAIL, lines, noted, notice
from tests.contracts.parcel_contract import (
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
from tests.contracts.watching_contract import POLICY
from tests.fakes.clock import FixedClock
from tests.fakes.records import at, order_record, page


class NoticedContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def ordered(self, store: Store) -> StoredIntake:
        made = StoredIntake(store)
        made.keep(SHOP, page(order_record()), at(1))
        return made

    def test_mails_read_from_the_newest_down_leave_the_newest_standing(self, store, ordered):
        for status, written in (("delivered", 300), ("out_for_delivery", 200), ("in_transit", 100)):
            ordered.keep(MAIL, noted(notice(status, written, name=status)), at(DAY))
        [parcel] = StoredCustomers(store).customer(FIRST).orders[0].parcels()
        assert (parcel.shipment.status, parcel.last_heard) == ("delivered", at(300))
        assert [title.split()[-1] for title, _ in lines(store)] == [
            "in_transit",
            "out_for_delivery",
            "delivered",
        ]

    def test_who_tracks_a_parcel_speaks_before_any_mail(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        ordered.keep(MAIL, noted(notice("delivered", 300)), at(DAY))
        [parcel] = StoredCustomers(store).customer(FIRST).orders[0].parcels()
        assert parcel.shipment.status == "in_transit"
        assert [who for _, who in lines(store)] == [[POST], [MAIL]]

    def test_a_mail_is_a_reason_to_ask_its_carrier(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        rule = RereadRule()
        assert not ordered.parcels_due(POST, rule, at(75))
        ordered.keep(MAIL, noted(notice("out_for_delivery", 65)), at(76))
        assert not ordered.parcels_due(POST, rule, at(77)), "it was asked since"
        ordered.keep(MAIL, noted(notice("delivered", 78, name="m2")), at(79))
        [due] = ordered.parcels_due(POST, rule, at(80))
        assert reference(due.number) == reference(NUMBER)

    def test_a_mailbox_tracks_nothing(self, store, ordered):
        ordered.keep(MAIL, noted(notice("delivered", 63)), at(70))
        assert StoredLookups(store).trackers(reference(NUMBER)) == []

    def test_a_mail_of_before_hangs_on_no_later_order(self, store):
        made = StoredIntake(store)
        made.keep(MAIL, noted(notice("delivered", -DAY)), at(1))
        made.keep(SHOP, page(order_record()), at(2))
        assert lines(store) == []

    def test_what_mails_tell_follows_an_order_that_changes_hands(self, store, ordered):
        ordered.keep(MAIL, noted(notice("delivered", 63)), at(70))
        ordered.keep(SHOP, page(rival()), at(80))
        assert lines(store) == []
        assert scans_of(store, SECOND) == []

    @pytest.mark.parametrize("is_mail_first", [True, False])
    @pytest.mark.parametrize("written", [-HOUR, -20 * DAY, 25 * DAY])
    def test_no_clock_of_a_mail_takes_a_parcel_off_its_order(
        self, store, ordered, is_mail_first, written
    ):
        post = (POST, told(tracked("t1", scan("in_transit", 60), scan("delivered", 120))))
        mail = (MAIL, noted(notice("delivered", written)))
        for name, read in (mail, post) if is_mail_first else (post, mail):
            ordered.keep(name, read, at(30 * DAY))
        assert [who for _, who in lines(store) if who != [MAIL]] == [[POST], [POST]]
        [parcel] = StoredCustomers(store).customer(FIRST).orders[0].parcels()
        assert (parcel.connection, parcel.namesakes) == (POST, ())
        assert_sound(store)

    @pytest.mark.parametrize("is_back", [True, False])
    def test_that_it_came_outlasts_a_mail_that_was_late(self, store, ordered, is_back):
        mails = [notice("delivered", 100, name="a"), notice("out_for_delivery", 110, name="b")]
        for one in reversed(mails) if is_back else mails:
            ordered.keep(MAIL, noted(one), at(DAY))
        [parcel] = StoredCustomers(store).customer(FIRST).orders[0].parcels()
        assert parcel.shipment.status == "delivered"

    def test_of_a_flood_of_mails_about_one_number_only_some_are_kept(self, store, ordered):
        flood = [notice("delivered", 60 + n, name=f"f{n}") for n in range(3 * MOST)]
        for start in range(0, len(flood), 20):
            ordered.keep(MAIL, noted(*flood[start : start + 20]), at(DAY))
        assert sum(len(who) for _, who in lines(store)) == MOST
        assert_sound(store)

    def test_what_only_a_mail_tells_is_no_scan_of_the_parcel(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        ordered.keep(MAIL, noted(notice("delivered", 300)), at(DAY))
        [parcel] = StoredCustomers(store).customer(FIRST, scans=True).orders[0].parcels()
        assert [one.status for one in parcel.shipment.scans] == ["in_transit"]

    def test_a_mail_raises_no_alarm(self, store, ordered):
        clock = FixedClock(at(30 * DAY))

        def kinds() -> set[Kind]:
            Lookout(StoredWatchBook(store), POLICY, clock).turn()
            found = StoredRadar(store, lambda: POLICY).concerns()
            return {one.kind for concern in found for one in concern.troubles}

        before = kinds()
        statuses = "out_for_delivery", "attempt_failed", "exception", "available_for_pickup"
        for minute, status in enumerate(statuses):
            ordered.keep(MAIL, noted(notice(status, 60 + minute, name=status)), at(30 * DAY))
            clock.at = at(30 * DAY + 1 + minute)
            assert kinds() == before, status

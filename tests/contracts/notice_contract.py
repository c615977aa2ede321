"""How every store puts what mails tell of parcels to the scans it tells of; for each database."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment, instant
from agent_console.domain.observation import (
    Channel,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.parcel import Place, Scan, Shipment
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import TimelineWish
from agent_console.ports.source import NoticeRecord, Page
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.storage.tables.people import profile
from tests.contracts.clustering_contract import assert_sound
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
from tests.fakes.records import at, order, order_record, page, person

MAIL, OTHER_MAIL = "mail", "second-mail"
NAMES = count(1)
HOUR = 60
DAY = 24 * HOUR
STATED = "2026-11-20T10:00:00"
"""Sixty minutes after the story began, as a clock at Greenwich shows it."""


def notice(
    status: str,
    minutes: float,
    *,
    name: str = "m1",
    stated: Moment | None = None,
    number: str = NUMBER,
    carrier: str | None = "DHL",
) -> NoticeRecord:
    """Return what a mail tells that was written so many minutes after the story began."""
    text = f"Your parcel: {status}"
    number = reference(number)
    observation = Observation(
        Subject(SubjectKind.PARCEL, number),
        EntryKind.SCAN,
        status,
        stated or Moment(),
        external_id=name,
        text=text,
        shipment=number,
        channel=Channel.EMAIL,
        author="DHL <noreply@dhl.example>",
    )
    is_there = status == "delivered"
    shipment = Shipment(
        carrier,
        number,
        status,
        None,
        said=text,
        delivered=stated if is_there else None,
        had_attempt=status == "attempt_failed",
    )
    return NoticeRecord(name, shipment, observation, at(minutes))


def noted(*notices: NoticeRecord) -> Page:
    """Return a page of a mailbox."""
    return Page("inbox", notices=notices)


def lines(store: Store, profile: ProfileId = FIRST) -> list[tuple[str, list[str]]]:
    """Return the scans on the timeline, the first one first, each with who tells it."""
    wish = TimelineWish(kinds=frozenset({EntryKind.SCAN}))
    entries = StoredTimelines(store).page([profile], wish)
    told_by = [(one.title, [each.connection for each in one.sources]) for one in entries]
    return told_by[::-1]


def _scan_event(store: Store) -> int:
    """Return the event of the scan that is tracked."""
    wish = TimelineWish(kinds=frozenset({EntryKind.SCAN}))
    entries = StoredTimelines(store).page([FIRST], wish)
    [event] = [one.event_id for one in entries if one.sources[0].connection == POST]
    return event


class NoticeContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def ordered(self, store: Store) -> StoredIntake:
        made = StoredIntake(store)
        made.keep(SHOP, page(order_record()), at(1))
        return made

    @pytest.mark.parametrize("is_mail_first", [True, False])
    def test_store_carrier_broker_and_mail_tell_one_scan_in_one_line(
        self, store, ordered, is_mail_first
    ):
        post = (POST, told(tracked("t1", scan("delivered", 60, "Delivered"))))
        broker = (BROKER, told(tracked("b1", scan("delivered", 60, "Arrived"))))
        mail = (MAIL, noted(notice("delivered", 63)))
        for name, read in (mail, post, broker) if is_mail_first else (post, broker, mail):
            ordered.keep(name, read, at(300))
        assert lines(store) == [("Delivered", [POST, BROKER, MAIL])]
        assert_sound(store)

    def test_a_mail_that_nobody_else_confirms_is_a_line_as_old_as_the_mail(self, store, ordered):
        ordered.keep(MAIL, noted(notice("delivered", 63)), at(5 * DAY))
        [entry] = StoredTimelines(store).page(
            [FIRST], TimelineWish(kinds=frozenset({EntryKind.SCAN}))
        )
        assert (entry.title, entry.moment, entry.channel) == (
            "Your parcel: delivered",
            Moment(),
            Channel.EMAIL,
        )
        assert [one.observed_at for one in entry.sources] == [at(63)]
        assert entry.order == "A-7"

    @pytest.mark.parametrize("is_mail_first", [True, False])
    @pytest.mark.parametrize(
        ("status", "minutes", "why"),
        [
            ("out_for_delivery", 63, "another status"),
            ("delivered", 60 + 13 * HOUR, "written half a day later"),
            ("delivered", 45, "written before it happened"),
            ("in_transit", 60 + 3 * HOUR, "there are many of these"),
        ],
    )
    def test_what_is_not_the_same_stays_two_lines(
        self, store, ordered, is_mail_first, status, minutes, why
    ):
        scanned = status if status == "in_transit" else "delivered"
        post = (POST, told(tracked("t1", scan(scanned, 60))))
        mail = (MAIL, noted(notice(status, minutes)))
        for name, read in (mail, post) if is_mail_first else (post, mail):
            ordered.keep(name, read, at(DAY))
        assert sorted(who for _, who in lines(store)) == [[MAIL], [POST]], why
        assert_sound(store)

    def test_of_two_scans_it_may_be_of_it_is_said_to_be_of_neither(self, store, ordered):
        both = tracked("t1", scan("in_transit", 60, "Left"), scan("in_transit", 90, "Arrived"))
        ordered.keep(MAIL, noted(notice("in_transit", 100)), at(110))
        ordered.keep(POST, told(tracked("t1", scan("in_transit", 60, "Left"))), at(120))
        assert lines(store) == [("Left", [POST, MAIL])]
        ordered.keep(POST, told(both), at(130))
        assert sorted(who for _, who in lines(store)) == [[MAIL], [POST], [POST]]
        assert_sound(store)

    def test_yesterday_s_attempt_is_not_today_s(self, store, ordered):
        first, second = scan("out_for_delivery", 60), scan("out_for_delivery", 60 + DAY)
        ordered.keep(POST, told(tracked("t1", first, second)), at(2 * DAY))
        ordered.keep(MAIL, noted(notice("out_for_delivery", 65 + DAY)), at(2 * DAY))
        assert [who for _, who in lines(store)] == [[POST], [POST, MAIL]]

    @pytest.mark.parametrize(
        ("stated", "is_one"),
        [
            (Moment(local=STATED), True),
            (Moment(local="2026-11-20T11:00:00"), True),
            (Moment(local="2026-11-20T10:07:00"), False),
            (instant(at(60)), True),
            (instant(at(61)), False),
        ],
    )
    def test_a_mail_that_names_the_minute_is_held_to_it(self, store, ordered, stated, is_one):
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        ordered.keep(MAIL, noted(notice("delivered", 63, stated=stated)), at(80))
        assert len(lines(store)) == (1 if is_one else 2)
        assert_sound(store)

    def test_a_wall_clock_is_compared_with_the_carrier_s_own(self, store, ordered):
        local = Scan(None, "Delivered", "delivered", Moment(local=STATED), Place("Graz"))
        ordered.keep(POST, told(tracked("t1", local)), at(70))
        ordered.keep(MAIL, noted(notice("delivered", 63, stated=Moment(local=STATED))), at(80))
        other = Moment(local="2026-11-20T11:00:00")
        ordered.keep(OTHER_MAIL, noted(notice("delivered", 130, stated=other)), at(140))
        assert [who for _, who in lines(store)] == [[POST, MAIL], [OTHER_MAIL]]

    def test_two_mails_of_one_scan_are_one_line(self, store, ordered):
        ordered.keep(MAIL, noted(notice("delivered", 90, name="m2")), at(DAY))
        ordered.keep(MAIL, noted(notice("delivered", 63, name="m1")), at(DAY + 1))
        assert [len(who) for _, who in lines(store)] == [2]
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60, "Delivered"))), at(DAY + 2))
        assert lines(store) == [("Delivered", [POST, MAIL, MAIL])]
        assert_sound(store)

    def test_the_same_mail_twice_changes_nothing(self, store, ordered):
        for now in (70, 80):
            ordered.keep(MAIL, noted(notice("delivered", 63)), at(now))
        assert lines(store) == [("Your parcel: delivered", [MAIL])]
        assert_sound(store)

    def test_a_mail_about_an_old_life_of_a_number_stays_with_it(self, store, ordered):
        ordered.keep(MAIL, noted(notice("delivered", 200 * DAY, name="new")), at(201 * DAY))
        ordered.keep(MAIL, noted(notice("delivered", 63, name="old")), at(201 * DAY))
        assert lines(store) == [("Your parcel: delivered", [MAIL])]
        assert_sound(store)

    @pytest.mark.parametrize("is_mail_first", [True, False])
    def test_no_mail_joins_two_lives_of_a_number(self, store, ordered, is_mail_first):
        lives = tracked("t1", scan("delivered", -100 * DAY), scan("delivered", 60, "New"))
        mail = (MAIL, noted(notice("delivered", -50 * DAY)))
        post = (POST, told(lives))
        for name, read in (mail, post) if is_mail_first else (post, mail):
            ordered.keep(name, read, at(DAY))
        assert lines(store) == [("New", [POST])]
        assert_sound(store)

    @pytest.mark.parametrize("is_other_first", [True, False])
    def test_a_mail_of_another_carrier_is_of_another_parcel(self, store, ordered, is_other_first):
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60, "Delivered"))), at(70))
        mine = notice("delivered", 63, name="mine")
        other = notice("delivered", 64, name="other", carrier="FedEx")
        anybody_s = notice("delivered", 65, name="anybody", carrier=None)
        mails = [mine, other, anybody_s]
        for one in reversed(mails) if is_other_first else mails:
            ordered.keep(MAIL, noted(one), at(80))
        assert sorted(who for _, who in lines(store)) == [[MAIL], [POST, MAIL, MAIL]]
        assert_sound(store)

    def test_a_mail_that_names_a_minute_is_of_no_later_scan(self, store, ordered):
        stated = Moment(local="2026-11-20T10:00:00")
        ordered.keep(POST, told(tracked("t1", scan("attempt_failed", 13 * HOUR))), at(DAY))
        ordered.keep(MAIL, noted(notice("attempt_failed", 63, stated=stated)), at(DAY))
        assert sorted(who for _, who in lines(store)) == [[MAIL], [POST]]

    def test_two_mails_of_two_minutes_are_not_joined_by_a_third(self, store, ordered):
        minutes = {"a": None, "b": 190, "c": 390}
        for name, minute in minutes.items():
            stated = None if minute is None else instant(at(minute))
            mail = notice(
                "delivered", 63 if minute is None else minute + 3, stated=stated, name=name
            )
            ordered.keep(MAIL, noted(mail), at(DAY))
        assert sorted(len(who) for _, who in lines(store)) == [1, 2]

    def test_what_two_trackers_tell_hardly_apart_is_one_scan_to_a_mail(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        ordered.keep(BROKER, told(tracked("b1", scan("delivered", 61))), at(70))
        ordered.keep(MAIL, noted(notice("delivered", 65)), at(80))
        assert [who for _, who in lines(store)] == [[POST, MAIL], [BROKER]]

    def test_a_mail_in_the_place_s_own_time_is_of_a_scan_without_zone(self, store, ordered):
        local = Scan(None, "Delivered", "delivered", Moment(local="2026-11-20T11:00:00"), Place())
        ordered.keep(POST, told(tracked("t1", local)), at(70))
        stated = Moment(at(60), "2026-11-20T05:00:00", "-05:00")
        ordered.keep(MAIL, noted(notice("delivered", 63, stated=stated)), at(80))
        assert [who for _, who in lines(store)] == [[POST, MAIL]]

    def test_a_mail_stays_what_it_was_read_as(self, store, ordered):
        for status in ("delivered", "available_for_pickup", "delivered"):
            ordered.keep(MAIL, noted(notice(status, 63)), at(70))
        assert lines(store) == [("Your parcel: delivered", [MAIL])]
        [parcel] = StoredCustomers(store).customer(FIRST).orders[0].parcels()
        assert parcel.shipment.status == "delivered"
        assert_sound(store)

    @pytest.mark.parametrize("is_first", [True, False])
    def test_a_record_that_nobody_has_scanned_tears_no_mail_off_its_scan(
        self, store, ordered, is_first
    ):
        scanned = tracked("t1", scan("in_transit", 40), scan("delivered", 60, "Delivered"))
        silent = tracked("t2")
        for one in (silent, scanned) if is_first else (scanned, silent):
            ordered.keep(POST, told(one), at(70))
        ordered.keep(MAIL, noted(notice("delivered", 63)), at(80))
        ordered.keep(POST, told(silent, scanned), at(90))
        assert lines(store)[-1] == ("Delivered", [POST, MAIL])
        assert_sound(store)

    def test_an_old_mail_is_not_told_of_a_parcel_that_is_yet_to_come(self, store, ordered):
        ordered.keep(MAIL, noted(notice("delivered", 63)), at(70))
        ordered.keep(SHOP, page(rival(130 * DAY)), at(130 * DAY))
        ordered.keep(POST, told(tracked("t1")), at(131 * DAY))
        assert lines(store) == [("Your parcel: delivered", [MAIL])]
        assert_sound(store)

    def test_mails_do_not_decide_under_which_subject_a_parcel_stays(self, store, ordered):
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60))), at(70))
        mails = [notice("delivered", 63 + n, name=f"m{n}") for n in range(3)]
        ordered.keep(MAIL, noted(*mails), at(80))
        before = _scan_event(store)
        ordered.keep(POST, told(tracked("t1", scan("delivered", 60), carrier="UPS")), at(90))
        assert _scan_event(store) == before
        assert_sound(store)

    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
        ],
    )
    @given(data=st.data())
    def test_whatever_is_read_first_the_lines_are_the_same(self, store, data):
        statuses = st.sampled_from(["in_transit", "out_for_delivery", "delivered"])
        one = st.tuples(statuses, st.integers(0, 3 * DAY // 60).map(lambda hours: hours * 60))
        scans = sorted(data.draw(st.lists(one, max_size=4, unique=True)), key=lambda s: s[1])
        mails = list(enumerate(data.draw(st.lists(one, max_size=3, unique=True))))
        reads = [(POST, scans), *((MAIL, [each]) for each in mails)]
        again = data.draw(st.permutations(reads))
        shown = [self.told_in(store, reads), self.told_in(store, again)]
        assert shown[0] == shown[1]
        assert_sound(store)

    def told_in(self, store: Store, reads: Sequence[tuple]) -> list[tuple[str, list[str]]]:
        """Tell scans and mails of a fresh number in this order; return the lines they make."""
        name = f"N{next(NAMES)}"
        intake, made = StoredIntake(store), order(name, number="A")
        made = replace(made, fulfilments=(replace(made.fulfilments[0], number=name),))
        buyer = person(name, name, f"{name}@x.example".lower(), None)
        intake.keep(SHOP, page(replace(order_record(made, buyer), contacts=())), at(1))
        for source, what in reads:
            if source == POST:
                record = tracked(f"{name}t", *(scan(*each) for each in what), number=name)
                intake.keep(source, told(record), at(4 * DAY))
            else:
                [(which, (status, minutes))] = what
                mail = notice(status, minutes, name=f"{name}{which}", number=name)
                intake.keep(source, noted(mail), at(4 * DAY))
        with store.read() as connection:
            owner = connection.scalar(select(profile.c.id).where(profile.c.external_id == name))
        return sorted(lines(store, ProfileId(owner or 0)))

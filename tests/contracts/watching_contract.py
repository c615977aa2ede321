"""How every store is watched: what opens, closes, is told, acted on and taken care of."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select

from agent_console.domain.acting.intent import IntentKind, Wanted
from agent_console.domain.acting.note import Note
from agent_console.domain.moment import Moment, instant
from agent_console.domain.parcel import Fault, Place
from agent_console.domain.profile import ProfileId, Statement
from agent_console.domain.tracking.forecast import Forecast
from agent_console.domain.watching.policy import Kind
from agent_console.domain.watching.radar import Concern, ParcelKey
from agent_console.machine.policies.exceptions import exception_policy
from agent_console.ports.acting.waiting import NotWaitingError, TakenError
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.notes import StoredNotebook
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.forecasting.journeys import StoredJourneys
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.storage.tables.watching import finding, stirred, watch
from agent_console.storage.watching.book import StoredRadarBook, StoredWatchBook
from agent_console.storage.watching.concerns import StoredRadar
from agent_console.sync.watching import Lookout
from tests.contracts.contact_contract import BOX, HELENA, mail
from tests.contracts.contact_contract import told as mails
from tests.contracts.parcel_contract import POST, SHOP, scan, tracked
from tests.contracts.parcel_contract import told as parcels
from tests.contracts.tracked_contract import stated
from tests.fakes.clock import FixedClock
from tests.fakes.records import at, order, order_record, page

POLICY = exception_policy(Path(__file__).parents[2] / "resources/policies/exceptions.toml")
HOUR = 60
STALL = 60 + (48 + 48) * HOUR
"""Minutes: the last scan is on a Friday, and two days of rest do not count."""
WHY = (
    "It was promised by Thu 26 Nov 00:00 UTC. Half of 142 parcels like it (DHL to Graz) come by "
    "Thu 26 Nov, nine of ten by Sat 28 Nov."
)
MIRA, JONAS = "mira", "jonas"


class Tower:
    """A store that is watched, with one customer, one order and one parcel under way."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock = store, FixedClock(at(100))
        self.intake = StoredIntake(store)
        self.lookout = Lookout(StoredWatchBook(store), POLICY, self.clock)
        self.book = StoredRadarBook(store)
        self.intake.keep(SHOP, page(order_record()), at(1))
        self.move(scan("in_transit", 60))

    def move(self, *scans, minutes: float = 70, **states: object) -> None:
        """Let the carrier tell the parcel anew."""
        record = stated(tracked("t1", *scans), **states)
        self.intake.keep(POST, parcels(record), at(minutes))

    def look(self, minutes: float) -> frozenset[ProfileId]:
        """Look at what is due at a time."""
        self.clock.at = at(minutes)
        return self.lookout.turn()

    def concerns(self) -> list[Concern]:
        """Return what is open."""
        return list(StoredRadar(self.store, lambda: POLICY).concerns())

    def own(self, customer: int) -> list[Concern]:
        """Return what is open of one customer."""
        return list(StoredRadar(self.store, lambda: POLICY).of_customer(ProfileId(customer)))

    def kinds(self) -> list[Kind]:
        """Return what is wrong with the one parcel."""
        return [each.kind for one in self.concerns() for each in one.troubles]

    def write(self, minutes: float, words: str, *, to: str | None = None) -> None:
        """Let the customer write, or us to the customer."""
        date = at(minutes).strftime("%a, %d %b %Y %H:%M:%S +0000")
        way = {"sender": "support@shop.test", "To": to, "folder": "Sent"} if to else {}
        one = mail(f"w{minutes}", "A-7", Date=date, words=words, **way)
        self.intake.keep(BOX, mails(one), at(minutes))


class WatchingContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def tower(self, store: Store) -> Tower:
        return Tower(store)

    def test_a_parcel_that_stands_still_is_found_in_time(self, tower: Tower):
        assert tower.look(STALL - 1) == frozenset()
        assert tower.concerns() == []
        assert tower.look(STALL) == {ProfileId(1)}
        [one] = tower.concerns()
        assert [each.kind for each in one.troubles] == [Kind.STALLED]
        assert (one.name, one.order, one.carrier) == ("Helena Brandt", "A-7", "DHL")
        assert (one.place.city, one.since(), one.owner) == ("Graz", at(STALL), None)
        assert len(one.main.facts) == 1, "the scan it rests on"

    def test_a_customer_s_own_are_read_by_themselves(self, tower: Tower):
        assert tower.own(1) == []
        tower.look(STALL)
        [mine], [one] = tower.own(1), tower.concerns()
        assert (mine.key, mine.troubles, mine.name) == (one.key, one.troubles, one.name)
        assert tower.own(99) == []

    def test_nothing_is_looked_at_twice_for_nothing(self, tower: Tower):
        tower.look(100)
        assert tower.look(101) == frozenset()
        with tower.store.read() as connection:
            assert connection.execute(select(func.count()).select_from(stirred)).scalar() == 0
            [due] = connection.execute(select(watch.c.due_at)).scalars()
        assert at(101) < due <= at(STALL)

    def test_it_closes_itself_when_the_parcel_moves(self, tower: Tower):
        tower.look(STALL)
        tower.move(scan("in_transit", 60), scan("in_transit", STALL + 5), minutes=STALL + 6)
        assert tower.kinds() == [Kind.STALLED], "until somebody looks"
        assert tower.look(STALL + 7) == {ProfileId(1)}
        assert tower.concerns() == []
        with tower.store.read() as connection:
            [row] = connection.execute(select(finding)).all()
        assert (row.opened_at, row.closed_at) == (at(STALL), at(STALL + 7))

    def test_what_closed_can_open_again(self, tower: Tower):
        tower.look(STALL)
        tower.move(scan("in_transit", 60), scan("in_transit", STALL), minutes=STALL + 1)
        tower.look(STALL + 2)
        tower.look(STALL + 48 * HOUR)
        assert tower.kinds() == [Kind.STALLED]
        with tower.store.read() as connection:
            assert connection.execute(select(func.count()).select_from(finding)).scalar() == 2

    def test_a_finding_follows_what_is_told(self, tower: Tower):
        promised = Moment(local="2026-11-25")
        tower.move(scan("in_transit", 60), minutes=80, promised=promised, estimated=promised)
        tower.look(100)
        assert tower.concerns() == []
        late = {"promised": promised, "estimated": Moment(local="2026-11-27")}
        tower.move(scan("in_transit", 60), minutes=110, **late)
        tower.look(120)
        [one] = tower.concerns()
        assert one.main.kind is Kind.LATE
        assert one.notices_at() == at(0).replace(day=26, hour=0)
        later = late | {"estimated": Moment(local="2026-11-30")}
        tower.move(scan("in_transit", 60), minutes=130, **later)
        assert tower.look(140) == {ProfileId(1)}
        [again] = tower.concerns()
        assert "Tue 1 Dec 00:00" in again.main.why
        assert again.main.opened_at == at(120)

    def test_what_is_foretold_after_its_promise_is_found_before_it(self, tower: Tower):
        promised = Moment(local="2026-11-25")
        tower.move(scan("in_transit", 60), minutes=80, promised=promised, estimated=promised)
        tower.look(100)
        journeys = StoredJourneys(tower.store)
        for day, found in [(25, []), (26, [Kind.LATE]), (25, [])]:
            [seen] = journeys.sighted(at(100 + 2 * 24 * HOUR), 10)
            foretold = Forecast(date(2026, 11, day), date(2026, 11, 28), 142, "DHL to Graz")
            journeys.keep([(seen, foretold)], at(100))
            tower.look(110)
            assert tower.kinds() == found
            told = [one.main.why for one in tower.concerns()]
            assert told == [WHY for _ in found]

    def test_what_a_carrier_blames_is_found_at_once(self, tower: Tower):
        tower.move(scan("in_transit", 60), minutes=80, fault=Fault.WEATHER)
        tower.look(100)
        assert tower.kinds() == [Kind.WEATHER]
        tower.move(scan("in_transit", 60), minutes=110, fault=Fault.CUSTOMS)
        tower.look(120)
        assert tower.kinds() == [Kind.CUSTOMS]

    def test_what_a_customer_reports_after_a_delivery_is_found(self, tower: Tower):
        tower.move(scan("delivered", 90), delivered=instant(at(90)), minutes=95)
        tower.look(100)
        assert tower.concerns() == []
        tower.write(200, "It says delivered, and I have not received it.")
        tower.look(210)
        [one] = tower.concerns()
        assert (one.main.kind, one.since(), one.told_at) == (Kind.NOT_RECEIVED, at(200), None)
        assert len(one.main.facts) == 2, "the delivery and the mail"
        tower.write(250, "We ask the carrier.", to=HELENA)
        assert [one.told_at for one in tower.concerns()] == [at(250)]

    def test_only_what_was_said_since_it_began_has_told_anybody(self, tower: Tower):
        tower.look(STALL)
        tower.write(STALL - 10, "Your parcel is on its way.", to=HELENA)
        assert [one.told_at for one in tower.concerns()] == [None]
        tower.write(STALL + 10, "Your parcel is late.", to=HELENA)
        assert [one.told_at for one in tower.concerns()] == [at(STALL + 10)]

    def test_a_message_under_way_has_told_and_one_taken_back_has_not(self, tower: Tower):
        tower.look(STALL)
        outbox, said = StoredOutbox(tower.store), Statement(MIRA, at(STALL + 1), "")
        wanted = Wanted(
            IntentKind.MESSAGE, BOX, ProfileId(1), "{}", at(STALL + 2), timedelta(0), order="A-7"
        )
        outbox.put("k1", wanted, said)
        assert [one.told_at for one in tower.concerns()] == [at(STALL + 1)]
        outbox.cancel("k1", said)
        assert [one.told_at for one in tower.concerns()] == [None]
        outbox.put("k2", replace(wanted, order="A-8"), said)
        assert [one.told_at for one in tower.concerns()] == [None]

    def test_a_note_on_the_order_is_something_done(self, tower: Tower):
        tower.look(STALL)
        book = StoredNotebook(tower.store)
        book.write("n1", ProfileId(1), Note("I looked", order="A-7"), said_at(STALL - 1))
        assert [one.acted_at for one in tower.concerns()] == [None]
        book.write("n2", ProfileId(1), Note("DHL is asked", order="A-7"), said_at(STALL + 1))
        assert [one.acted_at for one in tower.concerns()] == [at(STALL + 1)]

    def test_an_order_that_is_not_sent_is_found_without_a_parcel(self, tower: Tower):
        made = replace(order("8", minutes=10), fulfilments=())
        tower.intake.keep(SHOP, page(order_record(made)), at(20))
        tower.look(10 + (48 + 48) * HOUR)
        [one] = [one for one in tower.concerns() if one.order == "A-8"]
        assert (one.main.kind, one.number, one.key.key) == (Kind.NOT_SHIPPED, None, "")
        assert one.main.facts

    def test_a_place_is_the_last_that_was_told(self, tower: Tower):
        nowhere = replace(scan("in_transit", 65), place=Place())
        tower.move(scan("in_transit", 60), nowhere)
        tower.look(STALL + HOUR)
        assert [one.place.city for one in tower.concerns()] == ["Graz"]

    def test_an_order_that_is_gone_is_watched_no_more(self, tower: Tower):
        tower.look(STALL)
        draft = replace(order("7"), is_draft=True)
        tower.intake.keep(SHOP, page(order_record(draft)), at(STALL + 1))
        tower.look(STALL + 2)
        assert tower.concerns() == []

    def test_two_people_never_have_the_same(self, tower: Tower):
        tower.look(STALL)
        [key] = [one.key for one in tower.concerns()]
        assert tower.book.claim(key, said_at(STALL + 1)).owner == MIRA
        assert tower.book.claim(key, said_at(STALL + 2)).since == at(STALL + 1)
        with pytest.raises(TakenError, match=MIRA):
            tower.book.claim(key, said_at(STALL + 3, JONAS))
        with pytest.raises(TakenError):
            tower.book.release(key, said_at(STALL + 3, JONAS))
        assert [(one.owner, one.claimed_at) for one in tower.concerns()] == [(MIRA, at(STALL + 1))]
        tower.book.release(key, said_at(STALL + 4, JONAS), anyway=True)
        assert [one.owner for one in tower.concerns()] == [None]
        assert tower.book.claim(key, said_at(STALL + 5, JONAS)).owner == JONAS
        told = audit.steps(tower.store, f"parcel {key.text()}")
        assert [(one.actor, one.what) for one in told] == [
            (MIRA, "claim"),
            (JONAS, "release"),
            (JONAS, "claim"),
        ]

    def test_of_many_who_claim_at_once_one_has_it(self, tower: Tower):
        tower.look(STALL)
        [key] = [one.key for one in tower.concerns()]
        people = [f"agent{n}" for n in range(8)]
        start = Barrier(len(people))
        with ThreadPoolExecutor(len(people)) as hands:
            told = list(hands.map(lambda who: claimed(tower.book, key, who, start), people))
        winners = [who for who in told if who]
        assert len(winners) == 1
        assert [one.owner for one in tower.concerns()] == winners

    def test_what_nothing_is_wrong_with_is_not_claimed(self, tower: Tower):
        tower.look(100)
        with pytest.raises(NotWaitingError):
            tower.book.claim(ParcelKey(1, "N1"), said_at(100))

    def test_looking_twice_at_once_finds_once(self, tower: Tower):
        tower.clock.at = at(STALL)
        start = Barrier(2)
        looks: list[Callable[[], object]] = [tower.lookout.turn] * 2
        with ThreadPoolExecutor(2) as hands:
            list(hands.map(lambda look: (start.wait(), look()), looks))
        assert tower.kinds() == [Kind.STALLED]


def said_at(minutes: float, who: str = MIRA) -> Statement:
    return Statement(who, at(minutes), "")


def claimed(book: StoredRadarBook, key: ParcelKey, who: str, start: Barrier) -> str | None:
    """Claim with all others, and return the name where it was ours."""
    start.wait()
    try:
        return book.claim(key, Statement(who, at(STALL + 1), "")).owner
    except TakenError:
        return None

"""How every store keeps how parcels went; a class for each database inherits it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from agent_console.domain.address import Address
from agent_console.domain.forecasting.samples import Area
from agent_console.domain.moment import Moment, instant
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.order import ReturnParcel
from agent_console.domain.parcel import Place, Scan, Shipment
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.forecast import Forecast
from agent_console.ports.source import ParcelRecord
from agent_console.ports.tracking.forecasting import FirstSaid, Sighted
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.repositories.forecasting.journeys import StoredJourneys
from agent_console.storage.repositories.forecasting.lessons import StoredGaps
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.sync.learning import Learning
from tests.contracts.parcel_contract import BROKER, POST, SHOP, told
from tests.fakes.records import START, order, order_record, page

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BERLIN = Address("Helena Brandt", "Ring 1", "Berlin", "10115", "DE")


@dataclass
class House:
    """A store, what takes parcels up in it, and its clock."""

    store: Store

    def __post_init__(self):
        self.intake = StoredIntake(self.store)
        self.book = StoredJourneys(self.store)
        self.now, self.ticks = START, 0

    def clock(self) -> "Ticking":
        return Ticking(self)

    def send(self, number: int, day: float, *statuses: tuple[str, float], **more: object) -> None:
        """Have an order placed on a day, and its parcel tracked."""
        made = replace(order(str(number), minutes=day * 1440), address=BERLIN)
        self.intake.keep(SHOP, page(order_record(made)), self.now)
        self.track(number, day, *statuses, **more)

    def track(
        self, number: int, day: float, *statuses: tuple[str, float], by: str = POST, **more: object
    ) -> None:
        """Have a carrier tell where a parcel is, in days after it left."""
        scans = [_scan(status, START + DAY * (day + after)) for status, after in statuses]
        self.intake.keep(by, told(_record(number, scans, **more)), self.now)

    def turn(self) -> int:
        """Let the worker take up what there is."""
        return Learning(self.book, self.clock()).turn()

    def sighted(self) -> list[Sighted]:
        return list(self.book.sighted(self.now, 500))

    def forecast(self, number: int) -> Forecast | None:
        read = StoredCustomers(self.store).customer(ProfileId(1))
        assert read is not None
        [found] = [one for one in read.orders if one.order.number == f"A-{number}"]
        [parcel] = found.parcels()
        return parcel.forecast

    def fill(self, count: int, days: float = 3) -> None:
        """Have parcels come, one a day, each after so many days."""
        for at in range(count):
            way = ("in_transit", 0.1), ("in_transit", 1.1), ("delivered", days + 0.1)
            self.send(100 + at, at - count - 10, *way)


@dataclass
class Ticking:
    """A clock that goes on by a second whenever somebody looks at it."""

    house: House

    def now(self) -> datetime:
        self.house.ticks += 1
        return self.house.now + timedelta(seconds=self.house.ticks)


def _scan(status: str, when: datetime) -> Scan:
    return Scan(None, status, status, instant(when), Place("Graz", None, "AT"))


def _record(number: int, scans: list[Scan], **more: object) -> ParcelRecord:
    name, status = f"0034 0434 1610 {number}", scans[-1].status if scans else "pre_transit"
    said = tuple(
        Observation(
            Subject(SubjectKind.PARCEL, f"t{number}"),
            EntryKind.SCAN,
            one.status,
            one.moment,
            text=one.text,
            place=one.place,
            shipment=name,
        )
        for one in scans
    )
    carrier = more.pop("carrier", "DHL")
    stated = Shipment(carrier, name, status, status, scans=tuple(scans), **more)
    return ParcelRecord(f"t{number}", stated, said)


class JourneyContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def house(self, store: Store) -> House:
        return House(store)

    def test_a_parcel_is_taken_up_once_and_again_when_something_is_heard(self, house):
        house.send(1, 0, ("in_transit", 0.1))
        assert (house.turn(), house.turn()) == (1, 0)
        house.now += HOUR
        house.track(1, 0, ("in_transit", 0.1), ("in_transit", 0.2))
        assert (house.turn(), house.turn()) == (1, 0)
        house.now += 2 * DAY
        assert (house.turn(), house.turn()) == (1, 0), "a day went by"

    def test_what_has_come_is_not_looked_at_again(self, house):
        house.send(1, 0, ("in_transit", 0.1), ("delivered", 2))
        assert house.turn() == 1
        house.now += 9 * DAY
        assert (house.turn(), house.book.samples()) == (0, 1)

    def test_what_is_known_of_a_parcel_is_put_together(self, house):
        estimated = Moment(local="2026-11-23")
        scans = ("pre_transit", 0.05), ("in_transit", 0.5), ("in_transit", 0.7)
        house.send(1, 0, *scans, carrier="DHLExpress", estimated=estimated)
        [one] = house.sighted()
        assert one.sent is not None
        assert (one.sent.carrier, one.sent.service, one.sent.lane()) == (
            "DHL",
            "express",
            "AT-GRAZ>DE-10",
        )
        assert one.sent.destination == Area("DE", "", "10115")
        assert one.sent.shipped == (START + DAY / 2).date()
        assert one.sent.estimated == date(2026, 11, 23)
        assert one.scans == (START + DAY * 0.5, START + DAY * 0.7)
        assert (one.is_over, one.delivered, one.trouble) == (False, None, None)

    def test_two_who_track_a_parcel_make_one_journey(self, house):
        house.send(1, 0, ("in_transit", 0.1))
        house.turn()
        house.track(1, 0, ("in_transit", 0.1), ("delivered", 2), by=BROKER)
        assert (house.turn(), house.turn(), house.book.samples()) == (1, 0, 1)
        [one] = house.book.finished(9)
        assert one.days() == 2

    @pytest.mark.parametrize(
        ("statuses", "trouble"),
        [
            ([("delivered", 2)], "it was never scanned before it came"),
            ([("pre_transit", 0), ("delivered", 2)], "it was never scanned before it came"),
            (
                [("in_transit", 0.1), ("in_transit", 30), ("delivered", 62)],
                "it took more than 60 days",
            ),
            ([("in_transit", 0.1), ("return_to_sender", 5)], "nobody says when it came"),
        ],
    )
    def test_what_teaches_nothing_is_set_aside_and_why(self, house, statuses, trouble):
        house.send(1, 0, *statuses)
        [one] = house.sighted()
        assert (one.is_over, one.trouble) == (True, trouble)
        house.turn()
        assert house.book.samples() == 0

    def test_what_came_before_it_left_is_set_aside(self, house):
        stated = instant(START - 3 * DAY)
        house.send(1, 0, ("in_transit", 0.1), ("delivered", 2), delivered=stated)
        [one] = house.sighted()
        assert one.trouble == "it came before it left"

    def test_what_comes_back_from_a_customer_is_no_delivery_of_ours(self, house):
        back = (ReturnParcel("DHL", "0034 0434 1610 1"),)
        made = replace(order("1"), fulfilments=(), returns=back)
        house.intake.keep(SHOP, page(order_record(made)), house.now)
        house.track(1, 0, ("in_transit", 0.1), ("delivered", 2))
        [one] = house.sighted()
        assert one.trouble == "it came back from the customer"

    def test_a_parcel_nobody_scans_is_given_up_one_day(self, house):
        house.send(1, 0)
        [one] = house.sighted()
        assert (one.sent, one.is_over) == (None, False)
        house.now += 91 * DAY
        [one] = house.sighted()
        assert one.is_over

    @pytest.mark.parametrize(("count", "half"), [(29, None), (30, date(2026, 11, 23))])
    def test_a_parcel_under_way_is_foretold_once_thirty_like_it_came(self, house, count, half):
        house.fill(count)
        house.turn()
        house.send(1, 0, ("in_transit", 0.1))
        house.turn()
        told = house.forecast(1)
        assert told is not None
        assert (told.half, told.samples) == (half, count if half else 0)
        assert told.like == ("DHL, Graz to DE 10…" if half else "DHL")
        assert house.forecast(100) is None, "it has come"

    def test_a_forecast_moves_with_what_is_known_and_goes_when_it_came(self, house):
        house.fill(40)
        house.turn()
        house.send(1, 0, ("in_transit", 0.1))
        house.turn()
        house.now += 2 * DAY
        house.track(1, 0, ("in_transit", 0.1), ("in_transit", 2))
        house.turn()
        told = house.forecast(1)
        assert told is not None
        assert told.half == date(2026, 11, 23)
        house.now += DAY
        house.track(1, 0, ("in_transit", 0.1), ("in_transit", 2), ("delivered", 3))
        assert house.forecast(1) is None, "though the worker was not there yet"
        house.turn()
        assert house.forecast(1) is None

    def test_what_was_said_at_first_is_held_against_the_day_it_came(self, house):
        house.fill(40)
        house.turn()
        estimated = Moment(local="2026-11-22")
        house.send(1, 0, ("in_transit", 0.1), estimated=estimated)
        house.turn()
        house.now += 2 * DAY
        later = Moment(local="2026-11-24")
        house.track(1, 0, ("in_transit", 0.1), ("in_transit", 2), estimated=later)
        house.turn()
        house.now += 2 * DAY
        house.track(1, 0, ("in_transit", 0.1), ("in_transit", 2), ("delivered", 3.1))
        house.turn()
        found = house.book.calibration()
        assert (found.parcels, found.in_time) == (1, 1)
        assert (found.below_median, found.below_estimate) == (None, 1.0)
        [last] = house.book.finished(1)
        assert last.sent.estimated == date(2026, 11, 22), "what was known when it left"

    def test_of_a_parcel_seen_late_nothing_was_said_at_first(self, house):
        house.fill(40)
        house.turn()
        house.now += 3 * DAY
        house.send(1, 0, ("in_transit", 0.1), ("in_transit", 2.5))
        assert [one.first_said for one in house.sighted()] == [FirstSaid()]
        house.turn()
        house.now += DAY
        house.track(1, 0, ("in_transit", 0.1), ("in_transit", 2.5), ("delivered", 4))
        house.turn()
        assert house.book.calibration().parcels == 0

    def test_what_is_under_way_is_foretold_again_when_something_was_learned(self, house):
        house.send(1, 0, ("in_transit", 0.1))
        house.turn()
        told = house.forecast(1)
        assert told is not None
        assert (told.half, told.samples) == (None, 0)
        house.fill(40)
        house.turn()
        told = house.forecast(1)
        assert told is not None
        assert (told.half, told.samples) == (date(2026, 11, 23), 40)

    def test_it_is_learned_anew_once_a_day_or_when_there_is_much_more(self, house):
        house.fill(40)
        house.turn()
        for number, more, samples in ((1, HOUR, 40), (2, DAY, 42)):
            house.now += more
            house.send(number, -5, ("in_transit", 0.1), ("delivered", 3))
            house.turn()
            lesson = house.book.lesson()
            assert lesson is not None
            assert lesson.samples == samples
        for number in range(3, 24):
            house.send(number, -5, ("in_transit", 0.1), ("delivered", 3))
        house.turn()
        lesson = house.book.lesson()
        assert lesson is not None
        assert lesson.samples == 63

    def test_what_was_learned_is_read_back_as_it_was(self, house):
        house.fill(60)
        learning = Learning(house.book, house.clock())
        learning.turn()
        lesson = house.book.lesson()
        assert lesson is not None
        assert lesson.samples == 60
        known = {
            scope: one for scope, one in learning.learned().spreads.items() if one.samples >= 30
        }
        assert lesson.learned.spreads == known
        assert lesson.learned.almanac == learning.learned().almanac
        gaps = StoredGaps(house.store).gaps()
        assert gaps.usual_gap("DHL") == 2 * DAY
        assert gaps.usual_gap("DHL", "AT-GRAZ>DE-10") == 2 * DAY
        assert gaps.usual_gap("UPS") is None

    def test_by_which_pauses_a_parcel_goes_is_known(self, house):
        house.send(1, 0, ("in_transit", 0.1))
        house.send(2, 0)
        house.turn()
        about = {one.subject: one.sent for one in house.book.sighted(house.now + 2 * DAY, 9)}
        gaps = StoredGaps(house.store)
        assert gaps.scopes(about.keys()) == {
            one: ("DHL", "AT-GRAZ>DE-10") for one, sent in about.items() if sent is not None
        }
        assert gaps.scopes([]) == {}

    def test_a_store_that_knows_nothing_says_so(self, house):
        assert (house.turn(), house.sighted(), house.book.lesson()) == (0, [], None)
        assert house.book.calibration().parcels == 0
        assert StoredGaps(house.store).gaps().usual_gap("DHL") is None

    def test_many_parcels_are_taken_up_in_several_transactions(self, house):
        house.fill(30)
        assert len(house.book.sighted(house.now, 12)) == 12
        found = list(house.book.sighted(house.now, 12))
        house.book.keep([(one, None) for one in found], house.now)
        assert len(house.book.sighted(house.now, 100)) == 18

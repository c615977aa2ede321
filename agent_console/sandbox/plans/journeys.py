"""The journeys of ordinary parcels: what a carrier scans between the hall and the door."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from agent_console.sandbox.carriage import Consignment, Estimate, Event, Location, Stop
from agent_console.sandbox.deeds import carrying, sending
from agent_console.sandbox.haulage import Haulage
from agent_console.sandbox.plans.moments import SUNDAY
from agent_console.sandbox.plans.plan import Step
from agent_console.sandbox.shop import Order, Parcel

MISSED, LATE = 0.06, 0.12
"""So many doors stay shut at first, so many parcels come a day after the first estimate."""
DOORS = (("delivered", 80), ("delivered_neighbour", 14), ("delivered_box", 6))
SIGNED = 0.4
LONGEST = timedelta(days=4)
"""After this at the latest an ordinary parcel was expected."""
ONE_DAY, LONG_ENOUGH = timedelta(days=1), timedelta(hours=44)
Deed = Callable[..., None]
Told = Mapping[Deed, datetime]
"""When the shop packed, shipped, called off a parcel, and when it was delivered."""


def journeys(haulage: Haulage, order: Order, steps: Iterable[Step]) -> Iterator[Step]:
    """Plan what the carriers scan of the parcels that these steps are about."""
    moments: dict[Parcel, dict[Deed, datetime]] = {}
    for step in steps:
        if isinstance(step.deed, partial) and "parcel" in step.deed.keywords:
            told = moments.setdefault(step.deed.keywords["parcel"], {})
            told[step.deed.func] = step.at
    for parcel, told in moments.items():
        consignment = Consignment(haulage.carriers[parcel.carrier], parcel, order)
        yield from Journey(haulage, consignment, told, random.Random(parcel.number)).steps()  # noqa: S311 - a story, not a secret


@dataclass(frozen=True, slots=True)
class Journey:
    """One journey to plan."""

    haulage: Haulage
    consignment: Consignment
    told: Told
    rng: random.Random

    def steps(self) -> Iterator[Step]:
        """Plan all scans."""
        words = self.consignment.carrier.words
        label = partial(
            carrying.announce,
            consignment=self.consignment,
            words=words["label"],
            locate=self.haulage.locate,
        )
        yield Step(_minute(self.told[sending.pack]), label)
        if sending.call_off in self.told:
            yield self._scan(self.told[sending.call_off] + timedelta(minutes=4), "voided")
        elif sending.ship in self.told:
            yield from self._under_way(self.told[sending.ship])

    def _under_way(self, shipped: datetime) -> Iterator[Step]:
        accepted = self._later(shipped, 20, 110)
        delivered = self.told.get(sending.deliver)
        estimate = self._estimate(delivered or shipped + LONGEST)
        yield self._scan(accepted, "accepted", Stop.HALL, estimate=estimate)
        left = self._later(accepted, 100, 240)
        yield self._scan(left, "left_origin", Stop.HALL)
        if delivered is None:
            yield from self._hubs(left, self._later(left, 600, 900))
            return
        doors = [delivered]
        if self._is_missed(shipped, delivered):
            doors.insert(0, self._later(delivered - ONE_DAY, -40, 40))
        yield from self._doors(left, doors)

    def _doors(self, left: datetime, doors: list[datetime]) -> Iterator[Step]:
        words = self.consignment.carrier.words
        for number, door in enumerate(doors):
            out = self._later(door, -260, -70)
            if number == 0:
                depot = self._later(out, -150, -60)
                yield from self._hubs(left, depot)
                yield self._scan(depot, "at_depot", Stop.HOME)
            yield self._scan(out, "out", Stop.HOME)
            if door is not doors[-1]:
                yield self._scan(door, "attempted", Stop.HOME)
                continue
            ends = [(what, often) for what, often in DOORS if what in words]
            what = self.rng.choices([one for one, _ in ends], [often for _, often in ends])[0]
            signed = self.consignment.order.person.last.upper()
            is_signed = what == "delivered" and self.rng.random() < SIGNED
            yield self._scan(door, what, Stop.HOME, signed_by=signed if is_signed else None)

    def _hubs(self, left: datetime, depot: datetime) -> Iterator[Step]:
        country = self.consignment.order.person.address.country_code
        hubs = self.consignment.carrier.routes.get(country, ())
        stops = [(what, hub) for hub in hubs for what in ("at_hub", "left_hub")]
        for number, (what, hub) in enumerate(stops, 1):
            part = (number - self.rng.random() / 2) / (len(stops) + 1)
            yield self._scan(left + (depot - left) * part, what, hub)

    def _scan(
        self,
        at: datetime,
        what: str,
        where: Location | Stop | None = None,
        *,
        estimate: Estimate | None = None,
        signed_by: str | None = None,
    ) -> Step:
        words = self.consignment.carrier.words[what]
        event = Event(words, where, estimate, signed_by)
        deed = partial(carrying.scan, consignment=self.consignment, event=event)
        return Step(_minute(at), deed)

    def _estimate(self, delivered: datetime) -> Estimate:
        is_late = self.rng.random() < LATE
        address = self.consignment.order.person.address
        zone = self.haulage.zone(address.country_code, address.province)
        day = delivered.astimezone(zone or UTC) - (ONE_DAY if is_late else timedelta())
        return Estimate(day.date(), self.consignment.carrier.told_clock)

    def _is_missed(self, shipped: datetime, delivered: datetime) -> bool:
        before = delivered - ONE_DAY
        is_time = delivered - shipped > LONG_ENOUGH and before.weekday() != SUNDAY
        return is_time and self.rng.random() < MISSED

    def _later(self, at: datetime, least: int, most: int) -> datetime:
        return at + timedelta(minutes=self.rng.randint(least, most))


def _minute(at: datetime) -> datetime:
    """Carriers tell minutes."""
    return at.replace(second=0, microsecond=0)

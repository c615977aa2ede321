"""A plan: what will happen to one order, and when."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from agent_console.sandbox import parcel_numbers
from agent_console.sandbox.ingredients import Ingredients
from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.shop import Line, Order, Parcel, Person, Staff

SUNDAY = 6
ROUND = (9, 18)
"""The hours in which carriers deliver."""
SWIFTEST = timedelta(hours=14)
Deed = Callable[[Ledger, datetime], None]


@dataclass(frozen=True, slots=True)
class Step:
    """A deed and the moment it is planned for."""

    at: datetime
    deed: Deed

    def is_a(self, deed: Callable[..., None]) -> bool:
        """Whether this step does such a deed."""
        return isinstance(self.deed, partial) and self.deed.func is deed


@dataclass(slots=True)
class Plan:
    """An order and the steps of its life; the first one starts it."""

    order: Order
    steps: Sequence[Step]
    code: int | None = None
    """A number it must have; all others count from there."""


@dataclass(slots=True)
class Clerk:
    """Draws what happens by chance: days, people, words, parcels."""

    rng: random.Random
    ingredients: Ingredients
    numbers: set[str] = field(default_factory=set)

    def later(self, at: datetime, days: int, hours: tuple[int, int]) -> datetime:
        """Draw a moment so many days later between two hours, on a day on which people work."""
        day = at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)
        if day.weekday() == SUNDAY:
            day += timedelta(days=1)
        seconds = self.rng.randrange(hours[0] * 3600, hours[1] * 3600)
        return max(day + timedelta(seconds=seconds), at + timedelta(minutes=9))

    def arrival(self, order: Order, parcel: Parcel, shipped: datetime) -> datetime:
        """Draw when a parcel arrives, in the hours of the day at the place."""
        address, haulage = order.person.address, self.ingredients.haulage
        fastest, slowest = self.ingredients.shipping[order.shipping_name].days
        far = haulage.carriers[parcel.carrier].far.get(address.country_code, 0)
        there = self.later(shipped, self.rng.randint(fastest, slowest) + far, ROUND)
        zone = haulage.zone(address.country_code, address.province) or UTC
        return max(there.replace(tzinfo=zone).astimezone(UTC), shipped + SWIFTEST)

    def agent(self) -> Staff:
        """Draw someone who answers the phone."""
        return self.rng.choice(self.ingredients.agents)

    def packer(self) -> Staff:
        """Draw someone from the warehouse."""
        return self.rng.choice(self.ingredients.packers)

    def reason(self, kind: str) -> str:
        """Draw the words for a deed."""
        return self.rng.choice(self.ingredients.words.reasons[kind])

    def note(self, kind: str) -> str:
        """Draw a note for a moment."""
        return self.rng.choice(self.ingredients.words.notes[kind])

    def parcel(self, order: Order, lines: Iterable[tuple[Line, int]] = ()) -> Parcel:
        """Make a parcel with a number nobody else has; without lines it takes what is left."""
        country = order.person.address.country_code
        return self.parcel_by(self.rng.choice(self.ingredients.carriers[country]), lines)

    def parcel_by(self, carrier: str, lines: Iterable[tuple[Line, int]] = ()) -> Parcel:
        """Make a parcel of a carrier."""
        number = parcel_numbers.draw(carrier, self.rng)
        while number in self.numbers:
            number = parcel_numbers.draw(carrier, self.rng)
        self.numbers.add(number)
        return Parcel(carrier, number, list(lines))

    def order(self, person: Person, articles: Iterable[tuple[str, int]], shipping: str) -> Order:
        """Make an order at today's prices in the person's money."""
        lines = [self._line(sku, quantity, person.currency) for sku, quantity in articles]
        country = self.ingredients.countries[person.address.country_code]
        return Order(
            person=person,
            code="",
            currency=person.currency,
            tax_percent=0 if country.tax_free else 20,
            lines=lines,
            shipping_name=shipping,
            shipping=self.ingredients.shipping[shipping].prices[person.currency],
        )

    def _line(self, sku: str, quantity: int, currency: str) -> Line:
        product = self.ingredients.products[sku]
        return Line(product.id, sku, product.name, product.prices[currency], quantity)

"""Parcels as they are learned from: what was known when they left, and the day they came."""

from dataclasses import dataclass
from datetime import date, timedelta

from agent_console.domain.moment import Moment

LONGEST = timedelta(days=60)
"""What took longer was lost and found, or bears the number of another parcel."""
POSTCODE = 2
"""So many characters of a postcode name a part of a country."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the world as far as told: country, region, postcode; what is not told is empty."""

    country: str = ""
    region: str = ""
    postcode: str = ""

    def narrow(self) -> str:
        """Name the part of the country, by its postcodes or else by its region: "DE-10"."""
        part = self.postcode.replace(" ", "")[:POSTCODE] or self.region
        return f"{self.country}-{part}".upper() if part else self.country.upper()

    def words(self) -> str:
        """Name it for people: "Graz", "DE 10…", "PL"."""
        if self.postcode:
            return f"{self.country} {self.postcode[:POSTCODE]}…".strip()
        return self.region or self.country


@dataclass(frozen=True, slots=True)
class Sent:
    """A parcel as it was known when it left; `shipped` is the day where it was scanned first.

    `carrier` and `service` are the names under which parcels of one kind are counted together.
    """

    carrier: str
    shipped: date
    origin: Area = Area()
    destination: Area = Area()
    service: str = ""
    estimated: date | None = None
    promised: date | None = None

    def lane(self) -> str:
        """Name its way from part of a country to part of a country: "AT-80>DE-10"."""
        return f"{self.origin.narrow()}>{self.destination.narrow()}"

    def wide_lane(self) -> str:
        """Name its way from country to country: "AT>DE"."""
        return f"{self.origin.country.upper()}>{self.destination.country.upper()}"


@dataclass(frozen=True, slots=True)
class Finished:
    """A parcel that has come, and the day it came on, as days lie where it was delivered."""

    sent: Sent
    delivered: date

    def days(self) -> int:
        """Return how many days it was under way."""
        return (self.delivered - self.sent.shipped).days


def unusable(shipped: date | None, delivered: date) -> str | None:
    """Say why nothing can be learned from a parcel; None where it can."""
    if shipped is None:
        return "it was never scanned before it came"
    if delivered < shipped:
        return "it came before it left"
    if delivered - shipped > LONGEST:
        return f"it took more than {LONGEST.days} days"
    return None


def day_of(moment: Moment | None) -> date | None:
    """Return the day of a time as told, on the wall clock of the place where one was told."""
    if moment is None:
        return None
    if moment.local is not None:
        return date.fromisoformat(moment.local[: len("2026-11-23")])
    return None if moment.utc is None else moment.utc.date()

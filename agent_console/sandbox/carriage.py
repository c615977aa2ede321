"""What carriers know: parcels on their way, where they were scanned, when they are expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from enum import StrEnum

from agent_console.sandbox.shop import NEVER, Order, Parcel


class Stop(StrEnum):
    """The two ends of a journey, whatever places they are."""

    HALL = "hall"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Location:
    """A town with its clock; no zone where this computer does not know it."""

    city: str
    country: str
    state: str | None = None
    postcode: str | None = None
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """How a carrier tells one moment of a journey; status and detail are EasyPost's."""

    text: str
    code: str
    short: str
    status: str
    detail: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A carrier: how it talks, and which way it carries to a country."""

    name: str
    easypost: str
    hall: Location
    services: Mapping[str, str]
    routes: Mapping[str, Sequence[Location]]
    words: Mapping[str, Words]
    far: Mapping[str, int]
    told_clock: time | None = None
    """The time of day it adds to the day it expects to deliver on."""
    is_in_capitals: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """When a carrier expects to deliver, on the clock of the place."""

    day: date
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """One line of a parcel's journey, and what was expected from then on."""

    at: datetime
    words: Words
    place: Location | None
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class Event:
    """What is about to be scanned; `is_open`: from now on nobody knows when it will come."""

    words: Words
    where: Location | Stop | None = None
    estimate: Estimate | None = None
    signed_by: str | None = None
    is_open: bool = False


@dataclass(slots=True, eq=False)
class Consignment:
    """A parcel in the hands of a carrier; where it goes is settled when its label is printed."""

    carrier: Carrier
    parcel: Parcel
    order: Order
    is_return: bool = False
    home: Location | None = None
    announced: datetime = NEVER
    scans: list[Scan] = field(default_factory=list)
    estimate: Estimate | None = None
    signed_by: str | None = None

    @property
    def origin(self) -> Location | None:
        """Where it starts."""
        return self.home if self.is_return else self.carrier.hall

    @property
    def destination(self) -> Location | None:
        """Where it goes."""
        return self.carrier.hall if self.is_return else self.home

    def place(self, where: Location | Stop | None) -> Location | None:
        """Find the place that is meant."""
        if isinstance(where, Stop):
            return self.home if where is Stop.HOME else self.carrier.hall
        return where

    @property
    def service(self) -> str:
        """The service that was paid for."""
        services = self.carrier.services
        return services["Return" if self.is_return else self.order.shipping_name]

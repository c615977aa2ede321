"""What was asked for, and what was sold: of one shipment one label, and no second one."""

import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation

from agent_console.sandbox import parcel_numbers
from agent_console.sandbox.easypost import refusals
from agent_console.sandbox.easypost.refusals import Record, RefusedError
from agent_console.sandbox.easypost.shipping.rates import Offer, currency, offers, price
from agent_console.sandbox.easypost.trackers import Tracker, Trackers
from agent_console.sandbox.world import World

NEEDED = ("street1", "city", "zip", "country")
FORMATS = {"PNG": "image/png", "PDF": "application/pdf", "ZPL": "application/zpl"}
HEAVIEST = Decimal(1120)
"""Ounces, which no carrier brings home by parcel."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A price of a service for one shipment."""

    id: str
    offer: Offer
    price: str
    currency: str


@dataclass(slots=True, eq=False)
class Shipment:
    """A parcel to be sent, and its label once that is bought."""

    id: str
    created: datetime
    from_address: Record
    to_address: Record
    weight: Decimal
    parcel: Record
    format: str
    is_return: bool
    reference: str | None
    rates: list[Rate] = field(default_factory=list)
    chosen: Rate | None = None
    tracker: Tracker | None = None
    bought: datetime | None = None
    updated: datetime | None = None
    refund: str | None = None
    also: set[str] = field(default_factory=set)
    """The formats the label was converted to."""

    @property
    def sender(self) -> Record:
        """Who sends it in the end: of a return the listed receiver."""
        return self.to_address if self.is_return else self.from_address


class Shipments:
    """All shipments by their ids; whoever uses them holds the world's lock."""

    def __init__(self, world: World, trackers: Trackers) -> None:
        self._world = world
        self._trackers = trackers
        self._all: dict[str, Shipment] = {}
        self._rng = random.Random("labels")  # noqa: S311 - numbers of a demo

    def find(self, shipment_id: str) -> Shipment:
        """Find one; raises RefusedError."""
        if shipment_id not in self._all:
            raise RefusedError(refusals.NOT_FOUND)
        return self._all[shipment_id]

    def create(self, asked: Mapping[str, object]) -> Shipment:
        """Make one, which costs nothing; raises RefusedError."""
        parcel = _part(asked, "parcel", refusals.NO_PARCEL)
        options = asked.get("options")
        wanted = options.get("label_format") if isinstance(options, dict) else None
        reference = asked.get("reference")
        made = Shipment(
            id=_id("shp"),
            created=self._world.time(),
            from_address=_address(asked, "from_address"),
            to_address=_address(asked, "to_address"),
            weight=_weight(parcel),
            parcel=parcel,
            format=wanted if isinstance(wanted, str) and wanted in FORMATS else "PNG",
            is_return=asked.get("is_return") is True,
            reference=reference if isinstance(reference, str) else None,
        )
        country = str(made.sender["country"])
        paid_in = currency(country)
        made.rates = [
            Rate(_id("rate"), one, price(one, made.weight), paid_in) for one in offers(country)
        ]
        self._all[made.id] = made
        return made

    def buy(self, shipment_id: str, rate_id: object) -> Shipment:
        """Sell the label of a shipment at one of its rates; raises RefusedError."""
        shipment = self.find(shipment_id)
        if shipment.chosen is not None:
            raise RefusedError(refusals.POSTAGE_EXISTS)
        found = [one for one in shipment.rates if one.id == rate_id]
        if not found:
            raise RefusedError(refusals.NO_RATE)
        shipment.chosen = found[0]
        shipment.bought = shipment.updated = self._world.time()
        number = parcel_numbers.draw(found[0].offer.maker, self._rng)
        shipment.tracker = self._trackers.sold(number, found[0].offer.carrier, shipment.id)
        return shipment

    def sold(self) -> int:
        """Count those that were sold."""
        return sum(one.chosen is not None for one in self._all.values())

    def convert(self, shipment_id: str, wanted: str) -> Shipment:
        """Make the label in another format, too; raises RefusedError."""
        shipment = self.find(shipment_id)
        if shipment.chosen is None:
            raise RefusedError(refusals.NO_POSTAGE)
        if wanted not in FORMATS:
            raise RefusedError(refusals.STRANGE_FORMAT)
        shipment.also.add(wanted)
        return shipment

    def take_back(self, shipment_id: str) -> Shipment:
        """Ask the carrier to take a label back; raises RefusedError."""
        shipment = self.find(shipment_id)
        if shipment.chosen is None:
            raise RefusedError(refusals.NO_POSTAGE)
        if shipment.refund is not None:
            raise RefusedError(refusals.NO_REFUND)
        shipment.refund = "submitted"
        shipment.updated = self._world.time()
        return shipment


def _id(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(16)}"


def _part(asked: Mapping[str, object], name: str, otherwise: refusals.Refusal) -> Record:
    found = asked.get(name)
    if not isinstance(found, dict) or not found:
        raise RefusedError(otherwise)
    return found


def _address(asked: Mapping[str, object], name: str) -> Record:
    found = _part(asked, name, refusals.no_address(name))
    missing = [one for one in NEEDED if not isinstance(found.get(one), str) or not found[one]]
    if missing:
        raise RefusedError(refusals.no_address(f"{name}.{missing[0]}"))
    return found


def _weight(parcel: Record) -> Decimal:
    try:
        weight = Decimal(str(parcel.get("weight")))
    except InvalidOperation as error:
        raise RefusedError(refusals.NO_WEIGHT) from error
    if not 0 < weight <= HEAVIEST:
        raise RefusedError(refusals.NO_WEIGHT)
    return weight

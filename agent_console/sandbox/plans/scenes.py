"""An order told by hand: its parcels, and the steps that shop and carrier take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from functools import partial
from typing import Any

from agent_console.sandbox.carriage import Consignment, Estimate, Event, Location, Stop
from agent_console.sandbox.deeds import carrying, giving_back, sending, telling
from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.plans.journeys import journeys
from agent_console.sandbox.plans.moments import day, moment
from agent_console.sandbox.plans.plan import Clerk, Deed, Step
from agent_console.sandbox.plans.wording import Facts
from agent_console.sandbox.shop import Line, Order, Parcel, Person, Staff

Given = Mapping[str, Any]
STAFF = "en"
"""The language in which colleagues write to each other, whatever the customer's."""


@dataclass(slots=True)
class Scene:
    """An order whose steps are read: turns a told step into a deed."""

    clerk: Clerk
    facts: Facts
    order: Order
    consignments: Mapping[str, Consignment]
    steps: list[Step] = field(default_factory=list)

    def deed(self, told: Given) -> Deed:
        """Make the deed a step tells of."""
        return READERS[told["does"]](self, told)

    def by(self, told: Given) -> Staff:
        """Say who does it."""
        return self.clerk.ingredients.colleague(told["by"])

    def parcel(self, told: Given) -> Parcel:
        """Say which parcel it is about."""
        return self.consignments[told["parcel"]].parcel


def scene(clerk: Clerk, facts: Facts, person: Person, given: Given) -> Scene:
    """Read an order and all its steps; parcels without told scans travel as ordinary ones do."""
    order = clerk.order(person, given["lines"].items(), given.get("shipping", "Standard"))
    order.coupon = clerk.ingredients.coupons.get(given.get("coupon", ""))
    consignments = {
        name: _consignment(clerk, order, told) for name, told in given.get("parcels", {}).items()
    }
    parcels = {name: one.parcel for name, one in consignments.items()}
    read = Scene(clerk, replace(facts, order=order, parcels=parcels), order, consignments)
    steps = [Step(moment(one["at"], facts.now), read.deed(one)) for one in given.get("steps", ())]
    told = {one["parcel"] for one in given.get("steps", ()) if one["does"] == "scan"}
    scanned = {parcels[name] for name in told}
    untold = [step for step in steps if _parcel_of(step) not in scanned]
    read.steps = [*steps, *journeys(clerk.ingredients.haulage, order, untold)]
    return read


def _parcel_of(step: Step) -> Parcel | None:
    return step.deed.keywords.get("parcel") if isinstance(step.deed, partial) else None


def _consignment(clerk: Clerk, order: Order, given: Given) -> Consignment:
    lines = _shares(order, given.get("lines", {}))
    carrier = clerk.ingredients.haulage.carriers[given["carrier"]]
    if "number" in given:
        clerk.numbers.add(given["number"])
        parcel = Parcel(given["carrier"], given["number"], lines)
    else:
        parcel = clerk.parcel_by(given["carrier"], lines)
    return Consignment(carrier, parcel, order, is_return=given.get("back", False))


def _shares(order: Order, given: Mapping[str, int]) -> list[tuple[Line, int]]:
    of_sku = {line.sku: line for line in order.lines}
    return [(of_sku[sku], quantity) for sku, quantity in given.items()]


def _pack(scene: Scene, told: Given) -> Deed:
    return partial(sending.pack, order=scene.order, parcel=scene.parcel(told), by=scene.by(told))


def _ship(scene: Scene, told: Given) -> Deed:
    return partial(sending.ship, order=scene.order, parcel=scene.parcel(told), by=scene.by(told))


def _deliver(scene: Scene, told: Given) -> Deed:
    return partial(sending.deliver, order=scene.order, parcel=scene.parcel(told))


def _scan(scene: Scene, told: Given) -> Deed:
    consignment = scene.consignments[told["parcel"]]
    words = consignment.carrier.words[told["what"]]
    if "says" in told:
        words = replace(words, text=told["says"], short=told["says"])
    if told["what"] == "label":
        locate = scene.clerk.ingredients.haulage.locate
        return partial(carrying.announce, consignment=consignment, words=words, locate=locate)
    event = Event(
        words=words,
        where=_where(scene, told.get("where")),
        estimate=_estimate(told.get("estimate"), scene.facts.now),
        signed_by=told.get("signed"),
        is_open=told.get("estimate") == "",
    )
    return partial(carrying.scan, consignment=consignment, event=event)


def _where(scene: Scene, told: str | None) -> Location | Stop | None:
    if told is None:
        return None
    if told in {*Stop}:
        return Stop(told)
    return scene.clerk.ingredients.haulage.places[told]


def _estimate(told: str | None, now: datetime) -> Estimate | None:
    """Read "-1d" or "+2d 18:00", on the clock of where the parcel goes."""
    if not told:
        return None
    days, _, clock = told.partition(" ")
    return Estimate(day(days, now).date(), time.fromisoformat(clock) if clock else None)


def _note(scene: Scene, told: Given) -> Deed:
    by, is_public = scene.by(told), told.get("public", False)
    return partial(_tell, scene, text=told["text"], by=by, is_public=is_public)


def _tell(
    scene: Scene, ledger: Ledger, at: datetime, *, text: str, by: Staff, is_public: bool
) -> None:
    filled = replace(scene.facts, language=STAFF).fill(text)
    telling.note(ledger, at, about=scene.order, text=filled, by=by, is_public=is_public)


def _refund(scene: Scene, told: Given) -> Deed:
    return partial(
        giving_back.refund,
        order=scene.order,
        amount=told["amount"],
        reason=told["reason"],
        lines=_shares(scene.order, told.get("lines", {})),
    )


def _settle(scene: Scene, told: Given) -> Deed:
    return partial(giving_back.settle_refund, order=scene.order, by=scene.by(told))


def _cancel(scene: Scene, told: Given) -> Deed:
    return partial(giving_back.cancel, order=scene.order, reason=told["reason"], by=scene.by(told))


def _redirect(scene: Scene, told: Given) -> Deed:
    return partial(
        giving_back.redirect,
        order=scene.order,
        street=told["street"],
        note=told["reason"],
        by=scene.by(told),
    )


READERS: Mapping[str, Callable[[Scene, Given], Deed]] = {
    "pack": _pack,
    "ship": _ship,
    "deliver": _deliver,
    "scan": _scan,
    "note": _note,
    "refund": _refund,
    "settle": _settle,
    "cancel": _cancel,
    "redirect": _redirect,
}

"""People whose stories are told by hand, read from resources/demo/heroes.toml."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from agent_console.sandbox.deeds import buying, giving_back, sending, telling
from agent_console.sandbox.ingredients import Ingredients
from agent_console.sandbox.plans.plan import Clerk, Deed, Plan, Step
from agent_console.sandbox.shop import Address, Line, Order, Parcel, Person, Staff

Given = Mapping[str, Any]
MINUTES = {"m": 1, "h": 60}


@dataclass(slots=True)
class Hero:
    """A person told by hand: what happens to them, and how many ordinary orders come besides."""

    person: Person
    story: str | None
    steps: list[Step]
    plans: list[Plan]
    regular: int


def moment(text: str, now: datetime) -> datetime:
    """Read "-4d 20:14" (days before today, time of day) or "-3h", "-25m" (before now)."""
    if text[-1] in MINUTES:
        return now - timedelta(minutes=int(text[1:-1]) * MINUTES[text[-1]])
    days, _, clock = text.partition("d ")
    hour, minute = map(int, clock.split(":"))
    day = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return day + timedelta(days=int(days))


def heroes(clerk: Clerk, now: datetime) -> Iterator[Hero]:
    """Read all heroes."""
    for given in clerk.ingredients.heroes:
        yield _hero(clerk, given, now)


def _hero(clerk: Clerk, given: Given, now: datetime) -> Hero:
    person = _person(given, clerk.ingredients)
    clerk_of = clerk.ingredients.colleague
    steps = []
    if not person.is_guest:
        steps.append(Step(moment(given["since"], now), partial(buying.register, person=person)))
    for note in given.get("notes", ()):
        deed = partial(telling.note, about=person, text=note["text"], by=clerk_of(note["by"]))
        steps.append(Step(moment(note["at"], now), deed))
    changes = given.get("changes", ())
    steps += [Step(moment(one["at"], now), _change(person, one)) for one in changes]
    plans = [_plan(clerk, person, order, now) for order in given.get("orders", ())]
    return Hero(person, given.get("story"), steps, plans, given.get("regular", 0))


def _person(given: Given, ingredients: Ingredients) -> Person:
    country = ingredients.countries[given["country"]]
    address = Address(
        full_name=f"{given['first']} {given['last']}",
        street=given["street"],
        city=given["city"],
        postcode=given["postcode"],
        country_code=country.code,
        country=country.name,
        province=given.get("province"),
        company=given.get("company"),
        phone=given["phone"],
    )
    return Person(
        first=given["first"],
        last=given["last"],
        email=given["email"],
        phone=given["phone"],
        address=address,
        is_guest=given.get("guest", False),
        currency=country.currency,
    )


def _change(person: Person, given: Given) -> Deed:
    if "email_before" in given:
        email, person.email = person.email, given["email_before"]
        return partial(telling.change_email, person=person, email=email)
    place = {name: given[name] for name in ("street", "postcode", "city")}
    return partial(telling.change_address, person=person, **place)


def _plan(clerk: Clerk, person: Person, given: Given, now: datetime) -> Plan:
    articles = given["lines"].items()
    order = clerk.order(person, articles, given.get("shipping", "Standard"))
    order.coupon = clerk.ingredients.coupons.get(given.get("coupon", ""))
    told_parcels = given.get("parcels", {}).items()
    parcels = {name: _parcel(clerk, order, told) for name, told in told_parcels}
    scene = Scene(clerk, order, parcels)
    method = given.get("method", "card")
    placed = Step(moment(given["placed"], now), partial(buying.place, order=order, method=method))
    steps = [Step(moment(told["at"], now), scene.deed(told)) for told in given.get("steps", ())]
    return Plan(order, [placed, *steps], given.get("code"))


def _parcel(clerk: Clerk, order: Order, given: Given) -> Parcel:
    lines = _shares(order, given.get("lines", {}))
    if "number" in given:
        clerk.numbers.add(given["number"])
        return Parcel(given["carrier"], given["number"], lines)
    return clerk.parcel_by(given["carrier"], lines)


def _shares(order: Order, given: Mapping[str, int]) -> list[tuple[Line, int]]:
    of_sku = {line.sku: line for line in order.lines}
    return [(of_sku[sku], quantity) for sku, quantity in given.items()]


@dataclass(frozen=True, slots=True)
class Scene:
    """An order whose steps are read: turns a told step into a deed."""

    clerk: Clerk
    order: Order
    parcels: Mapping[str, Parcel]

    def deed(self, told: Given) -> Deed:
        """Make the deed a step tells of."""
        return READERS[told["does"]](self, told)

    def by(self, told: Given) -> Staff:
        """Say who does it."""
        return self.clerk.ingredients.colleague(told["by"])


def _pack(scene: Scene, told: Given) -> Deed:
    parcel = scene.parcels[told["parcel"]]
    return partial(sending.pack, order=scene.order, parcel=parcel, by=scene.by(told))


def _ship(scene: Scene, told: Given) -> Deed:
    parcel = scene.parcels[told["parcel"]]
    return partial(sending.ship, order=scene.order, parcel=parcel, by=scene.by(told))


def _deliver(scene: Scene, told: Given) -> Deed:
    return partial(sending.deliver, order=scene.order, parcel=scene.parcels[told["parcel"]])


def _note(scene: Scene, told: Given) -> Deed:
    return partial(
        telling.note,
        about=scene.order,
        text=told["text"],
        by=scene.by(told),
        is_public=told.get("public", False),
    )


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
    "note": _note,
    "refund": _refund,
    "settle": _settle,
    "cancel": _cancel,
    "redirect": _redirect,
}

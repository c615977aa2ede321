"""People whose stories are told by hand, read from resources/demo/stories/*.toml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from agent_console.sandbox.deeds import buying, telling
from agent_console.sandbox.ingredients import Ingredients
from agent_console.sandbox.plans.correspondence import Desk
from agent_console.sandbox.plans.moments import moment
from agent_console.sandbox.plans.plan import Clerk, Deed, Plan, Step
from agent_console.sandbox.plans.scenes import Scene, scene
from agent_console.sandbox.plans.wording import Facts
from agent_console.sandbox.shop import Address, Person

Given = Mapping[str, Any]


@dataclass(slots=True)
class Hero:
    """A person told by hand: what happens to them, and how many ordinary orders come besides."""

    person: Person
    story: str | None
    steps: list[Step]
    plans: list[Plan]
    regular: int


def heroes(clerk: Clerk, now: datetime) -> Iterator[Hero]:
    """Read all heroes."""
    desk = Desk(clerk.ingredients)
    for given in clerk.ingredients.heroes:
        yield _hero(clerk, desk, given, now)


def _hero(clerk: Clerk, desk: Desk, given: Given, now: datetime) -> Hero:
    person = _person(given, clerk.ingredients)
    zone = clerk.ingredients.haulage.zone(person.address.country_code, person.address.province)
    facts = Facts(now, given.get("language", "en"), zone)
    scenes = [scene(clerk, facts, person, told) for told in given.get("orders", ())]
    steps = [*_life(clerk, person, given, now), *desk.letters(person, given, facts, scenes)]
    plans = [
        _plan(one, told, now) for one, told in zip(scenes, given.get("orders", ()), strict=True)
    ]
    return Hero(person, given.get("story"), steps, plans, given.get("regular", 0))


def _life(clerk: Clerk, person: Person, given: Given, now: datetime) -> Iterator[Step]:
    if not person.is_guest:
        yield Step(moment(given["since"], now), partial(buying.register, person=person))
    for note in given.get("notes", ()):
        by = clerk.ingredients.colleague(note["by"])
        deed = partial(telling.note, about=person, text=note["text"], by=by)
        yield Step(moment(note["at"], now), deed)
    for one in given.get("changes", ()):
        yield Step(moment(one["at"], now), _change(person, one))


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


def _plan(one: Scene, given: Given, now: datetime) -> Plan:
    method = given.get("method", "card")
    deed = partial(buying.place, order=one.order, method=method)
    return Plan(
        one.order, [Step(moment(given["placed"], now), deed), *one.steps], given.get("code")
    )

"""The ingredients of the demo world, read from resources/demo/*.toml."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from agent_console.sandbox import haulage
from agent_console.sandbox.haulage import Haulage
from agent_console.sandbox.shop import Coupon, Staff

INSTALLED = "agent_console_resources"
CHECKOUT = Path(__file__).parents[2] / "resources"


@dataclass(frozen=True, slots=True)
class Place:
    """A town with some of its streets."""

    city: str
    postcode: str
    streets: Sequence[str]
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """People of a country: their names, towns, numbers and money; `weight` is how many buy."""

    code: str
    name: str
    weight: int
    currency: str
    dial: str
    trunk: str
    numbers: Sequence[str]
    first: Sequence[str]
    last: Sequence[str]
    places: Sequence[Place]
    tax_free: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """An article and its gross price in each currency, in minor units."""

    id: int
    sku: str
    name: str
    prices: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shipping:
    """A way to send, its price in each currency, and the days it takes from to."""

    name: str
    prices: Mapping[str, int]
    days: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """What people write: notes by moment, reasons by deed."""

    notes: Mapping[str, Sequence[str]]
    reasons: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Talk:
    """What somebody asks by mail at a moment of an order, and what the service answers."""

    moment: str
    language: str
    subject: str
    asks: str
    answer: str


@dataclass(frozen=True, slots=True)
class Ingredients:
    """Everything the world is made of."""

    countries: Mapping[str, Country]
    products: Mapping[str, Product]
    shipping: Mapping[str, Shipping]
    coupons: Mapping[str, Coupon]
    agents: Sequence[Staff]
    packers: Sequence[Staff]
    counter: str
    carriers: Mapping[str, Sequence[str]]
    haulage: Haulage
    words: Words
    latin: Mapping[str, str]
    heroes: Sequence[Mapping[str, Any]] = field(repr=False)
    talks: Sequence[Talk] = field(repr=False)

    def colleague(self, name: str) -> Staff:
        """Find someone of the staff by full name."""
        return next(
            one for one in (*self.agents, *self.packers) if f"{one.first} {one.last}" == name
        )


def load() -> Ingredients:
    """Read all ingredients."""
    goods, staff, people = (_read(name) for name in ("goods", "staff", "people"))
    agents = _staff(staff["agents"], 2)
    return Ingredients(
        countries={one["code"]: _country(one) for one in people["countries"]},
        products={
            one["sku"]: Product(number, one["sku"], one["name"], one)
            for number, one in enumerate(goods["products"], 1)
        },
        shipping={
            one["name"]: Shipping(one["name"], one, tuple(one["days"])) for one in goods["shipping"]
        },
        coupons={one["code"]: Coupon(n, **one) for n, one in enumerate(goods["coupons"], 1)},
        agents=agents,
        packers=_staff(staff["packers"], 2 + len(agents)),
        counter=staff["counter"],
        carriers=staff["carriers"],
        haulage=haulage.read(_read("carriers")),
        words=Words(staff["notes"], staff["reasons"]),
        latin=people["latin"],
        heroes=list(_heroes()),
        talks=[Talk(**one) for one in _read("small_talk")["talks"]],
    )


def _heroes() -> Iterator[Mapping[str, Any]]:
    stories = sorted((_folder() / "stories").iterdir(), key=lambda story: story.name)
    for story in stories:
        yield from tomllib.loads(story.read_text(encoding="utf-8"))["heroes"]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def _folder() -> Traversable:
    root = files(INSTALLED) if find_spec(INSTALLED) else CHECKOUT
    return root / "demo"


def _country(given: Mapping[str, Any]) -> Country:
    places = [Place(**place) for place in given["places"]]
    return Country(**{**given, "places": places})


def _staff(names: Sequence[str], first_id: int) -> Sequence[Staff]:
    return [Staff(number, *name.split(" ", 1)) for number, name in enumerate(names, first_id)]

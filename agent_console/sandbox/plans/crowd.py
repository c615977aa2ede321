"""Ordinary people: names, addresses, phones as people write them, what happens to them."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from agent_console.sandbox.deeds import telling
from agent_console.sandbox.ingredients import Country, Ingredients
from agent_console.sandbox.plans.plan import Clerk, Step
from agent_console.sandbox.shop import Address, Person

DOMAINS = ("example.test", "example.test", "mail.example", "post.example", "inbox.example")
PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "ß": "ss",
        "\u0131": "i",
        "œ": "oe",
        "đ": "d",
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
    }
)
REACHABLE = 0.93
TELLS = 0.09
MOVES = 0.05
CHANGES = 0.03


@dataclass(slots=True)
class Crowd:
    """Draws people; no two have the same e-mail or phone."""

    rng: random.Random
    ingredients: Ingredients
    taken: set[str] = field(default_factory=set)

    def person(self, *, is_guest: bool) -> Person:
        """Draw somebody."""
        countries = list(self.ingredients.countries.values())
        country = self.rng.choices(countries, [one.weight for one in countries])[0]
        first, last = self.rng.choice(country.first), self.rng.choice(country.last)
        phone = self.phone(country) if self.rng.random() < REACHABLE else None
        address = self.address(country, f"{first} {last}", phone)
        email = self._email(first, last)
        return Person(first, last, email, phone, address, is_guest, country.currency)

    def address(self, country: Country, name: str, phone: str | None) -> Address:
        """Draw a house in a country."""
        place = self.rng.choice(country.places)
        street, house = self.rng.choice(place.streets), self.rng.randrange(1, 140)
        before = country.code in {"GB", "US", "FR"}
        return Address(
            full_name=name,
            street=f"{house} {street}" if before else f"{street} {house}",
            city=place.city,
            postcode=place.postcode,
            country_code=country.code,
            country=country.name,
            province=place.province,
            phone=phone,
        )

    def phone(self, country: Country) -> str:
        """Draw a number nobody has, spelt as one of many people would."""
        while True:
            pattern = self.rng.choice(country.numbers)
            rest = "".join(self.rng.choice("0123456789") if c == "#" else c for c in pattern)
            plain = country.dial + rest.replace(" ", "")
            if plain not in self.taken:
                self.taken.add(plain)
                return self._spelt(country, rest)

    def _spelt(self, country: Country, rest: str) -> str:
        spellings = (
            f"{country.dial} {rest}",
            f"{country.dial}{rest.replace(' ', '')}",
            f"{country.trunk}{rest}",
            f"{country.trunk}{rest.replace(' ', '')}",
            f"00{country.dial[1:]} {rest}",
        )
        is_local = country.code == "AT"
        return spellings[self.rng.choice((0, 0, 1, 2, 3, 4) if is_local else (0, 0, 1))]

    def _email(self, first: str, last: str) -> str:
        given, family = self._latin(first), self._latin(last)
        shapes = (f"{given}.{family}", f"{given[0]}.{family}", given + family, f"{family}.{given}")
        while True:
            tail = self.rng.choice(("", "", str(self.rng.randrange(60, 100))))
            found = f"{self.rng.choice(shapes)}{tail}@{self.rng.choice(DOMAINS)}"
            if found not in self.taken:
                self.taken.add(found)
                return found

    def _latin(self, name: str) -> str:
        plain = self.ingredients.latin.get(name, name).lower().translate(PLAIN)
        letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
        return "".join(c for c in letters if c.isalnum())


def life(
    clerk: Clerk, crowd: Crowd, person: Person, between: tuple[datetime, datetime]
) -> Iterator[Step]:
    """Draw what happens to a person besides orders, between registration and now."""
    rng, (registered, now) = clerk.rng, between
    length = max((now - registered).total_seconds(), 60)

    def some_time() -> datetime:
        return registered + timedelta(seconds=1 + rng.random() * length)

    if rng.random() < TELLS:
        text, by = clerk.note("person"), clerk.agent()
        yield Step(some_time(), partial(telling.note, about=person, text=text, by=by))
    if rng.random() < CHANGES:
        email = person.email.replace("@", f"{rng.randrange(2, 9)}@")
        yield Step(some_time(), partial(telling.change_email, person=person, email=email))
    if person.phone and rng.random() < CHANGES:
        phone = crowd.phone(clerk.ingredients.countries[person.address.country_code])
        deed = partial(telling.change_phone, person=person, phone=phone, by=clerk.agent())
        yield Step(some_time(), deed)
    if rng.random() < MOVES:
        country = clerk.ingredients.countries[person.address.country_code]
        new = crowd.address(country, person.full_name, person.phone)
        deed = partial(telling.change_address, person=person, street=new.street)
        yield Step(some_time(), partial(deed, postcode=new.postcode, city=new.city))


def other_spelling(person: Person) -> Address:
    """Give a guest's address with the same phone written another way."""
    phone = person.phone and person.phone.replace(" ", "").replace("+", "00")
    return replace(person.address, phone=phone)

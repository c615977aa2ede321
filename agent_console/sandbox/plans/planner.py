"""The plan of the world: who registers and orders when, in the past and on days to come."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from agent_console.sandbox.deeds import buying, sending, telling
from agent_console.sandbox.ingredients import Ingredients
from agent_console.sandbox.plans.courses import COURSES, abandoned, at_the_counter
from agent_console.sandbox.plans.crowd import Crowd, life, other_spelling
from agent_console.sandbox.plans.heroes import Hero, heroes
from agent_console.sandbox.plans.journeys import journeys
from agent_console.sandbox.plans.plan import Clerk, Plan, Step
from agent_console.sandbox.plans.small_talk import small_talk
from agent_console.sandbox.shop import Order, Person

DAYS = 120
ORDERS = 900
REGISTERED, GUESTS = 240, 60
ORDERS_A_DAY = 7
NOTED, SECOND_NOTE = 0.16, 0.25
WITH_COUPON = 0.12
NEWCOMERS = 0.3
"""So many register only when they first order."""
EXPRESS = 0.2
HOURS = (7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22)
BUSY = (3, 4, 4, 4, 4, 6, 5, 4, 4, 5, 6, 7, 9, 10, 8, 4)
PHASES = ((buying.place, "before"), (sending.ship, "under_way"), (sending.deliver, "after"))
"""After which deed which notes make sense."""


@dataclass(slots=True)
class Planner:
    """Plans from one seed; a day asked for again would be another one."""

    seed: int
    ingredients: Ingredients
    now: datetime
    heroes: list[Hero] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    regulars: list[Person] = field(default_factory=list)
    next_code: int = 0
    clerk: Clerk = field(init=False)

    def __post_init__(self) -> None:
        rng = random.Random(self.seed)  # noqa: S311 - a story, not a secret
        self.clerk = Clerk(rng, self.ingredients)

    def past(self) -> list[Step]:
        """Plan everything that began before today."""
        self.heroes = list(heroes(self.clerk, self.now))
        crowd = Crowd(self.clerk.rng, self.ingredients, set(self._taken()))
        told = [plan for hero in self.heroes for plan in hero.plans]
        told += [self._ordinary(hero.person, self._moment()) for hero in self._often()]
        chosen = self._crowd(crowd)
        plans = [*told, *self._orders_of(chosen, ORDERS - len(told))]
        plans.sort(key=lambda plan: plan.steps[0].at)
        self._number(plans)
        steps = [step for hero in self.heroes for step in hero.steps]
        steps += self._lives(crowd, plans)
        return steps + [step for plan in plans for step in plan.steps]

    def day(self, offset: int) -> list[Step]:
        """Plan a day: today is 0."""
        times = sorted(self._moment(offset) for _ in range(ORDERS_A_DAY))
        plans = [self._ordinary(self.clerk.rng.choice(self.regulars), at) for at in times]
        for plan in plans:
            plan.order.code, self.next_code = str(self.next_code), self.next_code + 1
        return [step for plan in plans for step in plan.steps]

    def _taken(self) -> Iterator[str]:
        for hero in self.heroes:
            yield hero.person.email
            yield (hero.person.phone or "").replace(" ", "")

    def _often(self) -> Iterator[Hero]:
        for hero in self.heroes:
            yield from [hero] * hero.regular

    def _crowd(self, crowd: Crowd) -> list[Person]:
        guests = sum(hero.person.is_guest for hero in self.heroes)
        registered = len(self.heroes) - guests
        self.people = [crowd.person(is_guest=False) for _ in range(REGISTERED - registered)]
        self.regulars = self.people[: len(self.people) * 9 // 10]
        return [crowd.person(is_guest=True) for _ in range(GUESTS - guests)]

    def _orders_of(self, guests: Sequence[Person], count: int) -> Iterator[Plan]:
        """Plan the orders of the crowd: guests buy once or twice, some of the others very often."""
        rng = self.clerk.rng
        weights = [rng.expovariate(1) + 0.05 for _ in self.regulars]
        twice = guests[: len(guests) // 6]
        buyers = [*guests, *twice, *self.regulars]
        buyers += rng.choices(self.regulars, weights, k=count - len(buyers))
        for number, person in enumerate(buyers):
            plan = self._ordinary(person, self._moment())
            if len(guests) <= number < len(guests) + len(twice):
                plan.order.address = other_spelling(person)
            yield plan

    def _lives(self, crowd: Crowd, plans: Iterable[Plan]) -> Iterator[Step]:
        """Plan what else happens to people: they register before their first order."""
        first: dict[Person, datetime] = {}
        for plan in plans:
            first.setdefault(plan.order.person, plan.steps[0].at)
        for person in self.people:
            at = first.get(person, self._moment()) - self._acquaintance()
            yield Step(at, partial(buying.register, person=person))
            yield from life(self.clerk, crowd, person, (at, self._midnight()))

    def _acquaintance(self) -> timedelta:
        rng = self.clerk.rng
        if rng.random() < NEWCOMERS:
            return timedelta(minutes=rng.randrange(3, 50))
        return timedelta(minutes=rng.randrange(60, 700 * 1440))

    def _ordinary(self, person: Person, at: datetime) -> Plan:
        clerk, rng = self.clerk, self.clerk.rng
        course = rng.choices([one for one, _ in COURSES], [often for _, often in COURSES])[0]
        if person.is_guest and course in {at_the_counter, abandoned}:
            course = COURSES[0][0]
        shipping = "Express" if rng.random() < EXPRESS else "Standard"
        order = clerk.order(person, self._articles(), shipping)
        if rng.random() < WITH_COUPON:
            order.coupon = rng.choice(list(self.ingredients.coupons.values()))
        steps = course(clerk, order, at)
        steps = [
            *steps,
            *self._notes(order, steps),
            *journeys(self.ingredients.haulage, order, steps),
            *small_talk(clerk, order, steps),
        ]
        return Plan(order, sorted(steps, key=lambda step: step.at))

    def _articles(self) -> list[tuple[str, int]]:
        rng = self.clerk.rng
        count = rng.choice((1, 2, 2, 2, 3, 3, 4, 5))
        return [
            (sku, rng.choice((1, 1, 1, 1, 2, 2, 3)))
            for sku in rng.sample(list(self.ingredients.products), count)
        ]

    def _notes(self, order: Order, steps: Sequence[Step]) -> Iterator[Step]:
        rng, clerk = self.clerk.rng, self.clerk
        chance = NOTED
        while rng.random() < chance:
            chance = SECOND_NOTE
            found = [
                (step.at, words) for deed, words in PHASES for step in steps if step.is_a(deed)
            ]
            if not found:
                return
            at, words = rng.choice(found)
            text, by = clerk.note(words), clerk.agent()
            said = at + timedelta(minutes=rng.randrange(20, 500))
            yield Step(said, partial(telling.note, about=order, text=text, by=by))

    def _number(self, plans: Sequence[Plan]) -> None:
        """Number the orders as they come, so that the one with a number of its own gets it."""
        anchors = (plan.code - place for place, plan in enumerate(plans) if plan.code is not None)
        self.next_code = next(anchors, 10000)
        for plan in plans:
            plan.order.code, self.next_code = str(self.next_code), self.next_code + 1

    def _midnight(self) -> datetime:
        return self.now.replace(hour=0, minute=0, second=0, microsecond=0)

    def _moment(self, offset: int | None = None) -> datetime:
        rng = self.clerk.rng
        days = -rng.randrange(1, DAYS + 1) if offset is None else offset
        hour = rng.choices(HOURS, BUSY)[0]
        within = timedelta(hours=hour, milliseconds=rng.randrange(3_600_000))
        return self._midnight() + timedelta(days=days) + within

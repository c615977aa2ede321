"""How long questions take: the newest page of a customer, and the search box without a window."""

import random
import string
from collections.abc import Callable, Sequence
from functools import partial

from agent_console.domain.identity import name_tokens
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import TimelineWish
from agent_console.queries.answers.answer import answer
from agent_console.queries.answers.reading import asking
from agent_console.queries.customer import customer
from agent_console.queries.desk import Desk
from agent_console.queries.search import search
from agent_console.queries.timeline import timeline
from agent_console.ui.screens.customer.presenter import FIRST_ORDERS
from tests.bench.flat_out import flooding
from tests.bench.floors import ask_again, bare_store, statements_of
from tests.bench.people import SEED, someone
from tests.bench.places import Town
from tests.bench.population import FIFTY
from tests.bench.samples import Compared, Deed, Samples, in_turns

PAGE, RESULTS = 60, 40
BY_HAND = "the same statements over the bare driver"


def open_page(desk: Desk, profile: int) -> None:
    """Read what a window shows when a customer is opened."""
    found = customer(desk, ProfileId(profile), FIRST_ORDERS)
    timeline(desk, found.id, TimelineWish(PAGE))


def page_of(desk: Desk, profile: int) -> None:
    """Read the newest page of a timeline and nothing else."""
    timeline(desk, ProfileId(profile), TimelineWish(PAGE))


def against_bare(town: Town, deeds: Sequence[Deed]) -> tuple[Samples, Samples]:
    """Time questions beside their own statements, asked by hand."""
    said = [statements_of(town.store.reader, deed) for deed in deeds]
    bare = bare_store(town.file())
    floor = [partial(ask_again, bare, one) for one in said]
    try:
        return in_turns(deeds, floor)
    finally:
        bare.close()


def opening(town: Town, profile: int, events: str, rounds: int) -> Compared:
    """Open one customer again and again."""
    deeds = [partial(open_page, town.desk(), profile)] * rounds
    what = f"open a customer, {events}: facts and newest page read"
    return Compared(what, *against_bare(town, deeds), BY_HAND)


def heavy_beside_light(town: Town, heavy: int, orders: str, rounds: int) -> Compared:
    """Open a customer with 10,000 events, and in turns one with 50, which is the floor here."""
    desk = town.desk()
    ours, floor = in_turns(
        [partial(open_page, desk, heavy)] * rounds, [partial(open_page, desk, FIFTY)] * rounds
    )
    what = f"10,000 events on {orders} opened: facts and newest page read"
    return Compared(what, ours, floor, "the customer with 50 events", "ratio at most 1.5")


def while_syncing(town: Town, start: int, rounds: int) -> Compared:
    """Read the newest pages of many customers while a worker writes flat out."""
    dice = random.Random(SEED)
    people = [dice.randint(1, town.size.customers) for _ in range(rounds)]
    deeds = [partial(page_of, town.desk(), one) for one in people]
    with flooding(town.home, start, town.size.customers):
        ours, floor = against_bare(town, deeds)
    what = "newest page read while syncing flat out"
    return Compared(
        what, ours, floor, f"{BY_HAND}, also while syncing", "p99 at most 5 ms", percent=99
    )


def answering(town: Town, profile: int, rounds: int) -> Compared:
    """Answer a customer who is read already, beside reading her: what is told must cost no more."""
    desk = town.desk()
    found = customer(desk, ProfileId(profile), FIRST_ORDERS)
    ours, floor = in_turns(
        [lambda: answer(found, asking(desk, found))] * rounds,
        [partial(open_page, desk, profile)] * rounds,
    )
    what = "the answer for a customer, with the history it rests on"
    return Compared(what, ours, floor, "the customer and the newest page read", "at most 5 ms")


SEARCHES: dict[str, Callable[[int], str]] = {
    "e-mail, exact": lambda one: someone(one).email,
    "phone, exact": lambda one: someone(one).phone,
    "phone, last 6 digits": lambda one: someone(one).phone[-6:],
    "order, beginning": lambda one: f"W{one:08}"[:7],
    "name, beginning of both words": lambda one: " ".join(
        word[:4] for word in someone(one).name.split()
    ),
    "name, 3 letters": lambda one: someone(one).name.split()[1][:3],
    "name, two letters exchanged": lambda one: _mistyped(someone(one).name.split()[1]),
}


def _mistyped(name: str) -> str:
    return f"{name[0]}{name[2]}{name[1]}{name[3:]}" if len(name) > 3 else name


def searching(town: Town, what: str, rounds: int) -> Compared:
    """Search for many different people in one way."""
    dice = random.Random(SEED)
    texts = [SEARCHES[what](dice.randint(1, town.size.customers)) for _ in range(rounds)]
    deeds = [partial(search, town.desk(), text, RESULTS) for text in texts]
    return Compared(f"search without a window: {what}", *against_bare(town, deeds), BY_HAND)


def found_mistyped(town: Town, people: int, seed: int = SEED) -> int:
    """Search for names with a letter wrong, missing, added or exchanged; count the found."""
    dice, found = random.Random(seed), 0
    for _ in range(people):
        name = someone(dice.randint(1, town.size.customers)).name
        hits = search(town.desk(), _slipped(dice, name), RESULTS)
        found += any(_words(hit.found.name) == _words(name) for hit in hits)
    return found


def _slipped(dice: random.Random, name: str) -> str:
    """Mistype the longest word of a name, but for its first letter."""
    word = max(name.split(), key=len)
    at, letter = dice.randrange(1, len(word) - 1), dice.choice(string.ascii_lowercase)
    before, here, after = word[:at], word[at], word[at + 1 :]
    wrong = dice.choice(
        [before + letter + after, before + after, word[:at] + letter + word[at:],
         before + after[0] + here + after[1:]]
    )  # fmt: skip
    return name.replace(word, wrong, 1)


def _words(name: str) -> list[str]:
    return sorted(name_tokens(name))

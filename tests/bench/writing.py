"""How long writing takes: pages of a sync, the same pages again, and a small write beside both."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

from agent_console.domain.profile import ProfileId, Statement
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from tests.bench.flat_out import flooding
from tests.bench.floors import bare_store, recorded, write_again
from tests.bench.pages import EVENTS_A_PAGE, NOW, page
from tests.bench.places import Town, copied
from tests.bench.population import FIFTY, SHOP
from tests.bench.samples import Compared, samples, timed

BY_HAND = "the same statements over the bare driver, into a copy"
THINKING_S = 0.02
PER = 1e3 / EVENTS_A_PAGE


@dataclass(frozen=True, slots=True)
class Pair:
    """A store that our code fills, and a copy that the bare driver fills in the same way.

    `customers` is how many of the population's people may order.
    """

    store: Store
    bare: Any
    customers: int

    def keep(self, number: int) -> tuple[float, float]:
        """Keep a page in both; return milliseconds per thousand events, ours and theirs."""
        new = page(number, self.customers)
        with recorded(self.store.writer) as said:
            ours = timed(partial(StoredIntake(self.store).keep, SHOP, new, NOW))
        return ours * PER, timed(partial(write_again, self.bare, said)) * PER


def keeping(pair: Pair, new: range, what: str, goal: str = "") -> Compared:
    """Keep pages beside the bare driver; the first half warms up."""
    both = [pair.keep(number) for number in new][len(new) // 2 :]
    ours, floor = samples([one for one, _ in both]), samples([one for _, one in both])
    compared = Compared(f"{what}, 1,000 events", ours, floor, BY_HAND, goal)
    return replace(compared, note=rate(compared))


def telling_again(pair: Pair, new: range) -> Compared:
    """Keep new pages, each told a second time at once; here the first time is the floor."""
    both = [(pair.keep(number)[0], pair.keep(number)[0]) for number in new]
    floor, ours = samples([one for one, _ in both]), samples([one for _, one in both])
    return Compared("again, 1,000 events", ours, floor, "the same pages told the first time")


def beside_a_tenth(full: Pair, tenth: Pair, new: range, what: str) -> Compared:
    """Keep the same pages where there is ten times as much; here the smaller is the floor."""
    both = [(full.keep(number)[0], tenth.keep(number)[0]) for number in new][len(new) // 2 :]
    ours, floor = samples([one for one, _ in both]), samples([one for _, one in both])
    what = f"{what} into ten times the data, 1,000 events"
    return Compared(what, ours, floor, "a tenth of the data", "ratio at most 1.5")


def rate(compared: Compared) -> str:
    """Say how many events a second that is."""
    ours, floor = (1e6 / one.at(50) for one in (compared.ours, compared.floor))
    return f"{ours:,.0f} events/s (floor {floor:,.0f})"


def linking_while_syncing(town: Town, start: int, links: int) -> Compared:
    """Link customers, now and then, while a worker writes flat out."""
    book, bare = StoredLinkBook(town.store), bare_store(town.file())
    numbers = count(FIFTY + 1)

    def link() -> None:
        pair = ProfileId(next(numbers)), ProfileId(next(numbers))
        book.link(*pair, Statement("ana", NOW, "asked"))

    with recorded(town.store.writer) as said:
        link()
    once = "PRAGMA", "INSERT INTO audit"  # a step of the audit has a number of its own each time
    plain = [one for one in said if not one.sql.startswith(once)]
    again = partial(write_again, bare, plain)
    with flooding(town.home, start, town.size.customers):
        both = [(_after_a_thought(link), _after_a_thought(again)) for _ in range(links)]
    bare.close()
    ours, floor = samples([one for one, _ in both]), samples([one for _, one in both])
    what = "two customers linked while syncing flat out"
    by_hand = "the same statements over the bare driver, also while syncing"
    return Compared(what, ours, floor, by_hand, "p99 at most 50 ms", percent=95)


@contextmanager
def embedded_pair(original: Town, folder: Path) -> Iterator[Pair]:
    """Work on two copies of an embedded store."""
    with (
        copied(original, folder / f"ours-{original.size.events}") as ours,
        copied(original, folder / f"bare-{original.size.events}") as theirs,
        closing(bare_store(theirs.file())) as bare,
    ):
        ours.store.fold_early()
        yield Pair(ours.store, bare, original.size.customers)


def _after_a_thought(deed: Callable[[], object]) -> float:
    Event().wait(THINKING_S)
    return timed(deed)

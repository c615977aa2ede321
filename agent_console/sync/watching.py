"""The watch: looks at what happened, and at what was to happen by now, a bite at a time."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from agent_console.domain.forecasting.gaps import Gaps
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.carrier_names import carrier_and_service
from agent_console.domain.watching.facts import Sighted, Watched
from agent_console.domain.watching.looking import look
from agent_console.domain.watching.policy import ExceptionPolicy
from agent_console.ports.clock import Clock
from agent_console.ports.tracking.forecasting import GapReader
from agent_console.ports.tracking.watching import BiteWish, RadarBook, WatchBook

AT_ONCE = 2_000
LOOK_EVERY_S, PAUSE_S = 2.0, 0.05
"""Between two looks where nothing was due, and between two bites."""


@dataclass(frozen=True, slots=True)
class Lookout:
    """Finds what is wrong with parcels, and sees when it is not any more."""

    book: WatchBook
    policy: ExceptionPolicy
    clock: Clock
    habits: GapReader | None = None

    def turn(self) -> frozenset[ProfileId]:
        """Look at all that is due; return the customers for whom something opened or closed."""
        changed = frozenset[ProfileId]()
        while (more := self.bite()) is not None:
            changed |= more
        return changed

    def bite(self) -> frozenset[ProfileId] | None:
        """Look at some of what is due, None where nothing is."""
        now, general = self.clock.now(), self.policy.general
        oldest = now - timedelta(days=general.look_back_days)
        found = self.book.due(BiteWish(now, oldest, AT_ONCE, general.home))
        if found.is_empty():
            return None
        orders = self._with_habits(found.orders)
        looked = [look(one, self.policy, now) for one in orders]
        return self.book.keep(found, looked, now)

    def _with_habits(self, orders: Sequence[Watched]) -> Sequence[Watched]:
        """Note of every parcel how long those of its carrier are usually silent."""
        gaps = self.habits.gaps() if self.habits and orders else Gaps()
        if not gaps.by_scope:
            return orders
        carriers = {each.carrier or "" for one in orders for each in one.parcels}
        usual = {name: gaps.usual_gap(carrier_and_service(name)[0]) for name in carriers}
        return [replace(one, parcels=_in_habit(one.parcels, usual)) for one in orders]


def _in_habit(
    parcels: Sequence[Sighted], usual: Mapping[str, timedelta | None]
) -> tuple[Sighted, ...]:
    return tuple(replace(one, usual_gap=usual[one.carrier or ""]) for one in parcels)


@dataclass(frozen=True, slots=True)
class Watching:
    """What finds parcels in trouble, and where it is kept who takes care of them."""

    lookout: Lookout
    book: RadarBook


async def keep_watch(lookout: Lookout, on_change: Callable[[frozenset[ProfileId]], None]) -> None:
    """Look again and again at what is due, beside everything else."""
    while True:
        changed = await asyncio.to_thread(lookout.bite)
        if changed:
            on_change(changed)
        await asyncio.sleep(LOOK_EVERY_S if changed is None else PAUSE_S)

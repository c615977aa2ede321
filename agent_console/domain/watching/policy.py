"""What the house wants to be told of, when, and what can be done: as somebody wrote it down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache, partial

SAYINGS = 4_096
"""How many words of carriers are kept as looked through; most parcels are told of in the same."""


class Kind(StrEnum):
    """What can be wrong with a parcel or an order; of several the first that is here speaks."""

    NOT_RECEIVED = "not_received"
    LOST = "lost"
    DAMAGED = "damaged"
    RETURN_TO_SENDER = "return_to_sender"
    CUSTOMS = "customs"
    ADDRESS = "address"
    PICKUP_EXPIRING = "pickup_expiring"
    FAILED_ATTEMPT = "failed_attempt"
    WEATHER = "weather"
    AREA = "area"
    NO_PICKUP = "no_pickup"
    STALLED = "stalled"
    LATE = "late"
    PARTIAL = "partial"
    NOT_SHIPPED = "not_shipped"


RANK: Mapping[Kind, int] = {kind: at for at, kind in enumerate(Kind)}


class Turn(StrEnum):
    """Whose turn it is."""

    US = "us"
    CARRIER = "carrier"
    CUSTOMER = "customer"
    CUSTOMS = "customs"


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done, in words; `deed` names what the program can do of it, as "message:delay".

    Without a deed it is a person's to do.
    """

    words: str
    deed: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """One kind: its cause and remedies in plain words, whose turn it is, and from when it counts.

    `hours` are what is waited at home, `abroad_hours` across a border, `out_hours` with the
    driver; what is learned counts `times_usual`, and never less than `least_hours`. `days` and
    `warn_days` are plain days. `act_hours` is how soon something is to be done about it. `words`
    are those by which it is known where a source names no fault, `reported` those of customers,
    who take it back by `withdrawn`.
    """

    kind: Kind
    cause: str
    turn: Turn
    act_hours: float
    hours: float = 0
    abroad_hours: float = 0
    out_hours: float = 0
    times_usual: float = 1
    least_hours: float = 0
    days: float = 0
    warn_days: float = 0
    words: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()

    def says(self, told: str) -> bool:
        """Say whether the words of a source, folded, are about it."""
        return bool(told) and _holds(self.words, told)

    def is_reported(self, told: str) -> bool:
        """Say whether the words of a customer, folded, are about it."""
        return any(word in told for word in self.reported)

    def is_withdrawn(self, told: str) -> bool:
        """Say whether a customer takes it back by these words, folded."""
        return not self.is_reported(told) and any(word in told for word in self.withdrawn)


@dataclass(frozen=True, slots=True)
class General:
    """What holds for all kinds.

    On `rest_days` (Monday is 0) nobody scans; an order older than `look_back_days` is left alone;
    without a promise a customer expects a parcel `usual_days` after the order; so many parcels in
    trouble at one place are one incident. Parcels to another country than `home` cross a border.
    """

    rest_days: frozenset[int] = frozenset({6})
    look_back_days: int = 90
    usual_days: float = 7
    area_parcels: int = 3
    home: str | None = None


@dataclass(frozen=True, slots=True)
class ExceptionPolicy:
    """All of it."""

    provisions: Mapping[Kind, Provision]
    general: General = field(default_factory=General)
    _holds_any: Callable[[str], bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put all words together, so that what no kind is known by is looked through once."""
        words = tuple(word for one in self.provisions.values() for word in one.words)
        object.__setattr__(self, "_holds_any", lru_cache(SAYINGS)(partial(_is_in, words)))

    def says(self, told: str) -> bool:
        """Say whether the words of a source, folded, are about any kind."""
        return bool(told) and self._holds_any(told)

    def act_within(self, kind: Kind) -> timedelta:
        """Return how soon something is to be done."""
        return timedelta(hours=self.provisions[kind].act_hours)


@lru_cache(SAYINGS)
def _holds(words: tuple[str, ...], told: str) -> bool:
    """Look for words once in what many parcels are told of."""
    return _is_in(words, told)


def _is_in(words: tuple[str, ...], told: str) -> bool:
    return any(word in told for word in words)

"""Walking through a list by time of change; the store ends any list after so many records."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from agent_console.connectors.kit.reading import Node
from agent_console.domain.moment import iso_z
from agent_console.ports.failures import Refused

MOST = 24_000
"""Records of one list before it is asked for anew; the store stops at 25,000."""
COUNTED = 25_000
"""Where the store ends a list, and what it counts beyond this is said to be more, not how much."""

State = tuple[str, str]
"""Which record it is, and when it changed last."""


@dataclass(slots=True)
class Walk:
    """Where a walk through a list of a store called `name` stands, the oldest change first."""

    name: str
    mark: datetime | None
    met: set[State] = field(default_factory=set)
    """Which records were met, each in which state."""
    after: str | None = None
    is_over: bool = False
    _count: int = 0
    _newest: datetime | None = None
    _cursors: set[str] = field(default_factory=set)

    def asked(self) -> dict[str, object]:
        """Return what to ask for next."""
        return {"query": since(self.mark), "after": self.after}

    def is_new(self, node: Node) -> bool:
        """Say whether a record was not met before in this state, and remember it."""
        version = state_of(node)
        known = version in self.met
        self.met.add(version)
        return not known

    def go_on(self, page_info: Node, times: Sequence[datetime], count: int) -> None:
        """Step past a page of `count` records that changed at `times`.

        Raises:
            Refused: the store leads in a circle, or ends a list before its end.
        """
        self._count += count
        last = max(times, default=None)
        self._newest = last or self._newest
        if page_info["hasNextPage"].value is not True:
            if self._count >= COUNTED:
                raise Refused(f"{self.name} tells no more of what changed at {iso_z(last)}")
            self.is_over = True
            return
        if self._count >= MOST and last is not None and last != self.mark:
            self.begin_again()
            return
        cursor = page_info["endCursor"].value
        if not isinstance(cursor, str) or cursor in self._cursors:
            raise Refused(f"{self.name} repeats a page of its list; what came before it is kept")
        self._cursors.add(cursor)
        self.after = cursor

    def begin_again(self) -> None:
        """Ask for the list anew, from the last change that was met on."""
        self.mark, self.after, self._count = self._newest or self.mark, None, 0
        self._cursors.clear()


def state_of(node: Node) -> State:
    """Tell a record apart from others, and from what it was before."""
    return str(node["id"].value), str(node["updatedAt"].value)


def since(mark: datetime | None) -> str | None:
    """Return the store's words for what changed since a moment."""
    if mark is None:
        return None
    return f"updated_at:>='{iso_z(mark.replace(microsecond=0))}'"


def counted(node: Node) -> int:
    """Return how many records a list has, 0 where the store says no more than that it is many."""
    told, precision = node["count"].value, node["precision"].value
    if not isinstance(told, int) or not 0 <= told <= COUNTED:
        return 0
    return told if precision is None or precision == "EXACT" else 0


def is_many(node: Node, at_least: int) -> bool:
    """Say whether a list has so many records; what the store counts no more is many."""
    told, precision = node["count"].value, node["precision"].value
    is_counted = precision is None or precision == "EXACT"
    return isinstance(told, int) and (told >= at_least or not is_counted)

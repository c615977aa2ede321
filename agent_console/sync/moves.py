"""Whose orders are another's now: who is gone besides has been made one with that other."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from agent_console.ports.source import Merged, Page


@dataclass(slots=True)
class Moves:
    """What one pass met of orders that went from one person to another."""

    _into: dict[str, set[str | None]] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def note(self, moved: Iterable[tuple[str, str | None]]) -> None:
        """Remember whom orders left for whom; for None where that is no customer."""
        for before, now in moved:
            self._into.setdefault(before, set()).add(now)

    def told(self, page: Page) -> Page:
        """Say of who is gone into whom they were merged, where all their orders went to one."""
        merged = list[Merged]()
        for one in page.gone.people:
            into = self._into.get(one, set())
            self._told.update({one} & self._into.keys())
            merged += [Merged(one, it, is_guessed=True) for it in into if it and len(into) == 1]
        return replace(page, merged=(*page.merged, *merged)) if merged else page

    def unasked(self) -> list[str]:
        """Return who may be gone, and was not met as such."""
        return sorted(self._into.keys() - self._told)

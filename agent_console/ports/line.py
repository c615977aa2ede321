"""The line between a worker and the window it works for, whatever carries it."""

from collections.abc import AsyncIterator
from typing import Protocol

from agent_console.ports.desktop import News, Wish


class Line(Protocol):
    """Carries news out and wishes in; a worker on a server has nobody at the other end."""

    def tell(self, news: News) -> None:
        """Send news; never waits, never fails."""

    def wishes(self) -> AsyncIterator[Wish]:
        """Yield wishes as they come; ends when the other end has gone."""

"""Telling those who must not call out what a label would cost, while they look at it."""

from collections.abc import Callable
from dataclasses import dataclass

from agent_console.ports.acting.labels import LabelSeller, Parcel, Quotes, Told
from agent_console.ports.clock import Clock
from agent_console.ports.failures import RemoteFailure


@dataclass(frozen=True, slots=True)
class PriceTeller:
    """Answers what was asked."""

    quotes: Quotes
    clock: Clock

    async def turn(self, connection: str, sell: Callable[[], LabelSeller]) -> int:
        """Answer all that is open; return how much that was."""
        asked = self.quotes.unanswered(connection, self.clock.now())
        if not asked:
            return 0
        try:
            seller = sell()
        except RemoteFailure as failure:
            for key, _ in asked:
                self.quotes.answer(key, Told(trouble=failure.message))
            return len(asked)
        try:
            for key, parcel in asked:
                self.quotes.answer(key, await _told(seller, parcel))
        finally:
            await seller.close()
        return len(asked)


async def _told(seller: LabelSeller, parcel: Parcel) -> Told:
    try:
        return Told(await seller.quote(parcel))
    except RemoteFailure as failure:
        return Told(trouble=failure.message)

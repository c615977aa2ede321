"""Fetching the files of labels that were bought: until they are here, and never in a hurry."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import msgspec

from agent_console.domain.acting.intent import Intent
from agent_console.domain.acting.label import Label, LabelFormat
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.labels import LabelSeller, Shelf
from agent_console.ports.clock import Clock
from agent_console.ports.failures import Refused, RemoteFailure
from agent_console.ports.files import Picture

AGAIN = timedelta(seconds=20)
DRAWN = frozenset({LabelFormat.PDF, LabelFormat.PNG})


@dataclass(frozen=True, slots=True)
class LabelFetcher:
    """Brings files to the shelf."""

    shelf: Shelf
    clock: Clock
    draw: Picture
    on_change: Callable[[frozenset[ProfileId]], None] = lambda _: None

    async def turn(self, connection: str, sell: Callable[[], LabelSeller]) -> int:
        """Fetch what is missing; return how many files came."""
        missing = self.shelf.missing(connection, self.clock.now())
        if not missing:
            return 0
        try:
            seller = sell()
        except RemoteFailure as failure:
            for intent in missing:
                self._failed(intent, failure)
            return 0
        try:
            return sum([await self._fetch(seller, intent) for intent in missing])
        finally:
            await seller.close()

    async def _fetch(self, seller: LabelSeller, intent: Intent) -> bool:
        try:
            label = msgspec.json.decode(intent.result or "", type=Label)
            file = await seller.file(label)
        except RemoteFailure as failure:
            self._failed(intent, failure)
            return False
        except msgspec.DecodeError:
            self._failed(
                intent, Refused("what was bought cannot be read; void it or ask its seller")
            )
            return False
        if file.format in DRAWN:
            file = replace(file, picture=await self.draw(file.content))
        self.shelf.keep(intent.key, file)
        self.on_change(frozenset({intent.customer}))
        return True

    def _failed(self, intent: Intent, failure: RemoteFailure) -> None:
        self.shelf.fail(intent.key, failure.message, self.clock.now() + AGAIN)
        self.on_change(frozenset({intent.customer}))

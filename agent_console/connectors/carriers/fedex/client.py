"""What is said to FedEx: a token is fetched, then one number after the other is asked for."""

from collections.abc import Sequence
from datetime import timedelta

from agent_console.connectors.carriers.fedex.batches import apart
from agent_console.connectors.carriers.fedex.settings import Settings
from agent_console.connectors.kit.carrier.budget import Quota
from agent_console.connectors.kit.carrier.source import ANSWERS
from agent_console.connectors.kit.carrier.tokens import SAYS_NO, Tokens, Wallet
from agent_console.connectors.kit.http import Answer, Call, Client, Limits
from agent_console.ports.clock import Clock
from agent_console.ports.failures import NotFound, Refused, TryLater
from agent_console.ports.source import WantedParcel

TOKEN, TRACK = "/oauth/token", "/track/v1/trackingnumbers"
LIMITS = Limits(per_second=10.0)
"""A project may ask 1,400 times within ten seconds."""
QUOTA = Quota(100_000, timedelta(days=1))
"""So many questions a day; we count each number as one, whatever it is asked with."""
LOCALE = {"X-locale": "en_US"}
AT_ONCE = 30
"""So many numbers one question may name."""


class FedEx:
    """Speaks to FedEx (kit.carrier.source.Api)."""

    def __init__(self, settings: Settings, http: Client, wallet: Wallet, clock: Clock) -> None:
        self.name = settings.name
        self._http = http
        self._coming: list[str] = []
        self._ahead: dict[str, Answer] = {}
        application = settings.application
        lend = Call("POST", TOKEN, form=application.form(), answers=SAYS_NO)
        self._tokens = Tokens(settings.name, lend, settings.owner(), wallet, clock)

    def announce(self, parcels: Sequence[WantedParcel]) -> None:
        """Hear of all numbers that will be asked for, in their order."""
        self._coming = [one.number for one in parcels]
        self._ahead = {}

    async def ask(self, one: WantedParcel) -> Answer:
        """Ask for all that was scanned of a number, and of the next ones at the same time."""
        if (known := self._ahead.pop(one.number, None)) is not None:
            return known
        batch = self._batch(one.number)
        if len(batch) > 1:
            self._ahead = await self._asked_together(batch)
            self._coming = self._coming if self._ahead else []
        known = self._ahead.pop(one.number, None)
        return await self._asked([one.number]) if known is None else known

    def _batch(self, number: str) -> list[str]:
        at = self._coming.index(number) if number in self._coming else len(self._coming)
        return list(dict.fromkeys(self._coming[at : at + AT_ONCE]))

    async def _asked_together(self, numbers: Sequence[str]) -> dict[str, Answer]:
        """Return the answer to each number; where a batch fails, what follows is asked one by one.

        One number may spoil the answer to all, and nobody says which.
        """
        try:
            answer = await self._asked(numbers)
        except (TryLater, Refused, NotFound) as failure:
            if isinstance(failure, TryLater) and failure.retry_after_s is not None:
                raise
            return {}
        return apart(answer)

    async def _asked(self, numbers: Sequence[str]) -> Answer:
        wanted = [{"trackingNumberInfo": {"trackingNumber": one}} for one in numbers]
        asked = {"includeDetailedScans": True, "trackingInfo": wanted}
        call = Call("POST", TRACK, json=asked, headers=LOCALE, answers=ANSWERS)
        return await self._tokens.call(self._http, call)

    async def probe(self) -> str:
        """Fetch a token and say that it was lent."""
        await self._tokens.sign_in(self._http)
        return "the client id and secret are accepted"

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

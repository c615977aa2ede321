"""What is said to FedEx: a token is fetched, then one number after the other is asked for."""

from agent_console.connectors.carriers.fedex.settings import Settings
from agent_console.connectors.kit.carrier.source import ANSWERS
from agent_console.connectors.kit.carrier.tokens import SAYS_NO, Tokens, Wallet
from agent_console.connectors.kit.http import Answer, Call, Client, Limits
from agent_console.ports.clock import Clock
from agent_console.ports.source import WantedParcel

TOKEN, TRACK = "/oauth/token", "/track/v1/trackingnumbers"
LIMITS = Limits(per_second=10.0)
"""A project may ask 1,400 times within ten seconds, and a hundred thousand times a day."""
LOCALE = {"X-locale": "en_US"}


class FedEx:
    """Speaks to FedEx (kit.carrier.source.Api)."""

    def __init__(self, settings: Settings, http: Client, wallet: Wallet, clock: Clock) -> None:
        self.name = settings.name
        self._http = http
        application = settings.application
        lend = Call("POST", TOKEN, form=application.form(), answers=SAYS_NO)
        owner = (settings.base_url, application.client_id.reveal())
        self._tokens = Tokens(settings.name, lend, owner, wallet, clock)

    async def ask(self, one: WantedParcel) -> Answer:
        """Ask for all that was scanned of a number."""
        wanted = {"trackingNumberInfo": {"trackingNumber": one.number}}
        asked = {"includeDetailedScans": True, "trackingInfo": [wanted]}
        call = Call("POST", TRACK, json=asked, headers=LOCALE, answers=ANSWERS)
        return await self._tokens.call(self._http, call)

    async def probe(self) -> str:
        """Fetch a token and say that it was lent."""
        await self._tokens.sign_in(self._http)
        return "the client id and secret are accepted"

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

"""What is said to USPS: a token is fetched, then one number after the other is asked for."""

from datetime import timedelta
from urllib.parse import quote

from agent_console.connectors.carriers.usps.settings import Settings
from agent_console.connectors.kit.carrier.budget import Quota
from agent_console.connectors.kit.carrier.source import ANSWERS
from agent_console.connectors.kit.carrier.tokens import SAYS_NO, Tokens, Wallet
from agent_console.connectors.kit.http import Answer, Call, Client, Limits
from agent_console.ports.clock import Clock
from agent_console.ports.source import WantedParcel

TOKEN, TRACK = "/oauth2/v3/token", "/tracking/v3/tracking"
LIMITS = Limits(at_once=1, per_second=1.0)
QUOTA = Quota(60, timedelta(hours=1))
"""What USPS grants at first; beyond it, it says how long to wait."""
SCOPE = {"scope": "tracking"}


class Usps:
    """Speaks to USPS (kit.carrier.source.Api)."""

    def __init__(self, settings: Settings, http: Client, wallet: Wallet, clock: Clock) -> None:
        self.name = settings.name
        self._http = http
        application = settings.application
        lend = Call("POST", TOKEN, form={**application.form(), **SCOPE}, answers=SAYS_NO)
        self._tokens = Tokens(settings.name, lend, settings.owner(), wallet, clock)

    async def ask(self, one: WantedParcel) -> Answer:
        """Ask for the details of a number; a summary has no codes."""
        path = f"{TRACK}/{quote(one.number, safe='')}?expand=DETAIL"
        return await self._tokens.call(self._http, Call("GET", path, answers=ANSWERS))

    async def probe(self) -> str:
        """Fetch a token and say that it was lent."""
        await self._tokens.sign_in(self._http)
        return "the client id and secret are accepted"

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

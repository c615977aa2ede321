"""What is said to UPS: a token is fetched, then one number after the other is asked for."""

from secrets import token_hex
from urllib.parse import quote, urlencode

from agent_console.connectors.carriers.ups.settings import Settings
from agent_console.connectors.kit.carrier.source import ANSWERS
from agent_console.connectors.kit.carrier.tokens import SAYS_NO, Tokens, Wallet
from agent_console.connectors.kit.http import Answer, Call, Client, Limits
from agent_console.ports.clock import Clock
from agent_console.ports.source import WantedParcel

TOKEN, TRACK = "/security/v1/oauth/token", "/track/v1/details"
LIMITS = Limits(per_second=5.0)
"""UPS names no number; it asks to wait by an error of its own."""
SOURCE = "agent-console"


class Ups:
    """Speaks to UPS (kit.carrier.source.Api)."""

    def __init__(self, settings: Settings, http: Client, wallet: Wallet, clock: Clock) -> None:
        self.name = settings.name
        self._http = http
        application = settings.application
        lend = Call(
            "POST",
            TOKEN,
            form={"grant_type": "client_credentials"},
            headers={"Authorization": application.basic()},
            answers=SAYS_NO,
        )
        self._tokens = Tokens(settings.name, lend, settings.owner(), wallet, clock)

    async def ask(self, one: WantedParcel) -> Answer:
        """Ask for the details of a number."""
        asked = urlencode({"locale": "en_US", "returnSignature": "false"})
        headers = {"transId": token_hex(16), "transactionSrc": SOURCE}
        path = f"{TRACK}/{quote(one.number, safe='')}?{asked}"
        return await self._tokens.call(
            self._http, Call("GET", path, headers=headers, answers=ANSWERS)
        )

    async def probe(self) -> str:
        """Fetch a token and say that it was lent."""
        await self._tokens.sign_in(self._http)
        return "the client id and secret are accepted"

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

"""What is said to Shippo: a number is asked for with the token of its carrier."""

from urllib.parse import quote

from agent_console.connectors.carriers.shippo.settings import Settings, authorization
from agent_console.connectors.carriers.shippo.statuses import CODES
from agent_console.connectors.kit.carrier.source import ANSWERS
from agent_console.connectors.kit.http import Answer, Call, Client, Limits
from agent_console.connectors.kit.reading import UnreadableError, decode
from agent_console.ports.explaining import Trouble
from agent_console.ports.failures import Refused
from agent_console.ports.source import WantedParcel

TRACKS, ACCOUNTS = "/tracks", "/carrier_accounts?results=1"
LIMITS = Limits(per_second=5.0)
"""Shippo names no number."""
VERSION = "2018-02-08"
"""The first version with a word for what is announced, and with substatuses."""


class Shippo:
    """Speaks to Shippo (kit.carrier.source.Api)."""

    def __init__(self, settings: Settings, http: Client) -> None:
        self.name = settings.name
        self._http = http
        self._headers = {
            "Authorization": authorization(settings),
            "Shippo-API-Version": VERSION,
        }

    async def ask(self, one: WantedParcel) -> Answer | Trouble:
        """Ask for a parcel, if it can be told whose it is."""
        carrier = CODES.of(one)
        if carrier is None:
            named = f"“{one.carrier}”" if one.carrier else "no name"
            words = f"{self.name} must be told the carrier, and {named} tells none it knows"
            return Trouble("refused", words)
        path = f"{TRACKS}/{carrier}/{quote(one.number, safe='')}"
        return await self._http.call(Call("GET", path, headers=self._headers, answers=ANSWERS))

    async def probe(self) -> str:
        """Ask for an account of a carrier and say that the key was accepted."""
        answer = await self._http.call(Call("GET", ACCOUNTS, headers=self._headers))
        try:
            if isinstance(decode(answer.body), dict):
                return "the API key is accepted"
        except UnreadableError:
            pass
        raise Refused(f"{self.name} sent an answer nobody can read")

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

"""What is said to Canada Post: one number after the other is asked for, answers come as XML."""

from urllib.parse import quote

from agent_console.connectors.carriers.canadapost import mapper
from agent_console.connectors.carriers.canadapost.settings import Settings
from agent_console.connectors.kit.carrier.source import ANSWERS, knock
from agent_console.connectors.kit.http import Answer, Call, Client, Limits
from agent_console.connectors.kit.xml_tree import decode_either
from agent_console.ports.source import WantedParcel

TRACK = "/vis/track/pin"
LIMITS = Limits(per_second=5.0)
"""Canada Post names no number; it rejects whoever asks too fast for a minute."""
ANYBODY = "1371134583769923"
"""The number that Canada Post's own documents ask for."""


class CanadaPost:
    """Speaks to Canada Post (kit.carrier.source.Api)."""

    def __init__(self, settings: Settings, http: Client) -> None:
        self.name = settings.name
        self._http = http
        self._headers = {
            "Authorization": settings.basic(),
            "Accept": "application/vnd.cpc.track-v2+xml",
            "Accept-Language": "en-CA",
        }

    async def ask(self, one: WantedParcel) -> Answer:
        """Ask for the details of a number."""
        path = f"{TRACK}/{quote(one.number, safe='')}/detail"
        return await self._http.call(Call("GET", path, headers=self._headers, answers=ANSWERS))

    async def probe(self) -> str:
        """Ask for a number that is nobody's, and say that the pair opens."""
        await knock(self, ANYBODY, mapper.read, decode_either)
        return "the username and password are accepted"

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

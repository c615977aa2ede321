"""What is said to DHL: one number after the other is asked for at its unified tracking."""

from datetime import timedelta
from urllib.parse import urlencode

from agent_console.connectors.carriers.dhl import mapper
from agent_console.connectors.carriers.dhl.settings import Settings
from agent_console.connectors.kit.carrier.budget import Quota
from agent_console.connectors.kit.carrier.source import ANSWERS, knock
from agent_console.connectors.kit.http import Answer, Call, Client, Limits
from agent_console.connectors.kit.xml_tree import decode_either
from agent_console.ports.source import WantedParcel

TRACK = "/track/shipments"
LIMITS = Limits(per_second=1.0)
QUOTA = Quota(250, timedelta(days=1))
"""What a new key may ask."""
ANYBODY = "7777777770"
"""The number that DHL's own documents ask for."""


class Dhl:
    """Speaks to DHL (kit.carrier.source.Api)."""

    def __init__(self, settings: Settings, http: Client) -> None:
        self.name = settings.name
        self._http = http
        self._headers = {
            "DHL-API-Key": settings.api_key.reveal(),
            "Accept": "application/json",
            "Accept-Language": "en",
        }

    async def ask(self, one: WantedParcel) -> Answer:
        """Ask for a number."""
        path = f"{TRACK}?{urlencode({'trackingNumber': one.number})}"
        return await self._http.call(Call("GET", path, headers=self._headers, answers=ANSWERS))

    async def probe(self) -> str:
        """Ask for a number that is nobody's, and say that the key opens."""
        await knock(self, ANYBODY, mapper.read, decode_either)
        return "the key is accepted"

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

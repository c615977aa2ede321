"""The file a store wrote, line by line: without our token, from where nobody listens in."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx

from agent_console.connectors.kit.http import MIB, Call, Client, Site, Transport
from agent_console.connectors.kit.loopback import is_loopback
from agent_console.ports.clock import Clock
from agent_console.ports.failures import Refused

LONGEST_LINE = 5 * MIB
"""A line is one record, or one part of it."""


@dataclass(frozen=True, slots=True)
class Files:
    """Fetches the files of one store; `own` is the address of the store."""

    name: str
    own: str
    clock: Clock
    transport: Transport | None = None

    async def lines(self, url: str) -> AsyncIterator[bytes]:
        """Yield the lines of a file as they come in.

        Raises:
            Refused: it lies where it may not be fetched from, or is no file of lines.
            RemoteFailure: it could not be fetched, or not to its end.
        """
        place = self._checked(url)
        site = Site(self.name, f"{place.scheme}://{place.netloc.decode()}")
        path = place.raw_path.decode("ascii", "replace")
        begun = bytearray()
        async with Client(site, self.clock, self.transport) as client:
            async for piece in client.pieces(Call("GET", path)):
                begun += piece
                *whole, rest = begun.split(b"\n")
                for line in whole:
                    yield bytes(line)
                begun = bytearray(rest)
                if len(begun) > LONGEST_LINE:
                    raise Refused(f"{self.name}: a line of its file is longer than records are")
        yield bytes(begun)

    def _checked(self, url: str) -> httpx.URL:
        try:
            place = httpx.URL(url)
        except (httpx.InvalidURL, ValueError) as error:
            raise Refused(f"{self.name} told an address of a file that is none") from error
        is_ours = is_loopback(place.host) and is_loopback(httpx.URL(self.own).host)
        if place.userinfo or not place.host or not (place.scheme == "https" or is_ours):
            raise Refused(f"{self.name}: a file is fetched over https only, and this one is not")
        return place

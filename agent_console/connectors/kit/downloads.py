"""Fetches files from addresses that a remote system told, and from nowhere it should not be.

A host must be on a list, speak TLS, and lie in the open internet; its address is looked up once,
and exactly that is connected to. All of it is checked again after each redirection.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import httpx

from agent_console.connectors.kit.http import (
    MIB,
    Answer,
    Call,
    Client,
    Limits,
    NeverSent,
    Site,
    Transport,
)
from agent_console.connectors.kit.loopback import is_loopback
from agent_console.connectors.kit.unreachable import NO_HOST, why
from agent_console.ports.clock import Clock
from agent_console.ports.failures import NotFound, Refused, TryLater

TLS, TLS_PORT, PORTS = "https", 443, {"http": 80, "https": 443}
REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
SHUT = frozenset({401, 403})
"""How file hosts answer when a signed address is too old."""
MOST_HOPS = 3
LIMITS = Limits(at_once=1, answer_bytes=10 * MIB)
NAT64 = ipaddress.ip_network("64:ff9b::/96")
LOW_32 = (1 << 32) - 1

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Guard:
    """Whose files they are, which hosts they may come from, and how much.

    Where `own`, the address of the connection, is on this computer, its files may be there, too.
    """

    name: str
    hosts: frozenset[str]
    own: str = ""
    limits: Limits = LIMITS


class Downloads:
    """Fetches files behind a guard."""

    def __init__(
        self,
        guard: Guard,
        clock: Clock,
        transport: Transport | None = None,
        resolve: Resolve | None = None,
    ) -> None:
        self._guard = guard
        self._clock = clock
        self._transport = transport
        self._resolve = resolve or addresses

    async def fetch(self, url: str) -> bytes:
        """Fetch a file.

        Raises:
            Refused: it lies where none may be fetched from, or is larger than files are.
            RemoteFailure: it could not be fetched, or is not there.
        """
        name = self._guard.name
        for _ in range(MOST_HOPS + 1):
            place = self._parsed(url)
            answer = await self._from(place)
            if answer.status in SHUT:
                raise NotFound(f"{name}: the file is not there any more (HTTP {answer.status})")
            if answer.status not in REDIRECTIONS:
                return answer.body
            url = str(place.join(self._parsed(answer.headers.get("location", ""))))
        raise Refused(f"{name}: the address of the file leads on and on to others")

    def _parsed(self, url: str) -> httpx.URL:
        try:
            return httpx.URL(url)
        except (httpx.InvalidURL, ValueError) as error:
            raise Refused(f"{self._guard.name} told an address of a file that is none") from error

    async def _from(self, place: httpx.URL) -> Answer:
        """Fetch from one place, at the addresses that it was checked to have."""
        if self._is_own(place):
            return await self._at(f"{place.scheme}://{place.netloc.decode()}", place, None)
        self._check(place)
        found = await self._resolve(place.host, TLS_PORT)
        if not found or not all(map(is_public, found)):
            raise Refused(f"{self._guard.name}: {place.host} is no host of the open internet")
        for address in found[:-1]:
            try:
                return await self._at(_site(address), place, place.host)
            except NeverSent:
                continue
        return await self._at(_site(found[-1]), place, place.host)

    async def _at(self, base: str, place: httpx.URL, host: str | None) -> Answer:
        site = Site(self._guard.name, base, self._guard.limits)
        path = place.raw_path.decode("ascii", "replace")
        async with Client(site, self._clock, self._transport) as client:
            return await client.call(Call("GET", path, answers=REDIRECTIONS | SHUT, host=host))

    def _is_own(self, place: httpx.URL) -> bool:
        own = httpx.URL(self._guard.own)
        return is_loopback(own.host) and not place.userinfo and _origin(place) == _origin(own)

    def _check(self, place: httpx.URL) -> None:
        name, is_plain = self._guard.name, place.port in {None, TLS_PORT} and not place.userinfo
        if place.scheme != TLS:
            raise Refused(f"{name}: a file is fetched over https only, and this one is not there")
        if place.host not in self._guard.hosts or not is_plain:
            raise Refused(f"{name}: no file is fetched from {place.host or 'nowhere'}")


async def addresses(host: str, port: int) -> Sequence[str]:
    """Look up a host; raises RemoteFailure."""
    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TryLater(f"{host} {why(error) or NO_HOST}") from error
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str) -> bool:
    """Say whether an address is one of the open internet, whatever it is wrapped in."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found in NAT64:
            found = ipaddress.IPv4Address(int(found) & LOW_32)
        elif found.ipv4_mapped or found.sixtofour or found.teredo:
            return False
    return found.is_global and not found.is_multicast


def _site(address: str) -> str:
    return f"{TLS}://[{address}]" if ":" in address else f"{TLS}://{address}"


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port or PORTS.get(url.scheme)

"""The one HTTP client of a connection: patient, bounded, and quiet about secrets.

Every call ends within its deadline as an answer or as one of the four failures. Only reads are
retried. An answer is unpacked piece by piece under a cap, so that a bomb costs its own size only.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx
from aiolimiter import AsyncLimiter

from agent_console.connectors.kit.loopback import is_loopback
from agent_console.connectors.kit.unreachable import CLOSED, LATE, why
from agent_console.ports.clock import Clock
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater

Transport = httpx.AsyncBaseTransport
Pace = AbstractAsyncContextManager[None]
"""Lets a call through when it is its turn; others may wait for theirs at the same one."""

MIB = 1 << 20
PIECE = MIB
"""So much of an answer is unpacked at a time."""
TRIES = 3
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
OURS = 10_000.0
"""Calls a second to a server on this computer: its budget is nobody's but ours."""
WBITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
WAIT, BROKEN = {408, 425, 429}, 500
"""HTTP statuses that ask to wait, and where the server's own errors begin."""
UNCONNECTED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)
"""What ends a request before a line to the server, with its TLS, is there."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one connection may cost: calls at once and a second, time and size of an answer."""

    at_once: int = 8
    per_second: float = 10.0
    deadline_s: float = 30.0
    answer_bytes: int = 5 * MIB


@dataclass(frozen=True, slots=True)
class Site:
    """The remote system: how the connection calls it, where it is, what it may cost."""

    name: str
    base_url: str
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Call:
    """One request; `is_read` says that asking twice does no harm.

    `form` are fields sent in place of JSON; `answers` are the statuses beyond 2xx that answer the
    question: their body says why not. `host` is who is spoken to where the site is the
    number of a host.
    """

    method: str
    path: str
    json: object = None
    headers: Mapping[str, str] | None = None
    is_read: bool = True
    answers: frozenset[int] = frozenset()
    host: str | None = None
    form: Mapping[str, str] | None = None
    is_urgent: bool = False
    """Somebody waits for the answer: it goes before what routine asks for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, unpacked: only 2xx and what the call takes for an answer get this far."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class NeverSent(TryLater):
    """No connection came about, so nothing of the request left this computer."""


class InTrouble(TryLater):
    """The server answered with an error of its own; another question may do."""


class TooLarge(Refused):
    """The answer passed its cap and was not read to its end; a smaller question may do."""


class Client:
    """Talks to one remote system on behalf of one connection."""

    def __init__(
        self,
        site: Site,
        clock: Clock,
        transport: Transport | None = None,
        pace: Pace | None = None,
        *,
        hurried: Pace | None = None,
    ) -> None:
        """Call a site at a pace; `hurried` is that of calls for which somebody waits."""
        self.name, limits = site.name, site.limits
        self._clock = clock
        self._limits = limits
        self._gate = asyncio.Semaphore(limits.at_once)
        is_ours = is_loopback(httpx.URL(site.base_url).host)
        own = AsyncLimiter(OURS if is_ours else max(1.0, limits.per_second), 1.0)
        self._pace = own if pace is None or is_ours else pace
        self._hurried = self._pace if hurried is None or is_ours else hurried
        self._http = httpx.AsyncClient(
            base_url=site.base_url,
            transport=transport,
            timeout=limits.deadline_s,
            follow_redirects=False,
            trust_env=False,
            headers={"Accept-Encoding": "gzip", "User-Agent": "agent-console"},
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def call(self, call: Call) -> Answer:
        """Send a request and return its answer.

        Raises:
            RemoteFailure: one of the four; reads have been tried three times before TryLater.
        """
        last = TRIES if call.is_read else 1
        for attempt in range(1, last):
            try:
                return await self._once(call)
            except TryLater as failure:
                pause = failure.retry_after_s or FIRST_PAUSE_S * 2**attempt
                if pause > LONGEST_PAUSE_S:
                    raise
                await asyncio.sleep(pause)
        return await self._once(call)

    async def pieces(self, call: Call) -> AsyncIterator[bytes]:
        """Yield an answer of any length as it comes in, unpacked; it is asked for once.

        Raises:
            RemoteFailure: one of the four, also in the middle of it.
        """
        with self._as_failures():
            async with self._pace, self._gate, self._stream(call) as response:
                failure = self._failure(response)
                if failure is not None:
                    raise failure
                async for piece in self._unpacked(response):
                    yield piece

    async def _once(self, call: Call) -> Answer:
        with self._as_failures():
            async with (
                self._hurried if call.is_urgent else self._pace,
                self._gate,
                asyncio.timeout(self._limits.deadline_s),
                self._stream(call) as response,
            ):
                body = await self._body(response)
        failure = self._failure(response)
        if failure is not None and response.status_code not in call.answers:
            raise failure
        return Answer(response.status_code, response.headers, body)

    @contextmanager
    def _as_failures(self) -> Iterator[None]:
        """Have whatever goes wrong on the way be one of the four failures."""
        try:
            yield
        except TimeoutError as error:
            raise TryLater(
                f"{self.name} did not answer within {self._limits.deadline_s:.0f} s"
            ) from error
        except UNCONNECTED as error:
            raise NeverSent(f"{self.name} {_reason(error)}") from error
        except httpx.TransportError as error:
            raise TryLater(f"{self.name} {_reason(error)}") from error
        except UnicodeError as error:
            raise Refused(f"{self.name} wants letters in a header that none can hold") from error

    @asynccontextmanager
    async def _stream(self, call: Call) -> AsyncIterator[httpx.Response]:
        headers = dict(call.headers or {}) | ({"Host": call.host} if call.host else {})
        request = self._http.build_request(
            call.method,
            call.path,
            json=call.json,
            data=call.form,
            headers=headers,
            extensions={"sni_hostname": call.host.partition(":")[0]} if call.host else None,
        )
        response = await self._http.send(request, stream=True)
        try:
            yield response
        finally:
            await response.aclose()

    async def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        async for piece in self._unpacked(response):
            body += piece
            if len(body) > self._limits.answer_bytes:
                raise TooLarge(
                    f"{self.name} sent an answer larger than {self._limits.answer_bytes // MIB} MiB"
                )
        return bytes(body)

    async def _unpacked(self, response: httpx.Response) -> AsyncIterator[bytes]:
        """Yield an answer in pieces of which none is larger than memory has room for."""
        packing = response.headers.get("content-encoding", "identity").strip().lower()
        if packing in {"identity", ""}:
            async for piece in response.aiter_raw():
                yield piece
            return
        if packing not in WBITS:
            raise Refused(f"{self.name} answered in an encoding nobody asked for ({packing})")
        unpack = zlib.decompressobj(WBITS[packing])
        async for packed in response.aiter_raw():
            rest = packed
            while rest:
                try:
                    piece = unpack.decompress(rest, PIECE)
                except zlib.error as error:
                    raise Refused(f"{self.name} sent a damaged answer") from error
                yield piece
                rest = unpack.unconsumed_tail

    def _failure(self, response: httpx.Response) -> RemoteFailure | None:
        status = response.status_code
        if response.is_success:
            return None
        if status in {401, 403}:
            return SignInAgain(f"{self.name} does not accept the secret (HTTP {status})")
        if status in {404, 410}:
            return NotFound(f"{self.name} has nothing there (HTTP {status})")
        if status in WAIT or status >= BROKEN:
            wait = self._retry_after(response.headers.get("retry-after"))
            kind, said = (
                (TryLater, "asks to wait")
                if status in WAIT
                else (InTrouble, "is in trouble itself")
            )
            return kind(f"{self.name} {said} (HTTP {status})", wait)
        return Refused(f"{self.name} refused (HTTP {status})")

    def _retry_after(self, header: str | None) -> float | None:
        if header is None:
            return None
        try:
            return max(0.0, float(header))
        except ValueError:
            pass
        try:
            until = parsedate_to_datetime(header)
        except ValueError:
            return None
        if until.tzinfo is None:
            return None
        return max(0.0, (until - self._clock.now()).total_seconds())


def _reason(error: Exception) -> str:
    """Say in a few words why there was no answer; nothing of the request."""
    match error:
        case httpx.TimeoutException():
            return LATE
        case httpx.RemoteProtocolError() if "disconnected" not in str(error):
            return "does not speak HTTP at that port; check the address"
        case httpx.NetworkError() | httpx.RemoteProtocolError():
            is_begun = not isinstance(error, httpx.ConnectError)
            return why(error) or (CLOSED if is_begun else "cannot be reached")
        case httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return "cannot be reached: its address is none; check how it is spelled"
        case _:
            return why(error) or "cannot be reached"

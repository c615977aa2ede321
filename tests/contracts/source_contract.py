"""What every connector does with the answers of a bad day; inherited by a class for each.

A subclass gives `opened(transport)` a source over its own mapper, and `answer(request)` the answer
of a healthy API: a good record or two for every question. One without streams overrides
`first_pass` with what sync asks it for.
"""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
import pytest

from agent_console.connectors.kit import http
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.source import Page, Source
from tests.fakes.clock import FixedClock

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Handler = Callable[[httpx.Request], httpx.Response]


@dataclass
class Wire:
    """A transport that counts what is asked of it."""

    handler: Handler
    asked: list[httpx.Request] = field(default_factory=list)

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._handle)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        told = self.handler(request)
        if not hasattr(told, "_content"):
            return told
        return httpx.Response(told.status_code, headers=told.headers, stream=Body(told.content))


class Body(httpx.AsyncByteStream):
    """The body of an answer as it comes off the wire: in pieces, and only once."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self.content), 65_536):
            yield self.content[start : start + 65_536]


def without_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let the pauses of a client pass at once, and return how long they would have been."""
    pauses: list[float] = []
    real = asyncio.sleep

    async def skip(seconds: float) -> None:
        pauses.append(seconds)
        await real(0)

    monkeypatch.setattr(http.asyncio, "sleep", skip)
    return pauses


class SourceContract:
    """The behaviour that sync relies on, whatever the API."""

    SECRET = "s3cret-of-the-test"
    CLOCK = FixedClock(NOON)

    def opened(self, transport: httpx.MockTransport) -> Source:
        raise AssertionError("a subclass opens its own source")

    def answer(self, request: httpx.Request) -> httpx.Response:
        raise AssertionError("a subclass answers as its API does")

    async def first_pass(self, source: Source) -> list[Page]:
        """Follow every stream from its beginning; what has none is asked for what it knows."""
        names = source.streams()
        assert names, "a source without streams says here what a pass asks it for"
        return [page for name in names async for page in source.changes(name, None)]

    def refusal(self) -> httpx.Response:
        """Answer as the API does when the secret is wrong."""
        return httpx.Response(401)

    def break_record(self, response: httpx.Response) -> httpx.Response:
        """Spoil one record of an answer and leave the others."""
        raise AssertionError("a subclass knows its records")

    @pytest.fixture(autouse=True)
    def no_waiting(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        """Let pauses pass at once, and note how long they would have been."""
        return without_waiting(monkeypatch)

    def passed(self, wire: Wire) -> list[Page]:
        """Run a first pass to its end and let go of the connection."""
        source = self.opened(wire.transport())

        async def run() -> list[Page]:
            try:
                return await self.first_pass(source)
            finally:
                await source.close()

        return asyncio.run(run())

    def failing(self, handler: Handler) -> tuple[RemoteFailure, Wire]:
        wire = Wire(handler)
        with pytest.raises(RemoteFailure) as caught:
            self.passed(wire)
        assert self.SECRET not in str(caught.value), "no failure tells a secret"
        return caught.value, wire

    def pages(self, handler: Handler) -> list[Page]:
        return self.passed(Wire(handler))

    def test_a_healthy_answer_becomes_readable_records(self):
        pages = self.pages(self.answer)
        assert sum(page.fetched() for page in pages) > 0
        assert [one for page in pages for one in page.unreadable] == []

    def test_one_bad_record_goes_aside_and_the_rest_stays(self):
        good = sum(page.fetched() for page in self.pages(self.answer))
        pages = self.pages(lambda request: self.break_record(self.answer(request)))
        bad = [one for page in pages for one in page.unreadable]
        assert bad
        assert sum(page.fetched() for page in pages) == good
        assert all(one.raw and one.reason for one in bad)

    def test_a_record_from_quarantine_can_be_read_again(self):
        pages = self.pages(lambda request: self.break_record(self.answer(request)))
        bad = next(one for page in pages for one in page.unreadable)
        again = self.opened(Wire(self.answer).transport()).read(bad.stream, bad.raw)
        assert [one.raw for one in again.unreadable] == [bad.raw]

    def test_a_wrong_secret_asks_to_sign_in_again(self):
        failure, wire = self.failing(lambda _: self.refusal())
        assert isinstance(failure, SignInAgain)
        assert len(wire.asked) <= 2, "nothing is retried in a loop"

    @pytest.mark.parametrize(
        "body",
        ["", "<html><body>Maintenance</body></html>", '{"data": {"ord', "[" * 100_000, "null"],
        ids=["empty", "html", "truncated", "deep", "null"],
    )
    def test_an_answer_nobody_can_read_is_refused(self, body):
        failure, _ = self.failing(lambda _: httpx.Response(200, text=body))
        assert isinstance(failure, Refused | SignInAgain)

    def test_a_bomb_is_refused_at_its_cap(self):
        bomb = gzip.compress(b" " * 80 * http.MIB)
        packed = {"content-encoding": "gzip", "content-type": "application/json"}
        failure, _ = self.failing(lambda _: httpx.Response(200, headers=packed, stream=Body(bomb)))
        assert isinstance(failure, Refused)
        assert "larger than 5 MiB" in failure.message

    def test_busy_servers_are_asked_again_as_late_as_they_wish(self, no_waiting):
        failure, wire = self.failing(lambda _: httpx.Response(429, headers={"retry-after": "7"}))
        assert isinstance(failure, TryLater)
        assert len(wire.asked) == http.TRIES
        assert no_waiting.count(7) == http.TRIES - 1

    def test_a_long_wait_is_left_to_the_next_pass(self):
        failure, wire = self.failing(lambda _: httpx.Response(503, headers={"retry-after": "900"}))
        assert isinstance(failure, TryLater)
        assert (failure.retry_after_s, len(wire.asked)) == (900, 1)

    def test_a_dead_line_is_tried_three_times_then_later(self):
        def cut(request: httpx.Request) -> httpx.Response:
            raise httpx.ReadError("cut", request=request)

        failure, wire = self.failing(cut)
        assert isinstance(failure, TryLater)
        assert len(wire.asked) == http.TRIES

    def test_a_passing_fault_is_not_even_noticed(self):
        calls = iter(range(1000))

        def flaky(request: httpx.Request) -> httpx.Response:
            return httpx.Response(500) if next(calls) % 2 == 0 else self.answer(request)

        assert sum(page.fetched() for page in self.pages(flaky)) > 0

"""What every carrier's own connector does: a token once, each number in turn, errors as its own.

A subclass gives its manifest, `NUMBER` and `answer(request)`; whoever signs in by a token says
where by `TOKEN`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import httpx

from agent_console.connectors.kit.carrier.tokens import Wallet
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page, Source, Wanted, WantedParcel
from tests.contracts.source_contract import Handler, SourceContract, Wire

LENT = {"access_token": "lent", "expires_in": "14399", "token_type": "Bearer"}


class CarrierContract(SourceContract):
    """The behaviour of a connector that is asked for numbers."""

    MANIFEST: ClassVar[Manifest]
    NUMBER: ClassVar[str]
    VALUES: ClassVar[dict[str, str]] = {"base_url": "http://127.0.0.1:3300/api", "account": ""}
    TOKEN: ClassVar[str | None] = None

    def opened(self, transport: httpx.MockTransport, wallet: Wallet | None = None) -> Source:
        fields = (one.name for one in self.MANIFEST.fields if one.is_secret)
        secrets = dict.fromkeys(fields, Secret(self.SECRET))
        given = Given(self.MANIFEST.kind, self.VALUES, secrets, "AT", self.CLOCK, transport)
        return self.MANIFEST.open(replace(given, wallet=wallet or given.wallet))

    async def first_pass(self, source: Source) -> list[Page]:
        wanted = Wanted(parcels=[WantedParcel(self.NUMBER)])
        return [page async for page in source.reread(wanted)]

    def pages(self, handler: Handler) -> list[Page]:
        return self.passed(Wire(self.signed_in(handler)))

    def signed_in(self, handler: Handler) -> Handler:
        """Lend a token where one is asked for, and answer the rest by a handler."""

        def handle(request: httpx.Request) -> httpx.Response:
            if self.TOKEN is not None and request.url.path.endswith(self.TOKEN):
                return httpx.Response(200, json=LENT)
            return handler(request)

        return handle

    def asked(self, handler: Handler, *numbers: str) -> tuple[list[Page], Wire]:
        """Return the pages of some numbers, and what was asked for them."""
        wire = Wire(self.signed_in(handler))
        source = self.opened(wire.transport())

        async def run() -> list[Page]:
            wanted = Wanted(parcels=[WantedParcel(one) for one in numbers or (self.NUMBER,)])
            return [page async for page in source.reread(wanted)]

        return asyncio.run(run()), wire

    def questions(self, wire: Wire) -> Sequence[httpx.Request]:
        """Return what was asked but for tokens."""
        return [one for one in wire.asked if not (self.TOKEN and one.url.path.endswith(self.TOKEN))]

    def test_a_token_is_fetched_once_for_all(self):
        if self.TOKEN is None:
            return
        wire, wallet = Wire(self.signed_in(self.answer)), Wallet()
        for _ in range(2):
            asyncio.run(self.first_pass(self.opened(wire.transport(), wallet)))
        lent = [one for one in wire.asked if one.url.path.endswith(self.TOKEN)]
        assert len(lent) == 1
        told = {one.headers["authorization"] for one in self.questions(wire)}
        assert told == {"Bearer lent"}

    def test_a_token_that_ended_early_is_changed_once(self):
        if self.TOKEN is None:
            return
        refused = iter([True, False])

        def handler(request: httpx.Request) -> httpx.Response:
            return httpx.Response(401) if next(refused, False) else self.answer(request)

        pages, wire = self.asked(handler)
        assert sum(page.fetched() for page in pages) > 0
        lent = [one for one in wire.asked if one.url.path.endswith(self.TOKEN)]
        assert len(lent) == 2

    def test_an_answer_without_the_number_is_held_against_it_alone(self):
        pages, _ = self.asked(lambda _: self.unknown(), self.NUMBER)
        [untracked] = [one for page in pages for one in page.untracked]
        assert (untracked.number, untracked.kind) == (self.NUMBER, "not_found")

    def unknown(self) -> httpx.Response:
        """Answer as the API does for a number it does not know."""
        raise AssertionError("a subclass says how")

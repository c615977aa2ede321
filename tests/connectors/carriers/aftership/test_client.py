"""AfterShip as sync meets it: looked up, made once where it is not there, never made blindly."""

import asyncio
import json

import httpx
import pytest

from agent_console.connectors.carriers.aftership.manifest import MANIFEST
from agent_console.ports.failures import NotFound, Refused, SignInAgain, TryLater
from agent_console.ports.source import Page, Wanted, WantedParcel
from tests.connectors.carriers.aftership.answers import NUMBER, created, error, listing, tracking
from tests.contracts.carrier_contract import CarrierContract
from tests.contracts.source_contract import Handler, Wire

OTHER = tracking(slug="dx", id="of-dx")
MADE = httpx.Response(201, json=created())


def account(*lists: dict, post: Handler = lambda _: MADE) -> Handler:
    """Answer one list after the other, the last of them for ever, and every POST as told."""
    waiting = list(lists)

    def handler(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return post(request)
        return httpx.Response(200, json=waiting.pop(0) if len(waiting) > 1 else waiting[0])

    return handler


def answers(*statuses_and_bodies: tuple[int, object]) -> Handler:
    waiting = iter(statuses_and_bodies)

    def post(_: httpx.Request) -> httpx.Response:
        status, body = next(waiting)
        return httpx.Response(status, json=body)

    return post


def methods(wire: Wire) -> list[str]:
    return [one.method for one in wire.asked]


def cut(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("cut", request=request)


def unconnected(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no line", request=request)


class TestAfterShip(CarrierContract):
    MANIFEST = MANIFEST
    NUMBER = NUMBER

    def answer(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=listing(tracking(), OTHER))

    def unknown(self) -> httpx.Response:
        return httpx.Response(200, json=listing())

    def break_record(self, response: httpx.Response) -> httpx.Response:
        told = response.json()
        told["data"]["trackings"][1]["checkpoints"] = "none"
        return httpx.Response(200, json=told)

    def wanted(self, handler: Handler, carrier: str | None = None) -> tuple[list[Page], Wire]:
        wire = Wire(handler)
        source = self.opened(wire.transport())

        async def run() -> list[Page]:
            parcels = [WantedParcel("7384 8888 2438", carrier)]
            return [page async for page in source.reread(Wanted(parcels=parcels))]

        return asyncio.run(run()), wire

    def test_what_is_there_is_looked_up_and_nothing_is_made(self):
        pages, wire = self.wanted(account(listing(tracking())), "FedEx Ground")
        [asked] = wire.asked
        assert asked.url.path.endswith("/trackings")
        assert asked.url.params["tracking_numbers"] == NUMBER
        assert asked.headers["as-api-key"] == self.SECRET
        [record] = [one for page in pages for one in page.parcels]
        assert record.external_id == f"{NUMBER}~5b766a5cc7c33c0e007de3c9"

    @pytest.mark.parametrize(
        ("carrier", "slug"),
        [("FedEx Ground", "fedex"), ("DHL Paket", "dhl-germany"), ("DHL", None), (None, None)],
    )
    def test_what_is_not_there_is_made_with_the_slug_of_its_carrier(
        self, carrier: str | None, slug: str | None
    ):
        pages, wire = self.wanted(account(listing()), carrier)
        assert methods(wire) == ["GET", "POST"]
        sent = json.loads(wire.asked[1].content)
        assert sent["tracking_number"] == NUMBER
        assert sent.get("slug") == slug, "without one AfterShip finds out by itself"
        [record] = [one for page in pages for one in page.parcels]
        assert record.shipment.status == "unknown"

    @pytest.mark.parametrize("lost", [cut, lambda _: httpx.Response(502)], ids=["cut", "502"])
    def test_an_uncertain_answer_leads_back_to_the_look(self, lost: Handler):
        pages, wire = self.wanted(account(listing(), listing(tracking()), post=lost))
        assert methods(wire) == ["GET", "POST", "GET"]
        assert len([one for page in pages for one in page.parcels]) == 1

    def test_what_is_not_there_after_an_uncertain_answer_is_left_to_the_next_pass(self):
        failure, wire = self.failing(account(listing(), post=cut))
        assert isinstance(failure, TryLater)
        assert methods(wire).count("POST") == 1, "never twice blindly"

    @pytest.mark.parametrize(
        "certain",
        [
            lambda _: httpx.Response(401),
            lambda _: httpx.Response(429, headers={"retry-after": "900"}),
            unconnected,
        ],
        ids=["not let in", "later", "never sent"],
    )
    def test_where_nothing_was_made_for_certain_nothing_is_looked_up(self, certain: Handler):
        failure, wire = self.failing(account(listing(), listing(tracking()), post=certain))
        assert isinstance(failure, TryLater | SignInAgain)
        assert methods(wire) == ["GET", "POST"]

    def test_a_list_of_other_numbers_is_none_of_this(self):
        _, wire = self.wanted(account(listing(tracking(tracking_number="4711"))), "FedEx")
        assert methods(wire) == ["GET", "POST"]

    def test_an_answer_nobody_can_read_is_uncertain_too(self):
        html = lambda _: httpx.Response(200, text="<html>")  # noqa: E731 - short as it is
        pages, _ = self.wanted(account(listing(), listing(tracking()), post=html))
        assert len([one for page in pages for one in page.parcels]) == 1

    def test_what_was_made_by_another_meanwhile_is_looked_up(self):
        post = answers((400, error(4003, words="Tracking already exists.")))
        pages, wire = self.wanted(account(listing(), listing(tracking()), post=post))
        assert methods(wire) == ["GET", "POST", "GET"]
        assert len([one for page in pages for one in page.parcels]) == 1

    def test_a_slug_that_is_none_is_left_to_aftership(self):
        post = answers((400, error(4010)), (201, created()))
        pages, wire = self.wanted(account(listing(), post=post), "FedEx")
        sent = [json.loads(one.content).get("slug") for one in wire.asked[1:]]
        assert sent == ["fedex", None]
        assert len([one for page in pages for one in page.parcels]) == 1

    def test_a_number_of_another_carrier_is_made_for_the_wanted_one(self):
        _, wire = self.wanted(account(listing(OTHER)), "FedEx")
        assert methods(wire) == ["GET", "POST"]

    def test_what_is_known_of_a_number_stays_where_no_more_can_be_made(self):
        post = answers((400, error(4005)))
        pages, _ = self.wanted(account(listing(OTHER), post=post), "FedEx")
        [record] = [one for page in pages for one in page.parcels]
        assert record.shipment.carrier == "dx"

    def test_a_number_that_is_none_is_refused_for_itself(self):
        words = "The value of `tracking_number` is invalid."
        post = answers((400, error(4005, words=words)))
        pages, _ = self.wanted(account(listing(), post=post))
        [untracked] = [one for page in pages for one in page.untracked]
        assert untracked.kind == "refused"
        assert words in untracked.reason

    @pytest.mark.parametrize(
        ("code", "kind"), [(429, TryLater), (401, SignInAgain), (500, TryLater)], ids=str
    )
    def test_an_error_in_the_envelope_of_a_200_is_one_of_the_api(self, code: int, kind: type):
        failure, wire = self.failing(lambda _: httpx.Response(200, json=error(code)))
        assert isinstance(failure, kind)
        assert "POST" not in methods(wire)

    def test_without_its_list_the_address_is_wrong(self):
        failure, wire = self.failing(lambda _: httpx.Response(404))
        assert isinstance(failure, NotFound)
        assert methods(wire) == ["GET"]

    def test_the_probe_says_whether_the_key_is_accepted(self):
        def probe(status: int, body: object) -> str:
            wire = Wire(lambda _: httpx.Response(status, json=body))
            return asyncio.run(self.opened(wire.transport()).probe())

        assert probe(200, listing()) == "the API key is accepted"
        for status in (200, 401):
            with pytest.raises(SignInAgain):
                probe(status, error(401, "Unauthorized"))
        with pytest.raises(Refused):
            probe(200, [])

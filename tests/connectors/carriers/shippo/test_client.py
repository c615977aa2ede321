"""Shippo as sync meets it: a question for each number, with the token of its carrier."""

import asyncio

import httpx
import pytest

from agent_console.connectors.carriers.shippo.manifest import MANIFEST
from agent_console.connectors.carriers.shippo.settings import Settings, authorization
from agent_console.ports.failures import Refused, SignInAgain
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page, Wanted, WantedParcel
from tests.connectors.carriers.shippo.answers import NUMBER, track
from tests.contracts.carrier_contract import CarrierContract
from tests.contracts.source_contract import Handler, Wire

HTML = "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>"


class TestShippo(CarrierContract):
    MANIFEST = MANIFEST
    NUMBER = NUMBER

    def answer(self, request: httpx.Request) -> httpx.Response:
        other = track() | {"tracking_number": "9400111206206407628746"}
        return httpx.Response(200, json={"results": [track(), other]})

    def unknown(self) -> httpx.Response:
        return httpx.Response(404, text=HTML, headers={"content-type": "text/html"})

    def break_record(self, response: httpx.Response) -> httpx.Response:
        told = response.json()
        told["results"][1]["tracking_history"] = "none"
        return httpx.Response(200, json=told)

    def wanted(self, handler: Handler, *parcels: WantedParcel) -> tuple[list[Page], Wire]:
        wire = Wire(handler)
        source = self.opened(wire.transport())

        async def run() -> list[Page]:
            return [page async for page in source.reread(Wanted(parcels=parcels))]

        return asyncio.run(run()), wire

    @pytest.mark.parametrize(
        ("parcel", "path"),
        [
            (WantedParcel("9400 1112 0620 6406 2607 87"), f"/tracks/usps/{NUMBER}"),
            (WantedParcel("12/34", "FedEx Ground"), "/tracks/fedex/12%2F34"),
            (WantedParcel("4711", "DHL-Express"), "/tracks/dhl_express/4711"),
            (WantedParcel("1Z12345E0205271686", "Standard"), "/tracks/ups/1Z12345E0205271686"),
        ],
        ids=["by number", "escaped", "by name", "its name is a service"],
    )
    def test_the_question_names_the_carrier_and_the_number(self, parcel: WantedParcel, path: str):
        _, wire = self.wanted(lambda _: httpx.Response(200, json=track()), parcel)
        [asked] = wire.asked
        assert asked.method == "GET"
        assert asked.url.raw_path.decode() == f"/api{path}"
        assert asked.headers["authorization"] == f"ShippoToken {self.SECRET}"
        assert asked.headers["shippo-api-version"]

    @pytest.mark.parametrize("name", [None, "Standard", "DHL"])
    def test_of_a_parcel_of_nobody_known_nothing_is_asked(self, name: str | None):
        pages, wire = self.wanted(lambda _: httpx.Response(500), WantedParcel("4711", name))
        assert wire.asked == []
        [untracked] = [one for page in pages for one in page.untracked]
        assert untracked.kind == "refused"
        assert "carrier" in untracked.reason

    def test_many_parcels_of_nobody_known_hold_up_no_other(self):
        nobody = [WantedParcel(f"471{one}", "Standard") for one in range(5)]
        handler = lambda _: httpx.Response(200, json=track())  # noqa: E731 - short as it is
        pages, _ = self.wanted(handler, *nobody, WantedParcel(NUMBER))
        assert [one.shipment.number for page in pages for one in page.parcels] == [NUMBER]

    def test_no_data_yet_is_a_parcel_of_which_nothing_is_known(self):
        empty = track(0, eta=None)
        pages, _ = self.asked(lambda _: httpx.Response(201, json=empty))
        [record] = [one for page in pages for one in page.parcels]
        assert (record.shipment.status, record.observations) == ("unknown", ())
        assert [one for page in pages for one in (*page.untracked, *page.unreadable)] == []

    def test_a_carrier_that_shippo_does_not_know_is_refused_in_its_words(self):
        words = "Carrier with name 'usps' is not supported."
        pages, _ = self.asked(lambda _: httpx.Response(400, json={"detail": words}))
        [untracked] = [one for page in pages for one in page.untracked]
        assert (untracked.kind, untracked.reason) == ("refused", words)

    def test_an_empty_answer_is_an_error_and_never_no_events(self):
        failure, _ = self.failing(lambda _: httpx.Response(200))
        assert isinstance(failure, Refused)

    def test_the_key_of_an_application_is_a_bearer_s(self):
        chosen = Settings("shippo", "", Secret("oauth.612BUDkTaTuJP3ll"))
        assert authorization(chosen).startswith("Bearer oauth.")

    def test_the_probe_says_whether_the_key_is_accepted(self):
        good = self.opened(Wire(lambda _: httpx.Response(200, json={"results": []})).transport())
        assert asyncio.run(good.probe()) == "the API key is accepted"
        bad = self.opened(Wire(lambda _: httpx.Response(401)).transport())
        with pytest.raises(SignInAgain):
            asyncio.run(bad.probe())

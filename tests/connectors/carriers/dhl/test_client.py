"""DHL as sync meets it: a question for each number, its key, and its errors in their places."""

import asyncio
from typing import ClassVar

import httpx
import pytest

from agent_console.connectors.carriers.dhl.manifest import MANIFEST
from agent_console.ports.failures import Refused, SignInAgain, TryLater
from agent_console.ports.source import WantedParcel
from tests.connectors.carriers.dhl.answers import NUMBER, answer, no_result, piece, shipment
from tests.contracts.carrier_contract import CarrierContract
from tests.contracts.source_contract import Wire

OTHER = "JD014600006281230704"


class TestDhl(CarrierContract):
    MANIFEST = MANIFEST
    NUMBER = NUMBER
    VALUES: ClassVar[dict[str, str]] = {"base_url": "http://127.0.0.1:3300"}

    def answer(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=answer(shipment(), shipment(OTHER)))

    def unknown(self) -> httpx.Response:
        return httpx.Response(404, json=no_result())

    def break_record(self, response: httpx.Response) -> httpx.Response:
        told = response.json()
        told["shipments"][1]["id"] = {"none": True}
        return httpx.Response(200, json=told)

    def test_the_question_names_the_number_and_brings_the_key(self):
        _, wire = self.asked(self.answer)
        [asked] = wire.asked
        assert asked.url.path == "/track/shipments"
        assert dict(asked.url.params) == {"trackingNumber": NUMBER}
        assert asked.headers["dhl-api-key"] == self.SECRET

    def test_all_shipments_of_an_answer_are_kept(self):
        pages, _ = self.asked(self.answer)
        assert [one.shipment.number for page in pages for one in page.parcels] == [NUMBER, OTHER]

    def test_a_list_without_shipments_is_one_of_an_unknown_number(self):
        pages, _ = self.asked(lambda _: httpx.Response(200, json=answer()))
        [untracked] = [one for page in pages for one in page.untracked]
        assert (untracked.number, untracked.kind) == (NUMBER, "not_found")

    def test_an_answer_in_xml_is_read_and_can_be_read_again(self):
        pages, _ = self.asked(lambda _: httpx.Response(200, text=piece(time_of="1")))
        [parcel] = [one for page in pages for one in page.parcels]
        assert (parcel.external_id, parcel.shipment.number) == (f"{NUMBER}~a5ae", NUMBER)

    @pytest.mark.parametrize(("status", "kind"), [(429, TryLater), (401, SignInAgain)])
    def test_an_error_of_the_api_is_nothing_of_the_number_s(self, status: int, kind: type):
        failure, _ = self.failing(lambda _: httpx.Response(200, json=no_result(status)))
        assert isinstance(failure, kind)

    def test_whoever_is_not_dhl_is_refused_by_the_probe(self):
        source = self.opened(Wire(lambda _: httpx.Response(200, text="<a/>")).transport())
        with pytest.raises(Refused):
            asyncio.run(source.probe())
        source = self.opened(Wire(lambda _: httpx.Response(404, json=no_result())).transport())
        assert asyncio.run(source.probe()) == "the key is accepted"


@pytest.mark.parametrize(
    ("parcel", "is_ours"),
    [
        (WantedParcel("anything", "DHL Express"), True),
        (WantedParcel("anything", "Deutsche Post"), True),
        (WantedParcel("738488882438", "FedEx"), False),
    ],
    ids=["name", "other name", "other"],
)
def test_it_is_asked_for_what_dhl_carries(parcel: WantedParcel, *, is_ours: bool):
    assert MANIFEST.tracks is not None
    assert MANIFEST.tracks(parcel) is is_ours


def test_a_connection_without_its_key_says_how_to_give_it():
    assert [one.name for one in MANIFEST.fields if one.is_secret] == ["api_key"]
    assert MANIFEST.fields[0].default == "https://api-eu.dhl.com"

"""Canada Post as sync meets it: a question for each number, and its messages in their places."""

import asyncio
from base64 import b64encode
from typing import ClassVar

import httpx
import pytest

from agent_console.connectors.carriers.canadapost.manifest import MANIFEST
from agent_console.ports.failures import Refused, SignInAgain, TryLater
from agent_console.ports.source import WantedParcel
from tests.connectors.carriers.canadapost.answers import NUMBER, answer, messages
from tests.contracts.carrier_contract import CarrierContract
from tests.contracts.source_contract import Wire


class TestCanadaPost(CarrierContract):
    MANIFEST = MANIFEST
    NUMBER = NUMBER
    VALUES: ClassVar[dict[str, str]] = {"base_url": "http://127.0.0.1:3300", "username": "user"}

    def answer(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text=answer())

    def unknown(self) -> httpx.Response:
        return httpx.Response(404, text=messages("004"))

    def break_record(self, response: httpx.Response) -> httpx.Response:
        return httpx.Response(200, text=response.text.replace(f"<pin>{NUMBER}</pin>", "<pin/>"))

    def test_the_question_names_the_number_and_says_who_asks(self):
        _, wire = self.asked(self.answer, "LM 029042024 CA")
        [asked] = wire.asked
        assert asked.url.path == "/vis/track/pin/LM029042024CA/detail"
        assert asked.headers["accept"] == "application/vnd.cpc.track-v2+xml"
        pair = b64encode(f"user:{self.SECRET}".encode()).decode()
        assert asked.headers["authorization"] == f"Basic {pair}"

    def test_a_number_cannot_lead_elsewhere(self):
        _, wire = self.asked(self.answer, "../../x?y#z")
        assert wire.asked[0].url.raw_path == b"/vis/track/pin/..%2F..%2Fx%3Fy%23z/detail"

    def test_a_parcel_is_kept_under_its_number(self):
        pages, _ = self.asked(self.answer)
        [parcel] = [one for page in pages for one in page.parcels]
        assert (parcel.external_id, parcel.shipment.status) == (NUMBER, "delivered")
        assert len(parcel.observations) == 5

    def test_a_number_that_is_none_is_refused_for_itself(self):
        pages, _ = self.asked(lambda _: httpx.Response(400, text=messages("003", "Bad pin")))
        [untracked] = [one for page in pages for one in page.untracked]
        assert (untracked.kind, untracked.reason) == ("refused", "003: Bad pin")

    @pytest.mark.parametrize(
        ("code", "kind"), [("Server", TryLater), ("E002", SignInAgain)], ids=str
    )
    def test_an_error_of_the_api_is_nothing_of_the_number_s(self, code: str, kind: type):
        failure, _ = self.failing(lambda _: httpx.Response(400, text=messages(code, "no")))
        assert isinstance(failure, kind)

    def test_whoever_is_not_canada_post_is_refused_by_the_probe(self):
        source = self.opened(Wire(lambda _: httpx.Response(200, text="<a/>")).transport())
        with pytest.raises(Refused):
            asyncio.run(source.probe())
        source = self.opened(Wire(lambda _: self.unknown()).transport())
        assert asyncio.run(source.probe()) == "the username and password are accepted"


@pytest.mark.parametrize(
    ("parcel", "is_ours"),
    [
        (WantedParcel("anything", "Canada Post"), True),
        (WantedParcel("anything", "Postes Canada"), True),
        (WantedParcel("738488882438", "FedEx"), False),
    ],
    ids=["name", "other name", "other"],
)
def test_it_is_asked_for_what_canada_post_carries(parcel: WantedParcel, *, is_ours: bool):
    assert MANIFEST.tracks is not None
    assert MANIFEST.tracks(parcel) is is_ours


def test_a_connection_without_its_password_says_how_to_give_it():
    fields = {one.name: (one.default, one.is_secret) for one in MANIFEST.fields}
    assert fields == {
        "base_url": ("https://soa-gw.canadapost.ca", False),
        "username": (None, False),
        "password": (None, True),
    }

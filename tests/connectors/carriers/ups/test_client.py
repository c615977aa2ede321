"""UPS as sync meets it: a token, a question for each number, and its errors in their places."""

import httpx
import pytest

from agent_console.connectors.carriers.ups.manifest import MANIFEST
from agent_console.ports.failures import SignInAgain, TryLater
from agent_console.ports.source import WantedParcel
from tests.connectors.carriers.ups.answers import NUMBER, answer, package, refusal, warning
from tests.contracts.carrier_contract import CarrierContract

OTHER = "1Z1442YY7229014688"


class TestUps(CarrierContract):
    MANIFEST = MANIFEST
    NUMBER = NUMBER
    TOKEN = "/security/v1/oauth/token"

    def answer(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=answer(package(), package(OTHER)))

    def unknown(self) -> httpx.Response:
        return httpx.Response(200, json=warning("TW0001"))

    def break_record(self, response: httpx.Response) -> httpx.Response:
        told = response.json()
        told["trackResponse"]["shipment"][0]["package"][1]["activity"] = "none"
        return httpx.Response(200, json=told)

    def test_the_question_says_who_asks_and_names_the_number(self):
        _, wire = self.asked(self.answer)
        [asked] = self.questions(wire)
        assert asked.url.path == f"/api/track/v1/details/{NUMBER}"
        assert asked.headers["transactionsrc"] == "agent-console"
        assert 0 < len(asked.headers["transid"]) <= 32

    def test_all_packages_of_a_shipment_are_kept(self):
        pages, _ = self.asked(self.answer)
        told = [one.shipment.number for page in pages for one in page.parcels]
        assert told == [NUMBER, OTHER]

    def test_a_number_that_is_none_is_refused_for_itself(self):
        pages, _ = self.asked(lambda _: httpx.Response(400, json=refusal("TV1002")))
        [untracked] = [one for page in pages for one in page.untracked]
        assert untracked.kind == "refused"
        assert "TV1002" in untracked.reason

    @pytest.mark.parametrize(
        ("code", "kind"), [("10429", TryLater), ("250003", SignInAgain)], ids=str
    )
    def test_an_error_of_the_api_is_nothing_of_the_number_s(self, code: str, kind: type):
        failure, _ = self.failing(self.signed_in(lambda _: httpx.Response(200, json=refusal(code))))
        assert isinstance(failure, kind)


@pytest.mark.parametrize(
    ("parcel", "is_ours"),
    [
        (WantedParcel(NUMBER), True),
        (WantedParcel("anything", "UPS Standard"), True),
        (WantedParcel("738488882438", "FedEx"), False),
    ],
    ids=["number", "name", "other"],
)
def test_it_is_asked_for_what_ups_carries(parcel: WantedParcel, *, is_ours: bool):
    assert MANIFEST.tracks is not None
    assert MANIFEST.tracks(parcel) is is_ours

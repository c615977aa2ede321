"""FedEx as sync meets it: a token, a question for each number, and its errors in their places."""

import json
from urllib.parse import parse_qs

import httpx
import pytest

from agent_console.connectors.carriers.fedex.manifest import MANIFEST
from agent_console.ports.failures import SignInAgain, TryLater
from agent_console.ports.source import WantedParcel
from tests.connectors.carriers.fedex.answers import (
    EARLIER,
    NUMBER,
    OTHER,
    UNIQUE,
    answer,
    record,
    refusal,
    result,
    trouble,
)
from tests.contracts.carrier_contract import CarrierContract


class TestFedEx(CarrierContract):
    MANIFEST = MANIFEST
    NUMBER = NUMBER
    TOKEN = "/oauth/token"

    def answer(self, request: httpx.Request) -> httpx.Response:
        both = result(record(), record(unique_id=EARLIER))
        return httpx.Response(200, json=answer(both))

    def unknown(self) -> httpx.Response:
        return httpx.Response(200, json=answer(result(trouble())))

    def break_record(self, response: httpx.Response) -> httpx.Response:
        told = response.json()
        told["output"]["completeTrackResults"][0]["trackResults"][1]["scanEvents"] = "none"
        return httpx.Response(200, json=told)

    def test_the_question_names_the_number_and_wants_every_scan(self):
        _, wire = self.asked(self.answer)
        [asked] = self.questions(wire)
        assert (asked.method, asked.url.path) == ("POST", "/api/track/v1/trackingnumbers")
        assert asked.headers["content-type"] == "application/json"
        assert json.loads(asked.content) == {
            "includeDetailedScans": True,
            "trackingInfo": [{"trackingNumberInfo": {"trackingNumber": NUMBER}}],
        }

    def test_the_application_signs_in_by_the_fields_of_a_form(self):
        _, wire = self.asked(self.answer)
        asked = parse_qs(wire.asked[0].content.decode())
        assert asked == {
            "grant_type": ["client_credentials"],
            "client_id": [self.SECRET],
            "client_secret": [self.SECRET],
        }

    def test_both_parcels_of_a_number_that_was_used_again_are_kept(self):
        pages, _ = self.asked(self.answer)
        told = [one for page in pages for one in page.parcels]
        assert [one.shipment.number for one in told] == [NUMBER, NUMBER]
        assert [one.external_id for one in told] == [UNIQUE, EARLIER]

    def test_a_number_that_is_not_found_does_not_hide_the_next(self):
        def handler(request: httpx.Request) -> httpx.Response:
            is_known = NUMBER.encode() in request.content
            return self.answer(request) if is_known else self.unknown()

        pages, _ = self.asked(handler, OTHER, NUMBER)
        assert [one.number for page in pages for one in page.untracked] == [OTHER]
        assert sum(len(page.parcels) for page in pages) == 2

    @pytest.mark.parametrize(
        ("status", "code", "kind"),
        [
            (200, "NOT.AUTHORIZED.ERROR", SignInAgain),
            (400, "FORBIDDEN.ERROR", SignInAgain),
            (200, "INTERNAL.SERVER.ERROR", TryLater),
            (200, "SERVICE.UNAVAILABLE.ERROR", TryLater),
        ],
        ids=str,
    )
    def test_an_error_of_the_api_is_nothing_of_the_number_s(
        self, status: int, code: str, kind: type
    ):
        handler = self.signed_in(lambda _: httpx.Response(status, json=refusal(code)))
        failure, _ = self.failing(handler)
        assert isinstance(failure, kind)

    def test_thirty_numbers_are_asked_for_at_once_and_each_hears_its_own(self):
        numbers = [f"7946447{n:05}" for n in range(65)]

        def handler(request: httpx.Request) -> httpx.Response:
            told = [
                result(trouble(number=one), number=one)
                if one.endswith("7")
                else result(record(number=one, unique_id=one), number=one)
                for one in wanted(request)
            ]
            return httpx.Response(200, json=answer(*told[::-1]))

        pages, wire = self.asked(handler, *numbers)
        assert [len(wanted(one)) for one in self.questions(wire)] == [30, 30, 5]
        missing = [one.number for page in pages for one in page.untracked]
        assert missing == [one for one in numbers if one.endswith("7")]
        found = [one.shipment.number for page in pages for one in page.parcels]
        assert found == [one for one in numbers if not one.endswith("7")]

    def test_one_number_that_spoils_a_batch_spoils_no_other(self):
        def handler(request: httpx.Request) -> httpx.Response:
            if "bad" in wanted(request):
                return httpx.Response(400, json=refusal("TRACKING.TRACKINGNUMBER.INVALID"))
            return httpx.Response(
                200, json=answer(*(result(record(one), number=one) for one in wanted(request)))
            )

        pages, _ = self.asked(handler, NUMBER, "bad", OTHER)
        assert [one.shipment.number for page in pages for one in page.parcels] == [NUMBER, OTHER]
        assert [one.number for page in pages for one in page.untracked] == ["bad"]

    def test_a_number_that_is_none_is_refused_for_itself(self):
        told = refusal("TRACKING.TRACKINGNUMBER.INVALID")
        pages, _ = self.asked(lambda _: httpx.Response(400, json=told))
        [untracked] = [one for page in pages for one in page.untracked]
        assert untracked.kind == "refused"


def wanted(request: httpx.Request) -> list[str]:
    """Return the numbers a question names."""
    told = json.loads(request.content)["trackingInfo"]
    return [one["trackingNumberInfo"]["trackingNumber"] for one in told]


def test_without_a_base_url_it_is_fedex_that_is_asked():
    defaults = {one.name: one.default for one in MANIFEST.fields}
    assert defaults["base_url"] == "https://apis.fedex.com"


@pytest.mark.parametrize(
    ("parcel", "is_ours"),
    [
        (WantedParcel(NUMBER, "FEDEX_GROUND"), True),
        (WantedParcel("anything", "FedExDefault"), True),
        (WantedParcel("1Z12345E0205271686", "UPS"), False),
    ],
    ids=["number", "name", "other"],
)
def test_it_is_asked_for_what_fedex_carries(parcel: WantedParcel, *, is_ours: bool):
    assert MANIFEST.tracks is not None
    assert MANIFEST.tracks(parcel) is is_ours

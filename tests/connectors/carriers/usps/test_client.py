"""USPS as sync meets it: a token, a question for each number, and its errors in their places."""

from urllib.parse import parse_qs

import httpx
import pytest

from agent_console.connectors.carriers.usps.manifest import MANIFEST
from agent_console.ports.failures import SignInAgain
from agent_console.ports.source import WantedParcel
from tests.connectors.carriers.usps.answers import MAIL_PIECE, NUMBER, OTHER, answer, refusal
from tests.contracts.carrier_contract import CarrierContract


class TestUsps(CarrierContract):
    MANIFEST = MANIFEST
    NUMBER = NUMBER
    TOKEN = "/oauth2/v3/token"

    def answer(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=answer(request.url.path.rpartition("/")[2]))

    def unknown(self) -> httpx.Response:
        return httpx.Response(404, json=refusal("404"))

    def break_record(self, response: httpx.Response) -> httpx.Response:
        told = response.json()
        told["trackingEvents"][1]["eventTimestamp"] = "yesterday"
        return httpx.Response(200, json=told)

    def test_the_question_names_the_number_and_wants_the_details(self):
        _, wire = self.asked(self.answer)
        [asked] = self.questions(wire)
        assert (asked.method, asked.url.path) == ("GET", f"/api/tracking/v3/tracking/{NUMBER}")
        assert parse_qs(asked.url.query.decode()) == {"expand": ["DETAIL"]}

    def test_the_application_signs_in_for_tracking(self):
        _, wire = self.asked(self.answer)
        asked = parse_qs(wire.asked[0].content.decode())
        assert asked == {
            "grant_type": ["client_credentials"],
            "client_id": [self.SECRET],
            "client_secret": [self.SECRET],
            "scope": ["tracking"],
        }

    @pytest.mark.parametrize("status", [401, 403])
    def test_an_application_that_may_not_track_asks_to_sign_in_again(self, status: int):
        handler = self.signed_in(lambda _: httpx.Response(status, json=refusal(str(status))))
        failure, _ = self.failing(handler)
        assert isinstance(failure, SignInAgain)

    def test_two_numbers_with_one_id_of_their_mail_piece_are_two_parcels(self):
        pages, _ = self.asked(self.answer, NUMBER, OTHER)
        told = [one for page in pages for one in page.parcels]
        assert [one.shipment.unique_id for one in told] == [MAIL_PIECE, MAIL_PIECE]
        assert len({one.external_id for one in told}) == 2

    def test_a_number_that_is_none_is_refused_for_itself_alone(self):
        def handler(request: httpx.Request) -> httpx.Response:
            is_good = request.url.path.endswith(NUMBER)
            return self.answer(request) if is_good else httpx.Response(400, json=refusal("400"))

        pages, _ = self.asked(handler, OTHER, NUMBER)
        [untracked] = [one for page in pages for one in page.untracked]
        assert (untracked.number, untracked.kind) == (OTHER, "refused")
        assert sum(len(page.parcels) for page in pages) == 1


def test_without_a_base_url_it_is_usps_that_is_asked():
    defaults = {one.name: one.default for one in MANIFEST.fields}
    assert defaults["base_url"] == "https://apis.usps.com"


@pytest.mark.parametrize(
    ("parcel", "is_ours"),
    [
        (WantedParcel(NUMBER), True),
        (WantedParcel("anything", "USPS Priority"), True),
        (WantedParcel("1Z12345E0205271686", "UPS"), False),
    ],
    ids=["number", "name", "other"],
)
def test_it_is_asked_for_what_usps_carries(parcel: WantedParcel, *, is_ours: bool):
    assert MANIFEST.tracks is not None
    assert MANIFEST.tracks(parcel) is is_ours

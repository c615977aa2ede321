"""USPS as sync meets it: a token, a question for each number, and its errors in their places."""

import asyncio
from urllib.parse import parse_qs

import httpx
import pytest

from agent_console.connectors.carriers.usps.manifest import MANIFEST
from agent_console.connectors.kit.carrier.budget import Pace
from agent_console.connectors.kit.manifest import Given
from agent_console.ports.failures import SignInAgain, TryLater
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Wanted, WantedParcel
from tests.connectors.carriers.usps.answers import MAIL_PIECE, NUMBER, OTHER, answer, refusal
from tests.contracts.carrier_contract import CarrierContract
from tests.contracts.source_contract import NOON, Wire
from tests.fakes.clock import FixedClock


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

    def test_routine_ends_quietly_at_its_part_of_the_hour_and_people_go_on(self):
        wire, clock = Wire(self.signed_in(self.answer)), FixedClock(NOON)
        secrets = dict.fromkeys(("client_id", "client_secret"), Secret(self.SECRET))
        values = {"base_url": "https://apis.usps.example", "account": ""}
        given = Given("usps", values, secrets, "AT", clock, wire.transport())
        parcels = [WantedParcel(f"94001091042505329{n:05}") for n in range(100)]

        def passed(*, is_urgent: bool = False) -> int:
            """Return of how many numbers one more connection of the application hears."""

            async def run() -> int:
                wanted = Wanted(parcels=parcels, is_urgent=is_urgent)
                return len([page async for page in MANIFEST.open(given).reread(wanted)])

            return asyncio.run(run())

        given.wallet.paces[(values["base_url"], self.SECRET)] = Pace(1e6)
        assert [passed(), passed()] == [12, 0]
        clock.move(minutes=15)
        assert passed() == 12
        with pytest.raises(TryLater) as told:
            passed(is_urgent=True)
        assert told.value.retry_after_s == 45 * 60
        assert len(self.questions(wire)) == 60
        clock.move(minutes=45)
        assert passed() == 0, "what people asked for counts too"

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

"""The EasyPost connector: the contract of all connectors, what it asks, and what it never asks."""

import asyncio
import json
from base64 import b64encode
from datetime import UTC, datetime

import httpx
import pytest

from agent_console.connectors.carriers.easypost.client import EasyPostSource
from agent_console.connectors.carriers.easypost.manifest import MANIFEST, connect
from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.kit.one_by_one import StrangeAnswer
from agent_console.ports.failures import NotFound, Refused, RemoteFailure, SignInAgain, TryLater
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page, Source, Untracked, Wanted, WantedParcel
from tests.contracts.source_contract import Handler, SourceContract, Wire, without_waiting
from tests.peers.easypost.trackers import CODE, detail, made_up, tracker

OTHER = "9400100000000000000024"
INVALID = {
    "code": "TRACKER.TRACKING_CODE.INVALID",
    "message": "The tracking code could not be matched to a carrier.",
    "errors": [{"field": "tracking_code", "message": "is invalid"}],
}

STRANGE = [
    httpx.Response(422, text="<html>"),
    httpx.Response(400, text="<html>"),
    httpx.Response(400, json={"message": "no"}),
    httpx.Response(402),
    httpx.Response(405, text="no"),
    httpx.Response(302),
    httpx.Response(200, text=""),
    httpx.Response(200, text="null"),
    httpx.Response(200, text="<html>"),
    httpx.Response(200, json=[]),
    httpx.Response(200, json={"trackers": None}),
    httpx.Response(200, json={"trackers": {}}),
    httpx.Response(200, json=[made_up()]),
]
"""What nobody can use, and what may concern one number alone."""


def opened(transport: httpx.MockTransport, base: str = "http://127.0.0.1:3200") -> EasyPostSource:
    secrets = {"api_key": Secret(SourceContract.SECRET)}
    clock = SourceContract.CLOCK
    return connect(Given("easypost", {"base_url": base}, secrets, "AT", clock, transport))


def asked(source: Source, *wanted: WantedParcel) -> list[Page]:
    """Return the pages of some parcels."""

    async def run() -> list[Page]:
        try:
            return [page async for page in source.reread(Wanted(parcels=wanted))]
        finally:
            await source.close()

    return asyncio.run(run())


def pages(handler: Handler, *wanted: WantedParcel) -> tuple[list[Page], Wire]:
    """Return the pages of some parcels, and what was asked for them."""
    wire = Wire(handler)
    return asked(opened(wire.transport()), *wanted or (WantedParcel(CODE),)), wire


def failure(handler: Handler, *wanted: WantedParcel) -> tuple[RemoteFailure, Wire]:
    """Return what ended a pass."""
    wire = Wire(handler)
    with pytest.raises(RemoteFailure) as caught:
        asked(opened(wire.transport()), *wanted or (WantedParcel(CODE),))
    return caught.value, wire


def until_it_fails(handler: Handler, *wanted: WantedParcel) -> list[Page]:
    """Return the pages before the failure that ended a pass."""
    source, found = opened(Wire(handler).transport()), list[Page]()

    async def run() -> None:
        async for page in source.reread(Wanted(parcels=wanted)):
            found.append(page)

    with pytest.raises(RemoteFailure):
        asyncio.run(run())
    return found


def listing(*trackers: object, has_more: object = False) -> httpx.Response:
    return httpx.Response(200, json={"trackers": list(trackers), "has_more": has_more})


def error(status: int, code: str | None = None, **fields: object) -> httpx.Response:
    said = {**INVALID, **fields} if code is None else {"code": code, "message": "no", **fields}
    return httpx.Response(status, json={"error": said})


def account(post: Handler, *there: object) -> Handler:
    """Answer lists with what is there, and every POST as told."""

    def handler(request: httpx.Request) -> httpx.Response:
        return post(request) if request.method == "POST" else listing(*there)

    return handler


def lines(wire: Wire) -> list[str]:
    return [f"{one.method} {one.url.raw_path.decode()}" for one in wire.asked]


def ids(found: list[Page]) -> list[str]:
    return [one.external_id for page in found for one in page.parcels]


class TestEasyPost(SourceContract):
    def opened(self, transport: httpx.MockTransport) -> EasyPostSource:
        return opened(transport)

    async def first_pass(self, source: Source) -> list[Page]:
        wanted = Wanted(parcels=[WantedParcel(CODE, "USPS")])
        return [page async for page in source.reread(wanted)]

    def answer(self, request: httpx.Request) -> httpx.Response:
        return listing(tracker(CODE, id="trk_2"), made_up())

    def refusal(self) -> httpx.Response:
        return error(401, "APIKEY.INACTIVE")

    def break_record(self, response: httpx.Response) -> httpx.Response:
        good, bad = response.json()["trackers"]
        return listing(good, {**bad, "tracking_details": "none"})


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses pass at once."""
    without_waiting(monkeypatch)


class TestWhatIsAsked:
    def test_the_key_is_the_user_name_of_basic_auth(self):
        _, wire = pages(account(lambda _: listing(), made_up()))
        key = b64encode(f"{SourceContract.SECRET}:".encode()).decode()
        assert wire.asked[0].headers["authorization"] == f"Basic {key}"

    def test_a_known_tracker_is_asked_for_by_its_id(self):
        parcel = WantedParcel(CODE, "USPS", "trk_a/b")
        found, wire = pages(lambda _: httpx.Response(200, json=made_up()), parcel)
        assert lines(wire) == ["GET /v2/trackers/trk_a%2Fb"]
        assert ids(found) == [f"trk_{CODE}"]

    def test_an_unknown_number_is_looked_up_before_anything_is_made(self):
        found, wire = pages(account(lambda _: httpx.Response(201, json=made_up())))
        assert lines(wire) == [
            f"GET /v2/trackers?tracking_code={CODE}&page_size=100",
            "POST /v2/trackers",
        ]
        assert json.loads(wire.asked[1].content) == {"tracker": {"tracking_code": CODE}}
        assert ids(found) == [f"trk_{CODE}"]

    def test_a_tracker_that_is_there_is_never_made_again(self):
        _, wire = pages(account(lambda _: error(500), made_up()), WantedParcel(CODE, "DHL"))
        assert [one.method for one in wire.asked] == ["GET"]

    def test_the_path_of_the_address_stays_before_ours(self):
        wire = Wire(account(lambda _: listing(), made_up()))
        asked(opened(wire.transport(), "http://127.0.0.1:3200/proxy/"), WantedParcel(CODE))
        assert lines(wire)[0].startswith("GET /proxy/v2/trackers?")

    @pytest.mark.parametrize(
        ("name", "carrier"),
        [("USPS", "USPS"), ("fedex", "FedEx"), ("DHL-Express", "DHLExpress"), ("DHL", None)],
    )
    def test_only_a_certain_carrier_is_named(self, name, carrier):
        handler = account(lambda _: httpx.Response(201, json=made_up()))
        _, wire = pages(handler, WantedParcel(CODE, name))
        assert json.loads(wire.asked[1].content)["tracker"].get("carrier") == carrier

    def test_spaces_for_reading_are_not_sent(self):
        spaced = WantedParcel("9400 1000 0000 0000 0000 17")
        _, wire = pages(account(lambda _: listing(), made_up()), spaced)
        assert f"tracking_code={CODE}&" in lines(wire)[0]

    def test_a_tracker_taken_away_is_looked_up_by_its_number(self):
        def handler(request: httpx.Request) -> httpx.Response:
            return error(404, "NOT_FOUND") if "trk_gone" in str(request.url) else listing(made_up())

        found, wire = pages(handler, WantedParcel(CODE, None, "trk_gone"))
        assert [one.method for one in wire.asked] == ["GET", "GET"]
        assert ids(found) == [f"trk_{CODE}"]

    def test_a_long_list_is_read_to_its_end(self):
        many = [tracker(CODE, id=f"trk_{n}", created_at=f"2026-11-{20 - n}") for n in range(5)]

        def handler(request: httpx.Request) -> httpx.Response:
            before = request.url.params.get("before_id")
            start = 0 if before is None else int(before[4:]) + 1
            return listing(*many[start : start + 2], has_more=start < 3)

        found, wire = pages(handler)
        assert len(wire.asked) == 3
        assert ids(found) == [f"trk_{n}" for n in (4, 3, 2, 1, 0)], "the newest comes last"

    def test_a_list_that_turns_in_circles_ends(self):
        found, wire = pages(lambda _: listing(made_up(), has_more=True))
        assert (len(wire.asked), len(set(ids(found)))) == (2, 1)

    def test_a_list_without_an_end_is_refused(self):
        count = iter(range(1000))
        found, wire = pages(lambda _: listing(tracker(id=f"trk_{next(count)}"), has_more=True))
        assert "no end" in found[-1].untracked[0].reason
        assert len(wire.asked) == 20 + 1

    def test_a_list_of_other_numbers_holds_nothing(self):
        made = account(lambda _: httpx.Response(201, json=made_up()), tracker(OTHER), tracker("1"))
        found, wire = pages(made)
        assert [one.method for one in wire.asked] == ["GET", "POST"]
        assert ids(found) == [f"trk_{CODE}"]

    def test_several_trackers_of_a_number_stay_several(self):
        usps, fedex = made_up(), tracker(CODE, id="trk_9", carrier="FedEx")
        found, wire = pages(account(lambda _: error(500), usps, fedex), WantedParcel(CODE, "FedEx"))
        assert (set(ids(found)), len(wire.asked)) == ({f"trk_{CODE}", "trk_9"}, 1)

    def test_a_tracker_of_another_carrier_is_not_the_wanted_one(self):
        made = tracker(CODE, id="trk_9", carrier="FedEx", created_at="2026-11-23T00:00:00Z")
        handler = account(lambda _: httpx.Response(201, json=made), made_up())
        found, wire = pages(handler, WantedParcel(CODE, "FedEx"))
        assert ids(found) == [f"trk_{CODE}", "trk_9"], "both are kept, the made one last"
        assert len(wire.asked) == 2

    @pytest.mark.parametrize("known", [None, f"trk_{CODE}"])
    def test_a_parcel_that_ended_before_the_order_is_another_one(self, known):
        old = tracker(CODE, detail("delivered", "2024-03-01T10:00:00Z"))

        def handler(request: httpx.Request) -> httpx.Response:
            if request.method == "POST":
                return httpx.Response(201, json=made_up() | {"id": "trk_new"})
            return listing(old) if "?" in str(request.url) else httpx.Response(200, json=old)

        placed = datetime(2026, 11, 20, tzinfo=UTC)
        found, wire = pages(handler, WantedParcel(CODE, None, known, placed))
        assert (wire.asked[-1].method, ids(found)[-1]) == ("POST", "trk_new")
        earlier = WantedParcel(CODE, None, known, datetime(2024, 2, 28, tzinfo=UTC))
        assert pages(handler, earlier)[1].asked[-1].method == "GET"

    def test_parcels_known_here_are_asked_for_first(self):
        def handler(request: httpx.Request) -> httpx.Response:
            return listing(made_up()) if "?" in str(request.url) else httpx.Response(200, json={})

        _, wire = pages(handler, WantedParcel(CODE), WantedParcel(OTHER, None, "trk_1"))
        assert lines(wire)[0] == "GET /v2/trackers/trk_1"

    def test_a_probe_asks_for_one_tracker(self):
        wire = Wire(lambda _: listing())
        assert "accepted" in asyncio.run(opened(wire.transport()).probe())
        assert lines(wire) == ["GET /v2/trackers?page_size=1"]


@pytest.mark.usefixtures("at_once")
class TestWhatGoesWrong:
    @pytest.mark.parametrize(
        ("answer", "kind", "reason"),
        [
            (error(422), "refused", "could not be matched to a carrier. (tracking_code: is inv"),
            (error(400, "BAD_REQUEST"), "refused", "BAD_REQUEST: no"),
            (error(404, "TRACKER.NOT_FOUND"), "not_found", "TRACKER.NOT_FOUND: no"),
            (error(422, "TRACKER.NOT_FOUND"), "not_found", "TRACKER.NOT_FOUND: no"),
            (error(200, "TRACKER.CREATE.ERROR"), "refused", "TRACKER.CREATE.ERROR: no"),
        ],
    )
    def test_a_refused_number_is_told_and_the_rest_goes_on(self, answer, kind, reason):
        def post(request: httpx.Request) -> httpx.Response:
            return answer if OTHER in request.content.decode() else httpx.Response(201, json=good)

        good = made_up()
        found, _ = pages(account(post), WantedParcel(OTHER), WantedParcel(CODE))
        [told] = [one for page in found for one in page.untracked]
        assert (told.number, told.kind) == (OTHER, kind)
        assert reason in told.reason
        assert ids(found) == [good["id"]]

    @pytest.mark.parametrize(
        "lost",
        [
            httpx.ReadError("cut"),
            httpx.ReadTimeout("slow"),
            httpx.Response(500, text="<html>"),
            httpx.Response(502),
            httpx.Response(429),
            httpx.Response(201, text=""),
            httpx.Response(200, text="<html>Gateway</html>"),
            error(409, "REQUEST.IN_FLIGHT"),
            error(422, "RATE_LIMITED"),
        ],
        ids=str,
    )
    def test_after_a_lost_answer_it_looks_and_never_makes_twice(self, lost):
        there = list[object]()

        def handler(request: httpx.Request) -> httpx.Response:
            if request.method == "GET":
                return listing(*there)
            there.append(made_up())
            if isinstance(lost, Exception):
                raise lost
            return lost

        found, wire = pages(handler)
        assert [one.method for one in wire.asked] == ["GET", "POST", "GET"]
        assert ids(found) == [f"trk_{CODE}"]

    def test_a_making_that_may_have_failed_waits_for_the_next_pass(self):
        told, wire = failure(account(lambda _: httpx.Response(500)))
        assert isinstance(told, TryLater)
        assert [one.method for one in wire.asked] == ["GET", "POST", "GET"]

    def test_a_server_that_asks_to_wait_is_left_alone(self):
        busy = httpx.Response(429, headers={"retry-after": "60"})
        told, wire = failure(account(lambda _: busy), WantedParcel(CODE), WantedParcel(OTHER))
        assert (told.kind, len(wire.asked)) == ("try_later", 2)

    def test_one_number_without_an_answer_holds_up_nobody(self):
        def handler(request: httpx.Request) -> httpx.Response:
            return httpx.Response(500) if OTHER in str(request.url) else listing(made_up())

        found = until_it_fails(handler, WantedParcel(OTHER), WantedParcel(CODE))
        assert ids(found) == [f"trk_{CODE}"]
        assert [one for page in found for one in page.asked] == [OTHER]

    def test_two_numbers_without_an_answer_end_the_pass(self):
        many = [WantedParcel(f"{n}") for n in range(5)]
        told, wire = failure(lambda _: httpx.Response(500), *many)
        assert (told.kind, len(wire.asked)) == ("try_later", 6)

    @pytest.mark.parametrize(
        ("answer", "kind"),
        [
            (error(401, "APIKEY.INACTIVE"), SignInAgain),
            (error(403, "FORBIDDEN"), SignInAgain),
            (error(200, "UNAUTHORIZED"), SignInAgain),
            (error(402, "INSUFFICIENT_FUNDS"), Refused),
            (error(404, "NOT_FOUND"), NotFound),
            (httpx.Response(404, text="<html>"), NotFound),
            *((strange, Refused) for strange in STRANGE),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("count", [1, 2, 5])
    def test_an_answer_for_no_number_ends_the_pass(self, answer, kind, count):
        numbers = [WantedParcel(str(number)) for number in range(count)]
        told, wire = failure(lambda _: answer, *numbers)
        assert isinstance(told.failure if isinstance(told, StrangeAnswer) else told, kind)
        assert "easypost" in told.message
        assert len(wire.asked) <= 3

    @pytest.mark.parametrize("where", ["GET", "POST"])
    @pytest.mark.parametrize(
        "answer",
        [*STRANGE, httpx.Response(403), error(403, "FORBIDDEN"), error(402, "NO_FUNDS")],
        ids=str,
    )
    def test_a_strange_answer_is_held_against_its_number_alone(self, where, answer):
        def handler(request: httpx.Request) -> httpx.Response:
            text = str(request.url) + request.content.decode()
            if OTHER in text and request.method == where:
                return answer
            return listing() if OTHER in text else listing(made_up())

        found, _ = pages(handler, WantedParcel(OTHER), WantedParcel(CODE))
        told = [(one.number, one.kind) for page in found for one in page.untracked]
        aside = [one for page in found for one in page.unreadable]
        assert told == [(OTHER, "refused")] or (aside and found[0].asked == (OTHER,))
        assert ids(found) == [f"trk_{CODE}"]

    def test_a_strange_answer_is_kept_raw_with_its_reason(self):
        def handler(request: httpx.Request) -> httpx.Response:
            return httpx.Response(422, text="<html>\0no") if OTHER in str(request.url) else there

        there = listing(made_up())
        found, _ = pages(handler, WantedParcel(OTHER), WantedParcel(CODE))
        [aside] = [one for page in found for one in page.unreadable]
        assert (aside.external_id, aside.raw) == (OTHER, "<html>no")
        assert "HTTP 422" in aside.reason

    def test_the_only_number_is_judged_by_a_question_about_none(self):
        def handler(request: httpx.Request) -> httpx.Response:
            return httpx.Response(400, text="<html>") if OTHER in str(request.url) else listing()

        found, wire = pages(handler, WantedParcel(OTHER))
        assert [one.number for page in found for one in page.untracked] == [OTHER]
        assert lines(wire)[-1] == "GET /v2/trackers?page_size=1"

    def test_many_strange_answers_in_a_row_are_the_source_failing(self):
        def handler(request: httpx.Request) -> httpx.Response:
            text = str(request.url) + request.content.decode()
            return listing(made_up()) if CODE in text else httpx.Response(200, text="null")

        numbers = [WantedParcel(one) for one in (CODE, "2", "3", "4", "5")]
        found = until_it_fails(handler, *numbers)
        assert ids(found) == [f"trk_{CODE}"], "what was read so far is kept"
        assert [one for page in found for one in page.untracked] == []
        assert [one for page in found for one in page.asked] == ["2", "3", "4"]

    def test_a_list_too_large_holds_up_nobody(self):
        def handler(request: httpx.Request) -> httpx.Response:
            large = httpx.Response(200, content=b" " * (6 << 20))
            return large if OTHER in str(request.url) else listing(made_up())

        found, _ = pages(handler, WantedParcel(OTHER), WantedParcel(CODE))
        assert "larger than 5 MiB" in found[1].untracked[0].reason
        assert ids(found) == [f"trk_{CODE}"]

    def test_a_known_tracker_answered_strangely_is_looked_up_by_number(self):
        def handler(request: httpx.Request) -> httpx.Response:
            return listing(made_up()) if "?" in str(request.url) else httpx.Response(200, json=[])

        found, _ = pages(handler, WantedParcel(CODE, None, "trk_1"))
        assert ids(found) == [f"trk_{CODE}"]

    def test_an_answer_of_another_number_is_not_asked_for_ever(self):
        handler = account(lambda _: httpx.Response(201, json=tracker(OTHER)))
        [page], _ = pages(handler)
        assert [one.shipment.number for one in page.parcels] == [OTHER]
        assert page.untracked == (Untracked(CODE, "refused", f"it is tracked as {OTHER}"),)

    def test_an_unreadable_tracker_is_not_made_again(self):
        spoilt = {**made_up(), "id": 17, "status": ["delivered"]}
        [page], wire = pages(account(lambda _: error(500), spoilt))
        assert [one.external_id for one in page.unreadable] == ["17"]
        assert len(wire.asked) == 1
        assert json.loads(page.unreadable[0].raw) == spoilt
        assert page.asked == (CODE,), "the next time it does not stand before all others"

    def test_a_tracker_with_a_bad_field_is_read_and_kept_raw_too(self):
        spoilt = {**made_up(), "signed_by": []}
        [page], wire = pages(account(lambda _: error(500), spoilt))
        assert ids([page]) == [spoilt["id"]]
        [aside] = page.unreadable
        assert (aside.external_id, json.loads(aside.raw)) == (spoilt["id"], spoilt)
        assert "signed_by" in aside.reason
        assert (page.fetched(), page.asked, len(wire.asked)) == (1, (), 1)

    def test_what_can_be_read_at_last_leaves_quarantine_whole(self):
        source = opened(Wire(lambda _: listing()).transport())
        page = source.read("trackers", json.dumps(made_up()))
        assert (ids([page]), page.unreadable) == ([f"trk_{CODE}"], ())


def test_a_missing_key_says_how_to_set_it():
    given = Given("easypost", {"base_url": "x"}, {}, "AT", SourceContract.CLOCK)
    with pytest.raises(SignInAgain, match="secrets set easypost api_key"):
        MANIFEST.open(given)


def test_it_follows_nothing_and_is_asked_for_parcels():
    source = opened(Wire(lambda _: listing()).transport())

    async def run() -> list[Page]:
        return [page async for page in source.changes("trackers", None)]

    assert (MANIFEST.tracks, source.streams(), asyncio.run(run())) == (True, (), [])

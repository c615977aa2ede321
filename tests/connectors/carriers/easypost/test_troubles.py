"""What EasyPost may answer and nobody can use: it never holds up the other parcels."""

import json

import httpx
import pytest

from agent_console.connectors.kit.one_by_one import StrangeAnswer
from agent_console.ports.failures import NotFound, Refused, SignInAgain, TryLater
from agent_console.ports.source import Untracked, WantedParcel
from tests.connectors.carriers.easypost.asking import (
    OTHER,
    account,
    error,
    failure,
    ids,
    lines,
    listing,
    opened,
    pages,
    until_it_fails,
)
from tests.contracts.source_contract import Wire, without_waiting
from tests.peers.easypost.trackers import CODE, made_up, tracker

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


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses pass at once."""
    without_waiting(monkeypatch)


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

"""What came of a purchase: done, a sure no, never gone, or somebody has to look."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import msgspec
import pytest

from agent_console.connectors.carriers.easypost.labels.buying import done
from agent_console.connectors.carriers.easypost.labels.outcomes import NOTHING_BOUGHT
from agent_console.connectors.kit.reading import Node
from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.acting.label import Label, LabelFormat, LabelOrder, Rate
from agent_console.domain.money import Money
from agent_console.ports.acting.sending import Done, NotGone, Refusal, Unclear
from agent_console.ports.failures import RemoteFailure, SignInAgain, TryLater
from tests.connectors.carriers.easypost.labels.account import (
    NOW,
    NUMBER,
    ORDER,
    RATE,
    SETTLE,
    SHIPMENT,
    VOID,
    answering,
    bought,
    error,
    looked,
    rate,
    recorded,
    sent,
    shipment,
    with_sender,
)
from tests.contracts.source_contract import Wire, without_waiting


def label_of(answer: Done) -> Label:
    return msgspec.json.decode(answer.result, type=Label)


def test_a_purchase_names_the_rate_and_is_sent_once():
    wire = Wire(answering(bought()))
    answer = sent(wire._handle)
    assert isinstance(answer, Done)
    [request] = wire.asked
    assert (request.method, request.url.path) == ("POST", f"/v2/shipments/{SHIPMENT}/buy")
    assert json.loads(request.content) == {"rate": {"id": RATE}}


def test_what_was_bought_is_told_in_full():
    answer = sent(answering(bought()))
    assert isinstance(answer, Done)
    at = datetime(2026, 11, 29, 11, 59, tzinfo=UTC)
    url = "https://easypost-files.s3.us-west-2.amazonaws.com/1.pdf"
    assert label_of(answer) == Label(
        SHIPMENT, "USPS", "GroundAdvantage", NUMBER, Money(607, "USD"), LabelFormat.PDF, url, at,
        at + timedelta(days=30),
    )  # fmt: skip
    assert answer.words == f"bought USPS GroundAdvantage for 6.07 USD: {NUMBER}"
    [said] = answer.said
    assert (said.subject.key, said.external_id) == (f"label:{SHIPMENT}", SHIPMENT)
    assert (said.detail, said.amount) == ("USPS GroundAdvantage", Money(607, "USD"))
    assert (said.order, said.shipment, said.moment.utc) == ("10482", NUMBER, at)


@pytest.mark.parametrize("code", NOTHING_BOUGHT)
def test_a_sure_no_says_what_to_do(code: str):
    answer = sent(lambda _: error(422, code, "The reason."))
    assert isinstance(answer, Refusal)
    assert "The reason." in answer.words
    assert NOTHING_BOUGHT[code] in answer.words


def test_no_money_is_a_sure_no():
    answer = sent(lambda _: error(402, "BILLING.SOMETHING", "Insufficient funds."))
    assert isinstance(answer, Refusal)
    assert "fill up" in answer.words


@pytest.mark.parametrize("answer", [
    error(422, "SHIPMENT.POSTAGE.EXISTS"),
    error(422, "SHIPMENT.PURCHASE.IN_PROGRESS"),
    error(422, "SHIPMENT.POSTAGE.TIMED_OUT"),
    error(422, "SHIPMENT.POSTAGE.NO_RESPONSE"),
    error(422, "SHIPMENT.PURCHASE.FAILURE"),
    error(422, "SOMETHING.NEW"),
    error(422, ""),
    error(409, "CONFLICT"),
    error(500, "INTERNAL_SERVER_ERROR"),
    error(500, "SHIPMENT.POSTAGE.FAILURE"),
    error(200, "SHIPMENT.POSTAGE.FAILURE"),
    httpx.Response(503, text="later"),
    httpx.Response(200, text="<html>"),
    httpx.Response(200, text=""),
    httpx.Response(200, text="[]"),
    httpx.Response(200, text="null"),
    httpx.Response(302, headers={"location": "https://elsewhere.example"}),
    httpx.Response(401, text="<html>"),
    httpx.Response(402, text="<html>"),
    httpx.Response(404, text="<html>"),
    httpx.Response(429, text="slow down"),
    httpx.Response(200, json=shipment()),
    httpx.Response(200, json=bought(id="shp_of_somebody_else")),
    httpx.Response(200, json=bought(tracking_code=None)),
    httpx.Response(200, json=bought(postage_label=None)),
    httpx.Response(200, headers={"content-encoding": "br"}, content=b"x"),
])  # fmt: skip
def test_all_else_is_unclear_and_asked_for_once(answer: httpx.Response):
    wire = Wire(lambda _: answer)
    assert isinstance(sent(wire._handle), Unclear)
    assert len(wire.asked) == 1


def test_to_wait_is_no_purchase():
    answer = sent(lambda _: error(429, "RATE_LIMITED", headers={"retry-after": "7"}))
    assert isinstance(answer, NotGone)
    assert answer.retry_after_s == 7


@pytest.mark.parametrize(("failure", "kind"), [
    (httpx.ConnectError("refused"), NotGone),
    (httpx.ConnectTimeout("late"), NotGone),
    (httpx.ReadError("reset"), Unclear),
    (httpx.WriteError("reset"), Unclear),
    (httpx.ReadTimeout("late"), Unclear),
    (httpx.WriteTimeout("late"), Unclear),
    (httpx.RemoteProtocolError("Server disconnected"), Unclear),
])  # fmt: skip
def test_only_what_had_no_line_never_left(failure: Exception, kind: type):
    def broken(_: httpx.Request) -> httpx.Response:
        raise failure

    wire = Wire(broken)
    assert isinstance(sent(wire._handle), kind)
    assert len(wire.asked) == 1


def test_without_time_nothing_leaves():
    wire = Wire(answering(bought()))
    assert isinstance(sent(wire._handle, seconds=-1), NotGone)
    assert isinstance(sent(wire._handle, VOID, seconds=-1), NotGone)
    assert [one for one in wire.asked if one.method == "POST"] == []


@pytest.mark.parametrize(("kind", "request_"), [
    (IntentKind.LABEL, "{}"), (IntentKind.LABEL, "no JSON"), (IntentKind.MESSAGE, "{}"),
])  # fmt: skip
def test_what_is_no_order_is_refused_unsent(kind: IntentKind, request_: str):
    wanted = Wanted(kind, "easypost", 1, request_, NOW, SETTLE)
    broken = Intent("k", wanted, IntentState.SENDING, "ann", 1, NOW)
    wire = Wire(answering(bought()))
    assert isinstance(with_sender(wire._handle, lambda one: one.send(broken, 1e12)), Refusal)
    assert isinstance(with_sender(wire._handle, lambda one: one.look(broken, NOW)), Refusal)
    assert wire.asked == []


@pytest.mark.parametrize(("told", "words"), [
    ({"selected_rate": rate(id="rate_2", rate="7.42")}, "the price that was ordered is 6.07 USD"),
    ({"selected_rate": rate(currency="EUR")}, "the price that was ordered is 6.07 USD"),
    ({"selected_rate": rate(service="Priority")}, "ordered was USPS GroundAdvantage"),
    ({"selected_rate": rate(id="rate_2")}, "another rate than was ordered"),
    ({"selected_rate": rate(rate="free")}, "selected_rate.rate"),
    ({"selected_rate": None}, "selected_rate"),
    ({"postage_label": {"created_at": "soon"}}, "postage_label.created_at"),
])  # fmt: skip
def test_what_was_bought_otherwise_is_bought_and_says_so(told, words: str):
    answer = sent(answering(bought(**told)))
    assert isinstance(answer, Done)
    assert words in answer.words
    assert isinstance(looked(answering(bought(**told))), Done)


def test_the_price_is_the_one_that_was_paid():
    answer = sent(answering(bought(selected_rate=rate(rate="7.42", currency="EUR"))))
    assert isinstance(answer, Done)
    assert label_of(answer).price == answer.said[0].amount == Money(742, "EUR")


def test_a_look_finds_it_or_nothing():
    assert looked(answering(shipment())) is None
    assert isinstance(looked(lambda _: error(404, "NOT_FOUND")), Unclear)
    found = looked(answering(bought()))
    assert found == sent(answering(bought()))


@pytest.mark.parametrize(("answer", "kind"), [
    (httpx.Response(503), TryLater),
    (error(401, "APIKEY.INACTIVE"), SignInAgain),
    (httpx.Response(200, text="<html>"), RemoteFailure),
    (httpx.Response(200, json=bought(id="shp_2")), RemoteFailure),
])  # fmt: skip
def test_a_look_that_cannot_be_had_is_a_failure(answer, kind, monkeypatch: pytest.MonkeyPatch):
    without_waiting(monkeypatch)
    with pytest.raises(kind):
        looked(lambda _: answer)


def test_a_purchase_may_be_tried_again_after_vain_looks():
    assert with_sender(answering(bought()), _repeats) is True


async def _repeats(sender) -> bool:
    return sender.repeats


def test_the_file_is_the_wanted_one_where_there_is_one():
    made = bought()["postage_label"]
    both = {**made, "label_zpl_url": "https://h.example/1.zpl"}
    zpl = LabelOrder(SHIPMENT, ORDER.rate, "10482", LabelFormat.ZPL)
    found = sent(answering(bought(postage_label=both)), zpl)
    assert (label_of(found).format, label_of(found).url) == ("zpl", "https://h.example/1.zpl")
    other = sent(answering(bought()), zpl)
    assert (label_of(other).format, label_of(other).url) == ("pdf", made["label_url"])


def test_the_recorded_purchase_is_read(shared: Path):
    folder = shared / "payloads" / "carriers" / "easypost"
    told = recorded(folder, "cassette_shipment_convert_label.json", 1)
    chosen = told["selected_rate"]
    wanted = Rate(chosen["id"], "USPS", "GroundAdvantage", Money(607, "USD"))
    answer = done(Node(told), LabelOrder(told["id"], wanted, "1", LabelFormat.PNG), NOW)
    assert answer is not None
    assert answer.words == "bought USPS GroundAdvantage for 6.07 USD: 9400100208303109505664"
    assert label_of(answer).format is LabelFormat.PNG
    assert label_of(answer).bought_at == datetime(2025, 3, 7, 16, 46, 22, tzinfo=UTC)
    [parcel] = answer.page.parcels
    assert parcel.external_id == told["tracker"]["id"]
    assert answer.page.unreadable == ()


@pytest.mark.parametrize("code", ["UNAUTHORIZED", "SHIPMENT.POSTAGE.FAILURE", "PAYMENT_REQUIRED"])
def test_what_was_sold_although_it_was_refused_is_found_at_once(code: str):
    assert isinstance(sent(answering(error(422, code), bought())), Done)
    assert isinstance(sent(answering(error(422, code), shipment())), Refusal)
    assert isinstance(sent(answering(error(422, code), error(401, "UNAUTHORIZED"))), Refusal)

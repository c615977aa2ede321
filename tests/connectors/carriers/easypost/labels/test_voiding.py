"""Taking a label back: asked for once, and a request is never called a refund."""

import subprocess
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import msgspec
import pytest

from agent_console.connectors.carriers.easypost.labels import voids
from agent_console.connectors.carriers.easypost.labels.outcomes import NOT_TAKEN_BACK
from agent_console.connectors.carriers.easypost.labels.voiding import settled
from agent_console.connectors.carriers.easypost.labels.voids import void_until
from agent_console.connectors.kit.reading import Node
from agent_console.ports.acting.sending import Done, NotGone, Refusal, Unclear
from tests.connectors.carriers.easypost.labels.account import (
    NOW,
    NUMBER,
    SETTLE,
    SHIPMENT,
    VOID,
    answering,
    bought,
    error,
    looked,
    recorded,
    sent,
)
from tests.contracts.source_contract import Wire, without_waiting


def test_it_looks_first_and_asks_then():
    wire = Wire(answering(bought(), bought(refund_status="submitted")))
    answer = sent(wire._handle, VOID)
    assert isinstance(answer, Done)
    assert [(one.method, one.url.path) for one in wire.asked] == [
        ("GET", f"/v2/shipments/{SHIPMENT}"),
        ("POST", f"/v2/shipments/{SHIPMENT}/refund"),
    ]
    assert "requested is not refunded" in answer.words
    [said] = answer.said
    assert (said.status, said.order, said.shipment) == ("void_requested", "10482", NUMBER)
    assert said.external_id != SHIPMENT, "it does not supersede the purchase"
    assert msgspec.json.decode(answer.result) == {"label": "key", "refund": "submitted"}


@pytest.mark.parametrize(("state", "status"), [
    ("submitted", "void_requested"), ("refunded", "void_refunded"),
])  # fmt: skip
def test_what_was_taken_back_before_is_not_asked_for_again(state: str, status: str):
    wire = Wire(answering(bought(refund_status=state)))
    answer = sent(wire._handle, VOID)
    assert isinstance(answer, Done)
    assert [one.method for one in wire.asked] == ["GET"]
    assert [one.status for one in answer.said] == [status]


@pytest.mark.parametrize("state", ["rejected", "not_applicable"])
def test_a_carrier_may_say_no(state: str):
    answer = sent(answering(bought(), bought(refund_status=state)), VOID)
    assert isinstance(answer, Refusal)
    assert answer.words


def test_what_was_rejected_may_be_asked_for_again():
    rejected, taken = bought(refund_status="rejected"), bought(refund_status="submitted")
    assert isinstance(sent(answering(rejected, taken), VOID), Done)
    assert looked(answering(rejected), VOID) is None, "that may be the answer of long ago"
    assert isinstance(looked(answering(rejected), VOID, NOW + SETTLE), Refusal)


@pytest.mark.parametrize("code", NOT_TAKEN_BACK)
def test_a_sure_no_says_why(code: str):
    told = httpx.Response(200, json=bought())
    assert isinstance(sent(answering(told, error(422, code)), VOID), Refusal)


@pytest.mark.parametrize("answer", [
    error(422, "SHIPMENT.REFUND.FAILURE"),
    error(500, "INTERNAL_SERVER_ERROR"),
    httpx.Response(200, text="<html>"),
    httpx.Response(200, json=bought()),
    httpx.Response(200, json=bought(refund_status="new word")),
    httpx.Response(200, json=bought(id="shp_2", refund_status="submitted")),
])  # fmt: skip
def test_all_else_is_unclear(answer: httpx.Response):
    wire = Wire(answering(httpx.Response(200, json=bought()), answer))
    assert isinstance(sent(wire._handle, VOID), Unclear)
    assert len(wire.asked) == 2


def test_while_nothing_can_be_seen_nothing_is_asked(monkeypatch: pytest.MonkeyPatch):
    without_waiting(monkeypatch)
    wire = Wire(lambda _: httpx.Response(503))
    assert isinstance(sent(wire._handle, VOID), NotGone)
    assert {one.method for one in wire.asked} == {"GET"}
    assert isinstance(sent(lambda _: error(404, "NOT_FOUND"), VOID), Refusal)


def test_a_look_finds_what_was_asked():
    assert looked(answering(bought()), VOID) is None
    assert isinstance(looked(answering(bought(refund_status="submitted")), VOID), Done)
    assert isinstance(looked(answering(bought(refund_status="not_applicable")), VOID), Refusal)


@pytest.mark.parametrize(("carrier", "days"), [
    ("USPS", 30), ("UPS", 90), ("FedEx", 90), ("UPSDAP", 90), ("FedExDefault", 90), ("DHLPaket", 0),
])  # fmt: skip
def test_how_long_a_label_can_be_taken_back(carrier: str, days: int):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    assert void_until(carrier, at) == (at + timedelta(days=days) if days else None)


def test_the_days_travel_with_the_program():
    """A wheel holds what lies in the package, unless its making or git leaves that out."""
    root = Path(__file__).parents[5]
    told = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = told["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["agent_console"]
    assert not {"include", "exclude", "only-include"} & wheel.keys()
    lies = Path(voids.__file__).with_name(voids.FILE).relative_to(root)
    git = ["git", "check-ignore", "--quiet", str(lies)]
    assert subprocess.run(git, cwd=root, check=False).returncode != 0, "git leaves it out"  # noqa: S603
    assert lies.parts[0] == "agent_console"


def test_the_recorded_refund_is_read(shared: Path):
    folder = shared / "payloads" / "carriers" / "easypost"
    told = recorded(folder, "cassette_shipment_refund.json", 1)
    answer = settled(Node(told), VOID, NOW)
    assert answer is not None
    assert [one.status for one in answer.said] == ["void_requested"]
    assert answer.said[0].moment.utc is not None
    assert answer.said[0].moment.utc.year == 2025

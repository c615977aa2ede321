"""The real buyer of labels, killed and cheated: nothing is paid twice, nothing bought is lost."""

import os
import random
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import msgspec
import pytest

from agent_console.connectors.carriers.easypost.manifest import send
from agent_console.connectors.kit.manifest import Given
from agent_console.domain.acting.intent import Intent, IntentKind
from agent_console.domain.acting.label import LabelOrder, Rate, VoidOrder
from agent_console.domain.money import Money
from agent_console.ports.secrets import Secret
from tests.fakes.clock import FixedClock
from tests.faults.acting.scenario import Scenario, Verdict
from tests.peers.easypost import shipping

pytestmark = pytest.mark.xdist_group("bench")  # neither measures well beside the other
KILLS = int(os.environ.get("AGENT_CONSOLE_KILLS", "200")) // 8
FAULTS, SETTLE_S, WISHES, MOST_KILLS = 0.4, 1.0, 5, 10


def asked(port: int, path: str, body: object = None) -> dict:
    """Ask the shop honestly."""
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        if body is None:
            line.request("GET", path)
        else:
            line.request("POST", path, msgspec.json.encode(body), {"X-Honest": "1"})
        return msgspec.json.decode(line.getresponse().read())
    finally:
        line.close()


def ledger(port: int, page: str) -> Counter[str]:
    return Counter(asked(port, "/ledger")[page])


def sender(port: int) -> object:
    values, key = {"base_url": f"http://127.0.0.1:{port}"}, {"api_key": Secret("of-the-test")}
    return send(Given("peer", values, key, "AT", FixedClock(datetime.now(UTC))))


def shipment_of(intent: Intent) -> str:
    return msgspec.json.decode(intent.wanted.request)["shipment"]


def bought_at(port: int) -> list[str]:
    """Have a shipment for each wish, and return the orders to buy their labels."""
    orders = []
    for number in range(WISHES):
        made = asked(port, shipping.SHIPMENTS, {"shipment": {"is_return": True}})
        rate = Rate(made["rates"][0]["id"], "USPS", "Priority", Money(742, "USD"))
        orders.append(LabelOrder(made["id"], rate, f"order {number}"))
    return [msgspec.json.encode(one).decode() for one in orders]


def voided_at(port: int) -> list[str]:
    """Have a bought label for each wish, and return the orders to take them back."""
    orders = []
    for order in map(partial(msgspec.json.decode, type=LabelOrder), bought_at(port)):
        chosen = {"rate": {"id": order.rate.external_id}}
        told = asked(port, f"{shipping.SHIPMENTS}/{order.shipment}/buy", chosen)
        orders.append(VoidOrder("key", order.shipment, told["tracking_code"], order.order))
    return [msgspec.json.encode(one).decode() for one in orders]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("kind", "ordered", "page"), [
    (IntentKind.LABEL, bought_at, "bought"), (IntentKind.VOID, voided_at, "refunded"),
])  # fmt: skip
def test_kills_and_a_bad_shop_pay_nothing_twice_and_lose_nothing(
    kind: IntentKind, ordered, page: str, tmp_path: Path
):
    rng, whole, number = random.Random(7), Verdict(), 0
    while whole.kills < KILLS:
        with shipping.running(FAULTS, rng.randrange(1 << 30)) as port:
            requests = ordered(port)
            scenario = Scenario(
                tmp_path / str(number),
                partial(sender, port),
                partial(ledger, port, page),
                requests.__getitem__,
                kind=kind,
                deed=shipment_of,
                entry="return",
                wishes=WISHES,
                settle_s=SETTLE_S,
                again=False,
            )
            scenario.prepare()
            verdict = scenario.run(rng, most_kills=MOST_KILLS)
        assert verdict.is_clean(), (number, verdict)
        whole += verdict
        number += 1
    assert whole.ends["done"] > whole.ends["failed"]
    assert any(point.startswith("easypost: ") for point in whole.points)

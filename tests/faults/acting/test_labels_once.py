"""The real buyer of labels, killed and cheated: nothing is paid twice, nothing bought is lost."""

import os
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import msgspec
import pytest

from agent_console.actions.returns.voiding import Voiding
from agent_console.connectors.carriers.easypost.manifest import send
from agent_console.connectors.kit.manifest import Given
from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.acting.label import (
    Label,
    LabelFile,
    LabelFormat,
    LabelOrder,
    Rate,
    VoidOrder,
)
from agent_console.domain.money import Money
from agent_console.domain.profile import Statement
from agent_console.domain.returning.case import Item, ReturnOrder
from agent_console.domain.returning.policy import Reason
from agent_console.ports.acting.sending import Done
from agent_console.ports.secrets import Secret
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.acting.shelf import StoredShelf
from agent_console.storage.store import Store
from tests.fakes.clock import FixedClock
from tests.fakes.records import at
from tests.faults.acting.abreast import abreast
from tests.faults.acting.scenario import Scenario, Verdict
from tests.peers.easypost import shipping

pytestmark = pytest.mark.xdist_group("kills")  # each reckons with two cores
KILLS = int(os.environ.get("AGENT_CONSOLE_KILLS", "200")) // 8
FAULTS, SETTLE_S, WISHES, MOST_KILLS = 0.4, 1.0, 5, 10
LANES = 3
FEWEST_POINTS = 8
PRICE = Money(742, "USD")


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


def labels(requests: list[str], store: Store) -> None:
    """Have labels that were bought, with their files, and a letter waiting for each."""
    outbox, dispatch, shelf = StoredOutbox(store), StoredDispatch(store), StoredShelf(store)
    for number, order in enumerate(map(partial(msgspec.json.decode, type=VoidOrder), requests)):
        key, said = f"label{number}", Statement("ann", at(0), "")
        outbox.put(key, _wanted(IntentKind.LABEL, _return(order)), said)
        outbox.put(f"letter{number}", _wanted(IntentKind.MESSAGE, "{}", takes=key), said)
        [due] = dispatch.due("peer", at(0))
        label = Label(
            *(order.shipment, "USPS", "Priority", order.tracking_number, PRICE),
            *(LabelFormat.PDF, "https://files.example/1.pdf", at(0)),
        )
        done = Done("bought", msgspec.json.encode(label).decode())
        dispatch.finish(dispatch.claim(due, "me:1", at(0)), at(0), done)
        shelf.keep(key, LabelFile(LabelFormat.PDF, b"%PDF-1.4"))


def _wanted(kind: IntentKind, request: str, takes: str | None = None) -> Wanted:
    way = "peer" if kind is IntentKind.LABEL else "mail"
    return Wanted(kind, way, 1, request, at(0), timedelta(seconds=SETTLE_S), takes=takes)


def _return(order: VoidOrder) -> str:
    rate = Rate("rate", "USPS", "Priority", PRICE)
    told = ReturnOrder(
        *(order.shipment, rate, order.order),
        items=(Item("JACKET-M", "Trail jacket", Decimal(1)),),
        reason=Reason.TOO_SMALL,
        verdict="Yes.",
        clause="Thirty days",
        facts={},
    )
    return msgspec.json.encode(told).decode()


def take_back(outbox: StoredOutbox, number: int) -> None:
    """Want a label taken back, as often as the window is opened again, but never after an end."""
    voids = [one for one in outbox.intents() if one.wanted.kind is IntentKind.VOID]
    wanted = {msgspec.json.decode(one.wanted.request, type=VoidOrder).label for one in voids}
    if f"label{number}" not in wanted:
        Voiding(outbox).void(f"label{number}", Statement("ann", datetime.now(UTC), ""))


def unequal(store: Store) -> int:
    """Count labels, files and letters that do not stand as their voids ended."""
    outbox, shelf, wrong = StoredOutbox(store), StoredShelf(store), 0
    for number in range(WISHES):
        key = f"label{number}"
        void = Voiding(outbox).under_way(key)
        is_void = void is not None and void.state is IntentState.DONE
        wrong += (outbox.intent(key).state is IntentState.VOID) is not is_void
        wrong += (shelf.file(key) is None) is not is_void
        letter = outbox.intent(f"letter{number}").state
        wrong += letter is not (IntentState.CANCELLED if is_void else IntentState.PENDING)
    return wrong


def run(scenarios: Callable[[int, Path], Scenario], home: Path) -> Verdict:
    """Kill in one scenario after the other, some beside each other, until it is enough."""
    lanes = abreast([partial(killed, scenarios, home / f"{n}", n) for n in range(LANES)])
    whole = sum(lanes, Verdict())
    assert whole.kills >= KILLS
    assert whole.ends["done"] > whole.ends["failed"]
    assert len(whole.points) >= FEWEST_POINTS, whole.points
    return whole


def killed(scenarios: Callable[[int, Path], Scenario], home: Path, lane: int) -> Verdict:
    rng, whole, number = random.Random(7 + lane), Verdict(), 0
    while whole.kills < KILLS / LANES:
        with shipping.running(FAULTS, rng.randrange(1 << 30)) as port:
            scenario = scenarios(port, home / str(number))
            scenario.prepare()
            verdict = scenario.run(rng, most_kills=MOST_KILLS)
        assert verdict.is_clean(), (lane, number, verdict)
        whole += verdict
        number += 1
    return whole


def buying(port: int, home: Path) -> Scenario:
    return Scenario(
        home,
        partial(sender, port),
        partial(ledger, port, "bought"),
        bought_at(port).__getitem__,
        kind=IntentKind.LABEL,
        deed=shipment_of,
        entry="return",
        wishes=WISHES,
        settle_s=SETTLE_S,
        again=False,
    )


def voiding(port: int, home: Path) -> Scenario:
    return Scenario(
        home,
        partial(sender, port),
        partial(ledger, port, "refunded"),
        kind=IntentKind.VOID,
        deed=shipment_of,
        entry="return",
        wishes=WISHES,
        settle_s=SETTLE_S,
        want=take_back,
        before=partial(labels, voided_at(port)),
        also=unequal,
    )


@pytest.mark.timeout(1200 + 6 * KILLS)
def test_kills_and_a_bad_shop_buy_nothing_twice_and_lose_nothing(tmp_path: Path):
    whole = run(buying, tmp_path)
    assert any(point.startswith("easypost: ") for point in whole.points)


@pytest.mark.timeout(1200 + 6 * KILLS)
def test_kills_and_a_bad_shop_take_nothing_back_twice_and_lose_nothing(tmp_path: Path):
    whole = run(voiding, tmp_path)
    assert any(point.startswith(("easypost: ", "void: ")) for point in whole.points)

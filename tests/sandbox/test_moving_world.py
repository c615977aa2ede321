"""The world goes on while one looks, with the traps of the real store."""

from datetime import UTC, datetime

from agent_console.sandbox.pace import Pace

NOTHING = "2000-01-01T00:00:00Z"
STEPS = 150
MOVING_KINDS = {
    "ORDER_FULFILLMENT",
    "ORDER_FULFILLMENT_TRANSITION",
    "ORDER_REFUND_TRANSITION",
    "ORDER_NOTE",
}
TEXT = """query($o: OrderListOptions) { orders(options: $o) { totalItems items {
  id updatedAt createdAt state history(options: { take: 100 }) { items { id type } } } } }"""


def everything(shop):
    found, skip = {}, 0
    while skip == len(found):
        items = shop.ask(TEXT, o={"take": 100, "skip": skip})["orders"]["items"]
        found.update({one["id"]: one for one in items})
        skip += 100
    return found


def new_kinds(before, after):
    known = {entry["id"] for entry in before["history"]["items"]}
    return {entry["type"] for entry in after["history"]["items"] if entry["id"] not in known}


def test_history_grows_while_moment_of_change_stands(moving):
    before = everything(moving)
    moving.go_on(STEPS)
    after = everything(moving)
    moved = {number: new_kinds(before[number], after[number]) for number in before}
    quiet = {number for number, kinds in moved.items() if kinds & MOVING_KINDS}
    loud = {"ORDER_CANCELLATION", "ORDER_MODIFIED"}
    assert len(quiet) > 20
    for number in quiet:
        if not moved[number] & loud and before[number]["state"] != "ArrangingPayment":
            assert after[number]["updatedAt"] == before[number]["updatedAt"]


def test_placing_and_cancelling_move_the_moment(moving):
    before = everything(moving)
    moving.go_on(STEPS)
    after = everything(moving)
    fresh = [one for number, one in after.items() if number not in before]
    today = datetime.now(UTC).date().isoformat()
    assert fresh
    assert all(one["updatedAt"].startswith(today) for one in fresh)


def test_what_happens_goes_on_for_ever(moving):
    for _ in range(3):
        orders = len(moving.world.ledger.orders)
        moving.go_on(400)
        assert len(moving.world.ledger.orders) > orders


def test_nothing_ever_moves_in_a_still_world(world):
    pace = Pace(world, 0)
    changes = len(world.ledger.changes)
    pace.start()
    pace.stop()
    assert len(world.ledger.changes) == changes


def test_a_quick_pace_moves_the_world(moving):
    pace = Pace(moving.world, 0.01)
    changes = len(moving.world.ledger.changes)
    pace.start()
    while len(moving.world.ledger.changes) == changes:
        moving.ask("{ orders(options: { take: 1 }) { totalItems } }")
    pace.stop()

"""How often an application may ask: evenly for routine, with a part kept for people."""

from datetime import UTC, datetime, timedelta

from agent_console.connectors.kit.carrier.budget import Budget, Pace, Quota
from agent_console.connectors.kit.carrier.tokens import Wallet
from tests.fakes.clock import FixedClock

HOUR = timedelta(hours=1)


def spent(budget: Budget, *, is_urgent: bool = False) -> int:
    """Spend what there is now, and return how much that was."""
    count = 0
    while budget.take(is_urgent=is_urgent) is None:
        count += 1
    return count


def made() -> tuple[Budget, FixedClock]:
    clock = FixedClock(datetime(2026, 11, 23, 12, tzinfo=UTC))
    return Budget(Quota(60, HOUR), clock), clock


def test_routine_spends_evenly_and_leaves_a_part_to_people():
    budget, clock = made()
    quarters = []
    for _ in range(4):
        quarters.append(spent(budget))
        clock.move(minutes=15)
    assert quarters == [12, 12, 12, 12]
    clock.move(minutes=-15)
    assert spent(budget, is_urgent=True) == 12
    assert spent(budget, is_urgent=True) == spent(budget) == 0


def test_no_hour_has_more_than_its_quota_whoever_asks():
    budget, clock = made()
    asked: list[datetime] = []
    for minute in range(300):
        is_urgent = minute % 7 == 0
        asked.extend(clock.now() for _ in range(5) if budget.take(is_urgent=is_urgent) is None)
        clock.move(minutes=1)
    most = max(sum(start <= at < start + HOUR for at in asked) for start in asked)
    assert 48 <= most <= 60


def test_whoever_has_to_wait_hears_how_long():
    budget, clock = made()
    spent(budget)
    assert budget.take(is_urgent=False) == 15 * 60
    clock.move(minutes=5)
    assert budget.take(is_urgent=False) == 10 * 60
    clock.move(minutes=10)
    assert budget.take(is_urgent=False) is None


def test_an_answer_is_believed_for_an_hour():
    budget, clock = made()
    assert not budget.is_known()
    budget.answered()
    clock.move(minutes=59)
    assert budget.is_known()
    clock.move(minutes=1)
    assert not budget.is_known()


def test_all_of_one_application_share_its_pace_and_its_budget():
    wallet, clock = Wallet(), FixedClock(datetime(2026, 11, 23, tzinfo=UTC))
    quota = Quota(60, HOUR)
    one, same = (wallet.budget(("https://a", "id"), quota, clock) for _ in range(2))
    other = wallet.budget(("https://a", "another"), quota, clock)
    assert one is same is not other
    assert wallet.pace("a", 1.0) is wallet.pace("a", 1.0) is not wallet.pace("b", 1.0)


def test_a_pace_gives_each_its_turn_after_a_short_burst():
    now = [100.0]
    pace = Pace(2.0, clock=lambda: now[0])
    assert [pace.wait() for _ in range(5)] == [0.0, 0.0, 0.0, 0.5, 1.0]
    now[0] += 10
    assert [pace.wait() for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]


def test_who_is_urgent_passes_those_who_wait_and_takes_their_turn():
    pace = Pace(2.0, clock=lambda: 100.0)
    assert [pace.wait() for _ in range(7)] == [0.0, 0.0, 0.0, 0.5, 1.0, 1.5, 2.0]
    assert [pace.wait(is_urgent=True) for _ in range(3)] == [0.0, 0.5, 1.0]
    assert pace.wait() == 4.0, "no more are let through for that"


def test_who_is_urgent_alone_has_the_burst_and_no_more():
    pace = Pace(2.0, clock=lambda: 100.0)
    assert [pace.wait(is_urgent=True) for _ in range(5)] == [0.0, 0.0, 0.0, 0.5, 1.0]
    assert pace.wait() == 1.5

"""Whether something may go back, at every boundary of the days and quantities."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from agent_console.domain.moment import Moment, instant
from agent_console.domain.money import Money
from agent_console.domain.returning.lines import Wish
from agent_console.domain.returning.policy import Clause, Exclusion, Policy, Reason
from agent_console.domain.returning.verdict import verdict
from agent_console.machine.policies.returns import PolicyError, returns_policy
from tests.fakes.records import order

FREE = frozenset({Reason.DAMAGED, Reason.DEFECTIVE})
POLICY = Policy(
    (
        Clause("One", frozenset(Reason) - FREE, 30, Money(490, "EUR")),
        Clause("Two", FREE, 60),
    ),
    (Exclusion("Hygiene", ("SOCKS",), "socks were worn", FREE),),
)
DELIVERED = Moment(local="2026-11-01T18:00:00", offset="+01:00")
SHIPPED = Path(__file__).parents[3] / "resources" / "policies" / "returns.toml"


def judge(now: datetime, delivered: Moment | None = DELIVERED, reason=Reason.CHANGED_MIND, **lines):
    wanted = {sku.replace("_", "-"): Decimal(n) for sku, n in (lines or {"JACKET_M": 1}).items()}
    return verdict(POLICY, Wish(order(), wanted, reason), delivered, now)


@pytest.mark.parametrize(
    ("now", "is_eligible", "left"),
    [
        (datetime(2026, 11, 1, 17, tzinfo=UTC), True, 30),
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), True, 0),
        (datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC), True, 0),
        (datetime(2026, 12, 1, 23, 0, tzinfo=UTC), False, -1),
        (datetime(2027, 1, 1, tzinfo=UTC), False, -31),
    ],
)
def test_the_last_day_counts_to_its_end_at_the_place_of_delivery(now, is_eligible, left):
    told = judge(now)
    assert (told.is_eligible, told.days_left) == (is_eligible, left)
    assert "delivered on 1 November 2026 + 30 days = 1 December 2026" in told.sentence
    assert told.clause == "One"


def test_without_an_offset_the_day_is_as_told_and_ends_by_utc():
    told = judge(datetime(2026, 12, 1, 23, 59, tzinfo=UTC), Moment(local="2026-11-01"))
    assert (told.is_eligible, told.days_left) == (True, 0)
    assert not judge(datetime(2026, 12, 2, tzinfo=UTC), Moment(local="2026-11-01")).is_eligible
    only_utc = instant(datetime(2026, 11, 1, 23, 30, tzinfo=UTC))
    assert judge(datetime(2026, 12, 1, 23, tzinfo=UTC), only_utc).days_left == 0


def test_a_leap_day_and_the_end_of_a_year_are_counted():
    told = judge(datetime(2028, 3, 1, tzinfo=UTC), Moment(local="2028-02-28"))
    assert told.last_day.isoformat() == "2028-03-29"
    over = judge(datetime(2027, 1, 14, tzinfo=UTC), Moment(local="2026-12-15"))
    assert over.last_day.isoformat() == "2027-01-14"


def test_the_reason_chooses_the_clause_and_who_pays():
    now = datetime(2026, 12, 20, tzinfo=UTC)
    assert not judge(now).is_eligible
    told = judge(now, reason=Reason.DAMAGED)
    assert told.is_eligible
    assert told.sentence.endswith("11 days left; the label is free.")
    paid = judge(datetime(2026, 11, 2, tzinfo=UTC))
    assert paid.label_fee == Money(490, "EUR")
    assert "the label costs the customer" in paid.sentence


@pytest.mark.parametrize("delivered", [None, Moment()])
def test_what_is_not_known_to_be_delivered_waits(delivered):
    told = judge(datetime(2026, 11, 2, tzinfo=UTC), delivered)
    assert not told.is_eligible
    assert told.sentence.startswith("Not yet: no parcel with this article of order A-7 is known")
    assert told.would_help
    both = judge(datetime(2026, 11, 2, tzinfo=UTC), delivered, Reason.DAMAGED, JACKET_M=1, SOCKS=1)
    assert both.sentence.startswith("Not yet: no parcel with these articles of order A-7 is known")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ({"JACKET_M": 2}, "Of JACKET-M 1 can go back at most"),
        ({"JACKET_M": 0}, "cannot go back"),
        ({"JACKET_M": -1}, "cannot go back"),
        ({"JACKET_M": "0.5"}, "0.5 of JACKET-M cannot go back: it was bought in whole pieces."),
        ({"HAT": 1}, "has no article HAT; it has JACKET-M, SOCKS"),
        ({"SOCKS": 1}, "does not come back, socks were worn"),
    ],
)
def test_what_is_wrong_with_the_lines_is_said(lines, words):
    told = judge(datetime(2026, 11, 2, tzinfo=UTC), **lines)
    assert not told.is_eligible
    assert words in told.sentence


def test_an_excluded_article_comes_back_for_the_reasons_that_are_allowed():
    now = datetime(2026, 11, 2, tzinfo=UTC)
    assert judge(now, reason=Reason.DEFECTIVE, SOCKS=1).is_eligible
    [hint] = judge(now, SOCKS=1).would_help
    assert hint == "It may for these reasons: damaged, defective."


def test_half_a_metre_may_go_back():
    told = judge(datetime(2026, 11, 2, tzinfo=UTC), reason=Reason.DEFECTIVE, SOCKS="0.5")
    assert told.is_eligible


def test_every_day_of_a_year_agrees_with_counting_one_by_one():
    for days in range(400):
        now = datetime(2026, 11, 1, 12, tzinfo=UTC) + timedelta(days=days)
        assert judge(now).is_eligible is (days <= 30)


def test_the_policy_of_the_house_holds_every_reason_once():
    policy = returns_policy(SHIPPED)
    assert {policy.clause(reason).days for reason in Reason} == {30, 60, 730}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "'clauses' is missing"),
        ("clauses = 3", "cannot be used"),
        ('[[clauses]]\nname = "a"\nreasons = ["damaged"]\ndays = -1', "whole number"),
        ('[[clauses]]\nname = "a"\nreasons = ["bored"]\ndays = 1', "bored"),
        ('[[clauses]]\nname = "a"\nreasons = ["damaged"]\ndays = 1', "changed_mind"),
    ],
)
def test_a_policy_that_cannot_be_used_says_why(tmp_path: Path, text: str, words: str):
    path = tmp_path / "returns.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError, match=words):
        returns_policy(path)

"""What somebody wants to send back, and what is wrong with that whatever the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from agent_console.domain.order import Order, OrderLine
from agent_console.domain.returning.policy import Policy, Reason

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Wish:
    """What of an order is to go back: quantities by SKU, and why."""

    order: Order
    lines: Mapping[str, Decimal]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Problem:
    """Why it cannot go back, by which clause if by one, and what would help."""

    sentence: str
    clause: str | None = None
    would_help: tuple[str, ...] = ()


def problem_of(policy: Policy, wish: Wish) -> Problem | None:
    """Return the first thing that is wrong; None when nothing is."""
    if not wish.lines:
        return Problem(
            "Nothing was chosen to go back.", would_help=("Choose an article and a quantity.",)
        )
    found = (_problem(policy, wish, sku, quantity) for sku, quantity in wish.lines.items())
    return next((one for one in found if one is not None), None)


def _problem(policy: Policy, wish: Wish, sku: str, quantity: Decimal) -> Problem | None:
    lines = [one for one in wish.order.lines if one.sku == sku]
    if not lines:
        known = ", ".join(one.sku for one in wish.order.lines if one.sku) or "none"
        return Problem(f"Order {wish.order.number} has no article {sku}; it has {known}.")
    if quantity <= NOTHING:
        return Problem(f"A quantity of {quantity:f} of {sku} cannot go back.")
    left = sum(map(_left, lines), NOTHING)
    if quantity > left:
        return _too_many(sku, left, sum((one.quantity for one in lines), NOTHING))
    return _excluded(policy, wish.reason, lines[0])


def _left(line: OrderLine) -> Decimal:
    return max(NOTHING, line.quantity - line.cancelled - line.refunded)


def _too_many(sku: str, left: Decimal, bought: Decimal) -> Problem:
    return Problem(
        f"Of {sku} {_number(left)} can go back at most: {_number(bought)} were bought, and what "
        "was cancelled or refunded does not count.",
        would_help=(f"Ask for {_number(left)}.",) if left else (),
    )


def _excluded(policy: Policy, reason: Reason, line: OrderLine) -> Problem | None:
    rule = policy.exclusion(line.sku, reason)
    if rule is None:
        return None
    allowed = ", ".join(sorted(one.value for one in rule.unless))
    return Problem(
        f"No, by “{rule.name}”: {line.title} does not come back, {rule.because}.",
        rule.name,
        (f"It may for these reasons: {allowed}.",) if allowed else (),
    )


def _number(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"

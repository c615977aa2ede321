"""What somebody wants to send back, and what is wrong with that whatever the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from agent_console.domain.order import Order, OrderLine
from agent_console.domain.returning.policy import Policy, Reason

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Wish:
    """What of an order is to go back: quantities by SKU, and why.

    `returning` is what of it is on its way back already.
    """

    order: Order
    lines: Mapping[str, Decimal]
    reason: Reason
    returning: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why it cannot go back, by which clause if by one, and what would help.

    Only what a clause forbids can a person allow; `is_final` is what no exception makes possible.
    """

    sentence: str
    clause: str | None = None
    would_help: tuple[str, ...] = ()
    is_final: bool = True


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
    if not _is_whole(quantity) and all(_is_whole(one.quantity) for one in lines):
        return Problem(
            f"A quantity of {_number(quantity)} of {sku} cannot go back: it was bought in whole "
            "pieces.",
            would_help=("Ask for whole pieces.",),
        )
    left = left_of(lines, wish.returning.get(sku, NOTHING))
    if quantity > left:
        return _too_many(sku, left, sum((one.quantity for one in lines), NOTHING))
    return _excluded(policy, wish.reason, lines[0])


def _is_whole(quantity: Decimal) -> bool:
    return quantity == quantity.to_integral_value()


def left_of(lines: Sequence[OrderLine], returning: Decimal = NOTHING) -> Decimal:
    """Return how much of the lines of an article can still go back; what came back is refunded."""
    kept = sum((one.quantity - one.cancelled for one in lines), NOTHING)
    refunded = sum((one.refunded for one in lines), NOTHING)
    return max(NOTHING, kept - max(refunded, returning))


def _too_many(sku: str, left: Decimal, bought: Decimal) -> Problem:
    return Problem(
        f"Of {sku} {_number(left)} can go back at most: {_number(bought)} were bought, and what "
        "was cancelled, refunded or is on its way back does not count.",
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
        is_final=False,
    )


def _number(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"

"""What stands where a customer's orders would: where they were looked for, and what next."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from agent_console.domain.customer import Customer
from agent_console.ui.screens.customer.actions import ACTIONS
from agent_console.ui.screens.customer.actions import Situation as Told
from agent_console.ui.screens.customer.situations import REFRESH, SEARCH
from agent_console.ui.screens.customer.viewmodel import SHOWN_IDENTITIES, CustomerPage
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.state_panel import Offer, Situation
from agent_console.ui.widgets.times import Times

MOST_NAMES = 3
OPEN = "open"


def no_orders(page: CustomerPage, heard: Mapping[str, datetime | None]) -> Situation | None:
    """Say that nothing was bought as far as we know; None where there is an order.

    `heard` are the connections, and when each was last read.
    """
    customer, times = page.customer, page.times
    if customer is None or customer.orders:
        return None
    warnings = (
        f"{name} was not read since {times.since(since)}; an order there would not show."
        for name, since in page.silent.items()
    )
    return Situation(
        Glyph.PARCEL,
        f"No orders for {customer.name}",
        detail=_looked_for(customer, heard, times),
        warning="\n".join(warnings),
        offers=tuple(_offers(customer)),
    )


def _looked_for(customer: Customer, heard: Mapping[str, datetime | None], times: Times) -> str:
    kinds = (one.identity for one in customer.identities)
    names = list(dict.fromkeys(one.raw.strip() for one in kinds if one.kind in SHOWN_IDENTITIES))
    more = len(names) - MOST_NAMES
    shown = [*map(_unbroken, names[:MOST_NAMES]), *([f"{more} more"] if more > 0 else [])]
    told = "" if names else "No e-mail address and no phone number is known. "
    where = [_read(name, at, times) for name, at in heard.items()]
    where = where or sorted({known.source for known in customer.identities})
    looked = f"Looked for {_all(shown)}" if shown else "Looked"
    return f"{told}{looked} in {_all(where)}." if where else told.strip()


def _unbroken(name: str) -> str:
    return name.replace(" ", "\N{NO-BREAK SPACE}")


def _read(name: str, at: datetime | None, times: Times) -> str:
    return f"{name} (read {times.ago(at)})" if at else f"{name} (not read yet)"


def _all(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _offers(customer: Customer) -> Sequence[Offer]:
    action = next(action for action in ACTIONS if action.word == OPEN)
    has_page = action.subject(Told(customer, None)) is not None
    page = (Offer(OPEN, action.glyph, action.text, action.key),) if has_page else ()
    return (
        Offer(SEARCH, Glyph.SEARCH, "Search order, parcel or other e-mail", "Ctrl K"),
        Offer(REFRESH, Glyph.REFRESH, f"Ask again, only for {customer.name}", "F5"),
        *page,
    )

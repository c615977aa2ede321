"""Why there is nothing to show of a customer, in plain words, and what can be done next."""

from agent_console.domain.customer import Customer
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.state_panel import Offer, Situation

CLEAR_FILTER, REFRESH, SEARCH = "clear_filter", "refresh", "search"

READING = Situation(Glyph.WAIT, "Reading …")


def no_entries(customer: Customer) -> Situation:
    """Say that nothing is known to have happened, and where that was looked for."""
    names = " and ".join(known.identity.raw for known in customer.identities[:2])
    sources = ", ".join(sorted({known.source for known in customer.identities}))
    where = f" in {sources}" if sources else ""
    return Situation(
        Glyph.PARCEL,
        f"No orders for {customer.name}",
        detail=f"Looked for {names}{where}." if names else "",
        offers=(
            Offer(SEARCH, Glyph.SEARCH, "Search order, tracking number or other e-mail", "Ctrl K"),
            Offer(REFRESH, Glyph.REFRESH, f"Ask again, only for {customer.name}", "F5"),
        ),
    )


def nothing_fits(chosen: str, words: str) -> Situation:
    """Say that the filter or the words hide everything."""
    within = "" if chosen == "All" else f" among {chosen}"
    title = f"Nothing says “{words}”{within}" if words else f"Nothing{within}"
    return Situation(
        Glyph.SEARCH,
        title,
        detail="The history was searched from its beginning to now.",
        offers=(Offer(CLEAR_FILTER, Glyph.CLOSE, "Show all of the history", "1"),),
    )


def not_readable(failure: BaseException) -> Situation:
    """Say that the customer cannot be read, and why."""
    return Situation(
        Glyph.DATABASE,
        "This customer cannot be read",
        detail=str(failure),
        warning="Nothing was changed.",
        offers=(
            Offer(REFRESH, Glyph.REFRESH, "Read again", "F5"),
            Offer(SEARCH, Glyph.SEARCH, "Search for somebody else", "Ctrl K"),
        ),
    )

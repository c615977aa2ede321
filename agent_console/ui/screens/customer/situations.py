"""Why there is nothing to show of a customer, in plain words, and what can be done next."""

from agent_console.domain.customer import Customer
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.state_panel import Offer, Situation

CLEAR_FILTER, REFRESH, SEARCH = "clear_filter", "refresh", "search"

READING = Situation(Glyph.WAIT, "Reading …")


def no_entries(customer: Customer) -> Situation:
    """Say that nothing is known to have happened with somebody who has orders."""
    return Situation(
        Glyph.LATEST,
        f"No history for {customer.name}",
        detail="No connection told of anything that happened.",
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

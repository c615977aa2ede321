"""What search lists: results, the latest, or why there is nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.identity import reference
from agent_console.ports.reading import KeyKind, RecentCustomer
from agent_console.queries.search import SearchHit
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.people.listing import Listing, ResultRow
from agent_console.ui.widgets.state_panel import Offer, Situation
from agent_console.ui.widgets.times import Times

KEY_WORDS: dict[KeyKind, str] = {
    KeyKind.ORDER: "order",
    KeyKind.TRACKING: "parcel",
    KeyKind.EMAIL: "e-mail",
    KeyKind.PHONE: "phone",
    KeyKind.NAME: "name",
    KeyKind.POSTCODE: "postcode",
    KeyKind.HAND_OFF: "hand-off",
}
NUMBERS = frozenset({KeyKind.ORDER, KeyKind.TRACKING})
SEARCHED = "names, e-mail addresses, postcodes, phone, order and tracking numbers"
TRY = "Try the beginning of a name, or the last four of a phone, order or parcel."
GONE = "No longer in the store"
CLEAR, SYNC, REOPEN = "clear", "sync", "reopen"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed, who was found, and what it is if that is nobody."""

    text: str
    hits: Sequence[SearchHit]
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """The connections by when they were last read, and those that are silent by since when."""

    heard: Mapping[str, datetime | None]
    silent: Mapping[str, datetime]
    times: Times

    def where(self) -> str:
        """Say of which connections something can be found, and how old that is."""
        read = (
            f"{name} (read {self.times.since(at)})" if at else f"{name} (not read yet)"
            for name, at in self.heard.items()
        )
        *others, last = (*read, "")[:-1] or ("",)
        told = " and ".join(filter(None, (", ".join(others), last)))
        return f" of what was read from {told}" if told else ""

    def warning(self) -> str:
        """Say who could not be asked: what came up there since then cannot be found."""
        return "\n".join(
            f"{name} was not read since {self.times.since(at)}; what is newer there is not found."
            for name, at in self.silent.items()
        )


def latest(customers: Sequence[RecentCustomer], syncing: str) -> Listing:
    """List where something happened last; say how far the first sync is when there is nothing."""
    if not customers:
        return Listing("Latest", "", situation=_nothing_yet(syncing))
    rows = tuple(
        ResultRow(one.customer, one.name, _marked(one.title, is_gone=one.is_gone), one.at)
        for one in customers
    )
    return Listing("Latest", "newest first", rows)


def results(answer: Answer, limit: int, sources: Sources | None = None) -> Listing:
    """List who was found, and by what."""
    hits = answer.hits
    if not hits:
        return Listing("Found", "", situation=_nothing_found(answer, sources))
    rows = tuple(map(_found, hits))
    more = " or more" if len(hits) >= limit else ""
    return Listing("Found", f"{len(hits)}{more}", rows)


def searching(text: str) -> Listing:
    """Say that the search is under way."""
    return Listing("Found", "", situation=Situation(Glyph.WAIT, f"Looking for “{text}” …"))


def opening() -> Listing:
    """Say that the store is being opened."""
    return Listing("Latest", "", situation=Situation(Glyph.WAIT, "Opening the store …"))


def resting(situation: Situation) -> Listing:
    """Say why nothing can be listed."""
    return Listing("Latest", "", situation=situation)


def store_failed(message: str) -> Listing:
    """Say that the store cannot be read, why, and what to do."""
    return Listing(
        "Latest",
        "",
        situation=Situation(
            Glyph.DATABASE,
            "The store cannot be read",
            detail=message,
            warning="Nothing was changed.",
            offers=(Offer(REOPEN, Glyph.REFRESH, "Try again", "F5"),),
        ),
    )


def _nothing_yet(syncing: str) -> Situation:
    if syncing:
        return Situation(
            Glyph.WAIT,
            "Nothing is read yet",
            detail=f"The first sync is under way: {syncing}. Customers show up as they are read.",
        )
    return Situation(
        Glyph.DATABASE,
        "Nothing is read yet",
        detail="The store is empty. The connections are read in turn; customers show up then.",
        offers=(Offer(SYNC, Glyph.REFRESH, "Read all connections now"),),
    )


def _nothing_found(answer: Answer, sources: Sources | None) -> Situation:
    where = sources.where() if sources else ""
    return Situation(
        Glyph.SEARCH,
        f"Nobody found for “{answer.text}”",
        detail=f"{answer.meaning or TRY} Looked in {SEARCHED}{where}.",
        warning=sources.warning() if sources else "",
        offers=(
            Offer(SYNC, Glyph.REFRESH, "Read all connections now"),
            Offer(CLEAR, Glyph.CLOSE, "Clear the search", "Esc"),
        ),
    )


def _found(hit: SearchHit) -> ResultRow:
    sought = hit.value if hit.kind in NUMBERS else reference(hit.order)
    why = _marked(_why(hit), is_gone=hit.found.is_gone)
    return ResultRow(hit.found.id, hit.found.name, why, sought=sought)


def _marked(words: str, *, is_gone: bool) -> str:
    return f"{GONE} · {words}" if is_gone else words


def _why(hit: SearchHit) -> str:
    orders = hit.found.orders
    if hit.kind is KeyKind.NAME:
        told = (*hit.found.emails[:1], *hit.found.phones[:1])
        return told[0] if told else f"order {orders[0]}" if orders else "name"
    about = f", order {hit.order}" if hit.order else ""
    return f"{KEY_WORDS[hit.kind]} {hit.value}{about}"

"""What is said where other parcels bear the number of one: carriers use numbers again."""

from datetime import tzinfo

from agent_console.domain.customer import KnownOrder, KnownParcel
from agent_console.queries.days import in_year


def ambiguity(known: KnownOrder, parcel: KnownParcel, zone: tzinfo | None) -> str:
    """Say that another parcel used a number, or may be this one; nothing where none does."""
    if not parcel.namesakes:
        return ""
    other = parcel.namesakes[0]
    heard = known.first_heard
    is_older = other.last_seen is not None and other.last_seen.sort_key(
        heard
    ) < known.order.placed.sort_key(heard)
    day = in_year(other.last_seen, zone)
    seen = f"; last seen {day}" if day else ""
    if is_older:
        return f"another parcel used this number{seen}"
    return f"a parcel of this number may be another one{seen}"

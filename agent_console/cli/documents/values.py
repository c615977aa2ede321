"""Values as the interface writes them."""

from decimal import Decimal

from agent_console.domain.moment import Moment, iso_z
from agent_console.domain.money import Money
from agent_console.domain.parcel import Place


def money(amount: Money | None) -> dict[str, object] | None:
    """Write an amount."""
    return None if amount is None else {"minor": amount.minor, "currency": amount.currency}


def quantity(amount: Decimal) -> str:
    """Write a quantity without an exponent or idle zeros: "1", "1.5"."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def date(moment: Moment | None) -> dict[str, object] | None:
    """Write a time as told, or null when it was not."""
    if moment is None or moment == Moment():
        return None
    return {
        "local_time": moment.local,
        "utc_offset": moment.offset,
        "utc": iso_z(moment.utc),
    }


def place(where: Place | None) -> dict[str, object]:
    """Write a place, nulls where nothing was told."""
    told = where or Place()
    return {"city": told.city, "region": told.region, "country": told.country}

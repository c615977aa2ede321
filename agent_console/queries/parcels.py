"""How the parcels of an order stand, in words that say only what the facts hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from agent_console.domain.customer import KnownParcel
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus
from agent_console.queries.days import on_day

BOTH = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a parcel's status is said: of one, of one with its day, of several; is it trouble?"""

    status: ParcelStatus
    one: str
    one_dated: str
    many: str
    is_trouble: bool = False


PHRASES: dict[ParcelStatus, Phrase] = {
    phrase.status: phrase
    for phrase in (
        Phrase(ParcelStatus.DELIVERED, "is delivered", "was delivered on {day}", "are delivered"),
        Phrase(
            ParcelStatus.OUT_FOR_DELIVERY,
            "is out for delivery",
            "is out for delivery",
            "are out for delivery",
        ),
        Phrase(
            ParcelStatus.AVAILABLE_FOR_PICKUP,
            "waits to be picked up",
            "waits to be picked up",
            "wait to be picked up",
        ),
        Phrase(ParcelStatus.IN_TRANSIT, "is shipped", "was shipped on {day}", "are shipped"),
        Phrase(
            ParcelStatus.PRE_TRANSIT,
            "is prepared and not shipped yet",
            "was prepared on {day} and is not shipped yet",
            "are prepared and not shipped yet",
        ),
        Phrase(
            ParcelStatus.ATTEMPT_FAILED,
            "could not be handed over",
            "could not be handed over",
            "could not be handed over",
            is_trouble=True,
        ),
        Phrase(ParcelStatus.EXCEPTION, "is held up", "is held up", "are held up", is_trouble=True),
        Phrase(
            ParcelStatus.RETURN_TO_SENDER,
            "is on its way back to us",
            "is on its way back to us",
            "are on their way back to us",
            is_trouble=True,
        ),
        Phrase(
            ParcelStatus.CANCELLED,
            "is cancelled at the carrier",
            "is cancelled at the carrier",
            "are cancelled at the carrier",
            is_trouble=True,
        ),
        Phrase(
            ParcelStatus.UNKNOWN,
            "has a state we do not know",
            "has a state we do not know",
            "have a state we do not know",
        ),
    )
}

UNSCANNED = Phrase(
    ParcelStatus.PRE_TRANSIT,
    "was shipped according to the store and not scanned by the carrier yet",
    "was shipped on {day} according to the store and not scanned by the carrier yet",
    "were shipped according to the store and not scanned by the carrier yet",
)

TO_COME = frozenset(
    {
        ParcelStatus.PRE_TRANSIT,
        ParcelStatus.IN_TRANSIT,
        ParcelStatus.OUT_FOR_DELIVERY,
        ParcelStatus.ATTEMPT_FAILED,
        ParcelStatus.EXCEPTION,
    }
)
"""States in which a carrier's estimate still means something."""


WORDED = frozenset(status for status, phrase in PHRASES.items() if phrase.is_trouble)
"""States of which the carrier's own words say why."""


def parcels_stand(
    parcels: Sequence[KnownParcel], zone: tzinfo | None
) -> Iterator[tuple[str, bool]]:
    """Yield sentences on the parcels of an order, each with whether somebody has to act."""
    yield how_they_stand(parcels, zone)
    if len(parcels) > 1:
        hindered = [parcel for parcel in parcels if _is_hindered(parcel)]
        yield from ((_of_several(parcel, zone), False) for parcel in hindered)
        return
    only = parcels[0]
    yield from _why(only, zone)
    if day := on_day(expected(only), zone):
        yield f"The carrier's estimate: {day}.", False


def _why(only: KnownParcel, zone: tzinfo | None) -> Iterator[tuple[str, bool]]:
    """Yield what keeps a parcel from coming, and what happened since."""
    if _is_tried(only) and only.status is not ParcelStatus.ATTEMPT_FAILED:
        yield "A delivery was tried in vain.", False
    if _is_hindered(only) and (said := _said(only, zone)):
        yield said, only.status in WORDED
        if since := _since(only, zone):
            yield f"Since then{since}.", False


RETURNS: dict[ParcelStatus, tuple[str, bool]] = {
    ParcelStatus.UNKNOWN: ("not heard of yet", False),
    ParcelStatus.PRE_TRANSIT: ("not handed in yet", False),
    ParcelStatus.IN_TRANSIT: ("on its way to us", False),
    ParcelStatus.OUT_FOR_DELIVERY: ("on its way to us", False),
    ParcelStatus.AVAILABLE_FOR_PICKUP: ("waiting to be picked up by us", True),
    ParcelStatus.DELIVERED: ("with us according to the carrier", False),
    ParcelStatus.ATTEMPT_FAILED: ("on its way to us; a delivery was tried in vain", True),
    ParcelStatus.EXCEPTION: ("held up", True),
    ParcelStatus.RETURN_TO_SENDER: ("on its way back to the customer", True),
    ParcelStatus.CANCELLED: ("cancelled at the carrier", False),
}
"""What is said of a parcel that comes back, and whether somebody has to act."""


def returns_stand(
    parcels: Sequence[KnownParcel], zone: tzinfo | None
) -> Iterator[tuple[str, bool]]:
    """Yield a sentence on each parcel that comes back from the customer."""
    for parcel in parcels:
        words, is_trouble = RETURNS[parcel.status]
        day = on_day(expected(parcel), zone)
        when = f", expected {day}" if day and not is_trouble else ""
        yield f"The return is {words}{when}.", is_trouble


def short_number(number: str) -> str:
    """Shorten a tracking number to what people read out: "… 4022 115"."""
    tail = number[-7:]
    return number if len(number) <= len(tail) else f"… {tail[:4]} {tail[4:]}"


def _is_tried(parcel: KnownParcel) -> bool:
    return parcel.shipment.had_attempt and parcel.status in TO_COME


def _is_hindered(parcel: KnownParcel) -> bool:
    """Say that the carrier has words for what keeps a parcel from coming."""
    has_why = bool(parcel.shipment.remark()) or parcel.keeps_why
    is_late = has_why and parcel.status in TO_COME
    return is_late or _is_tried(parcel) or parcel.status in WORDED


def _of_several(parcel: KnownParcel, zone: tzinfo | None) -> str:
    """Say of one parcel among others what its carrier says, and when it is to come now."""
    named = f"{parcel.carrier() or 'Parcel'} {short_number(parcel.shipment.number or '')}".strip()
    day = on_day(expected(parcel), zone)
    since = _since(parcel, zone)
    said = [
        _said(parcel, zone).rstrip("."),
        f"since then{since}" if since else "",
        f"the new estimate: {day}" if day else "",
    ]
    words = "; ".join(filter(None, said)) or "the carrier does not say why"
    return f"{named}: {words[0].lower()}{words[1:]}."


def _said(parcel: KnownParcel, zone: tzinfo | None) -> str:
    """Repeat what the carrier said last, and when."""
    told = parcel.shipment
    if not told.said:
        return ""
    day = on_day(told.said_at, zone)
    return f"The carrier said{f' on {day}' if day else ''}: “{told.said.rstrip('.')}”."


def _since(parcel: KnownParcel, zone: tzinfo | None) -> str:
    """Repeat what the carrier told after the reason: when, where, and in which words."""
    scan = parcel.since
    if scan is None or not scan.text:
        return ""
    day, city = on_day(scan.moment, zone), scan.place.city
    when, where = f", on {day}" if day else "", f" in {city}" if city else ""
    return f"{when}{where}: “{scan.text.rstrip('.')}”"


def dated(parcel: KnownParcel) -> Moment | None:
    """Return when a parcel came to the status it has, or last moved as far as that was told."""
    if parcel.status is ParcelStatus.DELIVERED:
        return parcel.shipment.delivered
    sent, is_prepared = parcel.fulfilment, parcel.status is ParcelStatus.PRE_TRANSIT
    return sent.created if is_prepared and not parcel.is_unscanned() else sent.shipped


def expected(parcel: KnownParcel) -> Moment | None:
    """Return for when the carrier expects a parcel that is still to come."""
    return parcel.shipment.estimated if parcel.status in TO_COME else None


def how_they_stand(parcels: Sequence[KnownParcel], zone: tzinfo | None) -> tuple[str, bool]:
    """Say in a sentence how parcels stand, and whether somebody has to act."""
    groups: dict[Phrase, list[KnownParcel]] = {}
    for parcel in sorted(parcels, key=lambda parcel: list(PHRASES).index(parcel.status)):
        groups.setdefault(_phrase(parcel), []).append(parcel)
    trouble = any(phrase.is_trouble for phrase in groups)
    if len(groups) == 1:
        return _all_alike(parcels, zone), trouble
    said = [_some(group, zone) for group in groups.values()]
    if len(parcels) == BOTH:
        return f"1 of 2 parcels {said[0]}, the other {said[1]}.", trouble
    counted = [f"{len(group)} {words}" for group, words in zip(groups.values(), said, strict=True)]
    first = f"{len(next(iter(groups.values())))} of {len(parcels)} parcels {said[0]}"
    return f"{', '.join([first, *counted[1:]])}.", trouble


def _phrase(parcel: KnownParcel) -> Phrase:
    return UNSCANNED if parcel.is_unscanned() else PHRASES[parcel.status]


def _all_alike(parcels: Sequence[KnownParcel], zone: tzinfo | None) -> str:
    words = _some(parcels, zone)
    if len(parcels) == 1:
        return f"The parcel {words}."
    return f"{'Both' if len(parcels) == BOTH else f'All {len(parcels)}'} parcels {words}."


def _some(parcels: Sequence[KnownParcel], zone: tzinfo | None) -> str:
    phrase = _phrase(parcels[0])
    day = on_day(dated(parcels[0]), zone)
    words = phrase.one_dated.format(day=day) if day else phrase.one
    if len(parcels) > 1:
        words = phrase.many
    return words + _by_whom(parcels)


def _by_whom(parcels: Sequence[KnownParcel]) -> str:
    """Say who takes parcels for delivered: whoever waits for one may know better."""
    if parcels[0].status is not ParcelStatus.DELIVERED:
        return ""
    told = {"the carrier" if parcel.is_tracked else "the store" for parcel in parcels}
    return f" according to {' and '.join(sorted(told))}"

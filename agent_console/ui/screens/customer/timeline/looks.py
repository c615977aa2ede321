"""What the kinds of entries look like, which filters there are, and what earns a pill."""

from dataclasses import dataclass

from agent_console.domain.observation import Direction, EntryKind
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.timeline import TimelineEntry
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.tokens import Ink


@dataclass(frozen=True, slots=True)
class KindLook:
    """The glyph of a kind, the word for one of them, and whether people wrote a text in it."""

    glyph: Glyph
    word: str
    has_body: bool = False


KIND_LOOKS: dict[EntryKind, KindLook] = {
    EntryKind.ORDER: KindLook(Glyph.ORDER, "order"),
    EntryKind.PAYMENT: KindLook(Glyph.MONEY, "payment"),
    EntryKind.FULFILMENT: KindLook(Glyph.PARCEL, "shipment"),
    EntryKind.SCAN: KindLook(Glyph.TRUCK, "scan"),
    EntryKind.MESSAGE: KindLook(Glyph.MAIL, "message", has_body=True),
    EntryKind.CALL: KindLook(Glyph.CALL, "call", has_body=True),
    EntryKind.VISIT: KindLook(Glyph.STORE, "visit", has_body=True),
    EntryKind.RETURN: KindLook(Glyph.BACK, "return"),
    EntryKind.REFUND: KindLook(Glyph.BACK, "refund"),
    EntryKind.NOTE: KindLook(Glyph.NOTE, "note", has_body=True),
    EntryKind.PROMISE: KindLook(Glyph.PROMISE, "promise", has_body=True),
    EntryKind.ESCALATION: KindLook(Glyph.SCALES, "escalation", has_body=True),
    EntryKind.SYSTEM: KindLook(Glyph.SYSTEM, "update"),
}


SENT_LOOKS: dict[EntryKind, KindLook] = {
    EntryKind.MESSAGE: KindLook(Glyph.SEND, "sent"),
    EntryKind.NOTE: KindLook(Glyph.SEEN, "the customer sees this note"),
}
"""How it looks and what is told of it where we said it to the customer."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of kinds, and the key that takes it; no kinds means all."""

    name: str
    key: str
    kinds: frozenset[EntryKind] = frozenset()


FILTERS: tuple[Filter, ...] = (
    Filter("All", "1"),
    Filter("Orders", "2", frozenset({EntryKind.ORDER, EntryKind.FULFILMENT, EntryKind.RETURN})),
    Filter("Parcels", "3", frozenset({EntryKind.FULFILMENT, EntryKind.SCAN})),
    Filter(
        "Contacts",
        "4",
        frozenset(
            {
                EntryKind.MESSAGE,
                EntryKind.CALL,
                EntryKind.VISIT,
                EntryKind.NOTE,
                EntryKind.PROMISE,
                EntryKind.ESCALATION,
            }
        ),
    ),
    Filter("Money", "5", frozenset({EntryKind.PAYMENT, EntryKind.REFUND})),
)


@dataclass(frozen=True, slots=True)
class Pill:
    """A word on colour, for what is not as it should be."""

    words: str
    ink: Ink
    ground: Ink


LONGEST, CAME_BACK = 40, "came back"
"""Of what a pill says; what is longer is told by the evidence."""
_BAD, _WARN = (Ink.BAD, Ink.BAD_BG), (Ink.WARN, Ink.WARN_BG)

PILLS: dict[tuple[EntryKind, str], Pill] = {
    (EntryKind.PAYMENT, "declined"): Pill("declined", *_BAD),
    (EntryKind.PAYMENT, "error"): Pill("failed", *_BAD),
    (EntryKind.REFUND, "failed"): Pill("failed", *_BAD),
    (EntryKind.ORDER, "cancelled"): Pill("cancelled", *_WARN),
    (EntryKind.FULFILMENT, "cancelled"): Pill("cancelled", *_WARN),
    (EntryKind.SCAN, ParcelStatus.EXCEPTION): Pill("held up", *_BAD),
    (EntryKind.SCAN, ParcelStatus.RETURN_TO_SENDER): Pill("comes back", *_BAD),
    (EntryKind.SCAN, ParcelStatus.ATTEMPT_FAILED): Pill("not handed over", *_WARN),
    (EntryKind.SCAN, ParcelStatus.UNKNOWN): Pill("unknown word", Ink.NEUTRAL, Ink.NEUTRAL_BG),
}

TOLD_ALONE: dict[EntryKind, frozenset[str]] = {
    EntryKind.ORDER: frozenset({"placed", "cancelled", "modified"}),
    EntryKind.SCAN: frozenset(
        {
            ParcelStatus.DELIVERED,
            ParcelStatus.OUT_FOR_DELIVERY,
            ParcelStatus.AVAILABLE_FOR_PICKUP,
            ParcelStatus.ATTEMPT_FAILED,
            ParcelStatus.EXCEPTION,
            ParcelStatus.RETURN_TO_SENDER,
            ParcelStatus.UNKNOWN,
        }
    ),
    EntryKind.SYSTEM: frozenset({"gone", "gone_to", "merged"}),
}
"""Kinds that machines write, and their statuses that a person wants to see all the same."""

STEPS = frozenset({(EntryKind.FULFILMENT, "created"), (EntryKind.FULFILMENT, "shipped")})
"""What is told of a parcel on its way out of the house: among the carrier's scans no news."""


def glyph(entry: TimelineEntry) -> Glyph:
    """Return the glyph of an entry: what we sent does not look like what came."""
    return _look(entry).glyph


def way(entry: TimelineEntry) -> str:
    """Say in a word or more that it went to the customer, nothing where it did not."""
    look = _look(entry)
    return look.word if look is SENT_LOOKS.get(entry.kind) else ""


def _look(entry: TimelineEntry) -> KindLook:
    look = KIND_LOOKS[entry.kind]
    is_sent = entry.direction is Direction.OUTBOUND
    return SENT_LOOKS.get(entry.kind, look) if is_sent else look


def pill(entry: TimelineEntry) -> Pill | None:
    """Return the pill of an entry, None when all is as it should be."""
    if entry.remark:
        return Pill(entry.remark if len(entry.remark) <= LONGEST else CAME_BACK, *_WARN)
    return PILLS.get((entry.kind, entry.status.casefold()))


def is_quiet(entry: TimelineEntry) -> bool:
    """Say whether an entry is one of a machine's many that may be folded away."""
    status = entry.status.casefold()
    if (entry.kind, status) in STEPS:
        return True
    return entry.kind in TOLD_ALONE and status not in TOLD_ALONE[entry.kind]

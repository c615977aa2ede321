"""What stands on the card of a call: who may be calling, and why."""

from collections.abc import Iterator, Sequence

from agent_console.queries.identities.calling import Candidate
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.facts import Fact, FactKind, text, title

TICK, CROSS = "\N{CHECK MARK}", "\N{MULTIPLICATION SIGN}"
NO_PROFILE = "No profile is made of it. Type what the caller tells you."
NOBODY_FITS = (
    "Nobody fits. Try the last four characters of an order, parcel or phone, or a name with a "
    "postcode."
)
IF_NOBODY = (
    "Nothing is written of this call. Esc goes back, Ctrl J brings this card again. If you find "
    "the caller in another way, Y on her page keeps the number."
)
NOBODY_YET = "nobody is marked"
TAKEN_BACK = "A number that is kept can be taken back at any time, exactly as it was."
ASK = (
    "Order number and postcode together name one person and prove who she is: V on her page keeps "
    "that for today."
)
SAY = "“May I have your order number and postcode, please?”"


def head(count: int) -> str:
    """Say how many have the number."""
    if not count:
        return f"Nobody on file uses this number. {NO_PROFILE}"
    return f"{count} customers use this number. To whom a call makes most sense stands first."


def rows(found: Sequence[Candidate], *, is_typed: bool) -> tuple[Fact, ...]:
    """Return the candidates, each with what speaks for it and against."""
    return tuple(_rows(found, is_typed=is_typed))


def _rows(found: Sequence[Candidate], *, is_typed: bool) -> Iterator[Fact]:
    if found:
        yield title(f"{len(found)} could be the caller", "the likeliest first")
    elif is_typed:
        yield text(NOBODY_FITS)
    for one in found:
        yield from _candidate(one)


def _candidate(one: Candidate) -> Iterator[Fact]:
    order = f"last order {one.order}" if one.order else "no order"
    yield Fact(FactKind.CHOICE, one.name, order, key=one.id)
    told = dict.fromkeys(reason.words for reason in one.reasons)
    lines = ((TICK, told, Ink.TEXT), (CROSS, one.against, Ink.TEXT2))
    for mark, words, ink in lines:
        if words:
            yield text("   ".join(f"{mark} {word}" for word in words), ink)

"""Where an entry comes from: its text, all its sources, its raw status, its times as told."""

from collections.abc import Iterator

from agent_console.domain.moment import Precision, iso_z
from agent_console.domain.observation import EntryKind
from agent_console.domain.timeline import TimelineEntry
from agent_console.ui.screens.customer.timeline.looks import KIND_LOOKS
from agent_console.ui.screens.customer.timeline.rows import Row, RowKind, title
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets import facts
from agent_console.ui.widgets.facts import Fact, fact, heading
from agent_console.ui.widgets.times import Times

PRECISIONS: dict[Precision, str] = {
    Precision.INSTANT: "exact",
    Precision.WALL_CLOCK: "wall clock, zone not told",
    Precision.DAY: "only the day was told",
    Precision.HEARD: "no time told; placed by when we heard it",
}
NOT_TOLD = "not told"


def evidence(row: Row, times: Times) -> tuple[Fact, ...]:
    """Return the evidence for a row of the timeline."""
    if row.entry is None:
        return ()
    if row.kind is RowKind.FOLDED:
        return tuple(_folded(row, times))
    return tuple(_of_entry(row.entry, times))


def _folded(row: Row, times: Times) -> Iterator[Fact]:
    yield facts.title(title(row), times.heading(row.day))
    for member in row.members:
        yield fact(member.named(), times.time(member.moment))
    yield facts.text("Enter unfolds them in the timeline.", Ink.TEXT3)


def _of_entry(entry: TimelineEntry, times: Times) -> Iterator[Fact]:
    if entry.kind is not EntryKind.MESSAGE:  # a message stands above with its subject and words
        yield facts.title(entry.title)
        if entry.text and entry.text != entry.title:
            yield facts.text(entry.text, Ink.TEXT)
    yield heading("What")
    yield fact("Kind", KIND_LOOKS[entry.kind].word)
    if entry.kind is not EntryKind.NOTE:
        yield fact("Status, as kept", entry.status)
    told = (
        ("What became of it", entry.remark),
        ("Amount", entry.amount and str(entry.amount)),
        ("Order", entry.order),
        ("Parcel", entry.shipment),
        ("Place", _place(entry)),
        ("Channel", entry.channel and str(entry.channel)),
        ("Direction", entry.direction and str(entry.direction)),
        ("By", entry.author),
    )
    yield from (fact(name, value) for name, value in told if value)
    yield from _times(entry)
    yield from _sources(entry, times)


def _place(entry: TimelineEntry) -> str:
    told = entry.place
    return ", ".join(filter(None, (told.city, told.region, told.country))) if told else ""


def _sources(entry: TimelineEntry, times: Times) -> Iterator[Fact]:
    for source in entry.sources:
        yield heading(f"Told by {source.connection}", source.kind)
        yield fact("Its id there", source.external_id or NOT_TOLD)
        yield fact("Heard", times.stamp(source.observed_at), times.ago(source.observed_at))
        yield fact("Heard, UTC", iso_z(source.observed_at) or NOT_TOLD)
        if source.words and source.words != entry.text:
            yield facts.text(f"It said then: “{source.words}”")


def _times(entry: TimelineEntry) -> Iterator[Fact]:
    moment = entry.moment
    yield heading("When it happened", PRECISIONS[moment.precision()])
    yield fact("Wall clock", (moment.local or NOT_TOLD).replace("T", " "))
    yield fact("Offset", moment.offset or NOT_TOLD)
    yield fact("UTC", iso_z(moment.utc) or NOT_TOLD)

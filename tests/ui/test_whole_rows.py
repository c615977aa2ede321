"""How much of a history is in sight at once: a story like the late parcel, at 1366 by 768."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt

from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import TimelineEntry
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.timeline.delegate import wrapped
from agent_console.ui.screens.customer.timeline.rows import rows as grouped
from agent_console.ui.shell.start import Built
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.tokens import Appearance, Ink
from agent_console.ui.widgets.rows.model import row_of
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, MemoryDesk, StillClock
from tests.ui.conftest import until
from tests.ui.invented import an_entry
from tests.ui.test_window import opened

NEWEST_TWO_LINES, ONE_LINE, NO_LINE = 60, 44, 34
WORDS = "She wrote at length about what she expects, until when, and why that matters to her. " * 4
TOLD = (
    "0.1 message received",
    "2 scan in_transit",
    "5 scan in_transit",
    "22 note order",
    "22.2 message sent",
    "24 message received",
    "26 scan delivered",
    "26 fulfilment delivered",
    "27 message sent",
    "27.2 note order",
    "27.3 refund pending",
    "30 scan out_for_delivery",
    "35 scan in_transit",
    "62 scan in_transit",
    "64 message sent",
    "66 scan in_transit",
    "68 fulfilment shipped",
    "70 scan pre_transit",
    "71 fulfilment created",
    "72 note order",
    "88 payment settled",
    "88.1 order placed",
)


def late(number: int) -> Iterator[TimelineEntry]:
    for place, words in enumerate(TOLD):
        hours, kind, status = words.split()
        yield an_entry(
            number * 1000 + 800 - place,
            NOW - timedelta(hours=float(hours)),
            EntryKind(kind),
            status,
            order="10482",
            text=WORDS if kind in {"message", "note"} else f"What was told as number {place}",
            detail="DHL",
        )


@pytest.fixture
def page(built: Built, memory: MemoryDesk) -> CustomerPresenter:
    person = memory.everybody[ProfileId(1)]
    person.entries[:] = late(1)
    [known] = person.customer.orders
    older = replace(known, order=replace(known.order, number="10291", is_open=False))
    old = NOW - timedelta(days=30)
    parcels = tuple(
        replace(one, delivered=replace(one.delivered, utc=old)) if one.delivered else one
        for one in older.order.fulfilments[1:]
    )
    older = replace(older, order=replace(older.order, fulfilments=parcels))
    person.customer = replace(person.customer, orders=(known, older), order_count=2)
    return opened(built, 1)


def boxes(page: CustomerPresenter) -> list[QRect]:
    """Return where entries stand that are whole in sight; days are no entries."""
    rows = page.view.timeline.list
    indexes = (rows.model().index(number, 0) for number in range(rows.model().rowCount()))
    told = [rows.visualRect(index) for index in indexes if row_of(index).entry is not None]
    return [box for box in told if rows.viewport().rect().contains(box)]


@pytest.mark.parametrize("look", [Appearance.LIGHT, Appearance.DARK])
def test_a_late_parcel_shows_twelve_whole_entries(
    built: Built, page: CustomerPresenter, look: Appearance
):
    built.window.theme.show(look)
    until(built.session.is_settled)

    assert (built.window.width(), built.window.height()) == (1366, 768)
    assert len(boxes(page)) >= 12
    assert {box.height() for box in boxes(page)} == {NEWEST_TWO_LINES, ONE_LINE, NO_LINE}


def test_only_the_two_newest_texts_have_lines_of_their_own(page: CustomerPresenter):
    tall = [box.height() for box in boxes(page) if box.height() > NO_LINE]

    assert tall == [NEWEST_TWO_LINES, ONE_LINE]
    assert boxes(page)[0].height() == NEWEST_TWO_LINES


def test_a_newer_message_takes_the_second_line(
    built: Built, page: CustomerPresenter, memory: MemoryDesk
):
    newest = an_entry(1900, NOW, EntryKind.MESSAGE, "received", order="10482", text=WORDS)
    memory.everybody[ProfileId(1)].entries.insert(0, newest)
    page.reload()
    until(built.session.is_settled)

    assert [box.height() for box in boxes(page)][:2] == [NEWEST_TWO_LINES, ONE_LINE]


def test_lines_of_text_give_way_where_the_room_is_short(built: Built, page: CustomerPresenter):
    built.window.resize(1366, 704)
    until(built.session.is_settled)
    few = boxes(page)
    built.window.resize(1366, 768)
    until(built.session.is_settled)

    assert len(few) >= 12
    assert max(box.height() for box in few) < NEWEST_TWO_LINES
    assert boxes(page)[0].height() == NEWEST_TWO_LINES


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_an_older_text_goes_on_after_its_title_in_the_quiet_ink(
    built: Built, page: CustomerPresenter, direction: Qt.LayoutDirection
):
    built.window.setLayoutDirection(direction)
    rows, theme = page.view.timeline.list, built.window.theme
    index = next(
        index
        for number in range(rows.model().rowCount())
        if (index := rows.model().index(number, 0))
        and row_of(index).entry
        and row_of(index).entry.kind is EntryKind.NOTE
        and not row_of(index).text_lines
    )
    box, picture = rows.visualRect(index), rows.viewport().grab().toImage()
    start = theme.words.width(Lettering.TITLE, row_of(index).entry.title) + 100 + 12
    places = range(start, start + 150)
    if direction is Qt.LayoutDirection.RightToLeft:
        places = range(box.width() - start - 150, box.width() - start)
    inks = {picture.pixelColor(x, y).name() for x in places for y in range(box.top(), box.bottom())}

    assert theme.colour(Ink.TEXT2).name() in inks
    assert theme.colour(Ink.TEXT).name() not in inks
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == WORDS


def test_a_narrower_room_never_makes_fewer_lines(built: Built):
    metrics = built.window.theme.metrics(Lettering.BODY)
    counts = [len(wrapped(WORDS, room, metrics)) for room in range(1, 4000, 7)]

    assert counts == sorted(counts, reverse=True)
    assert {1, 2} == set(counts)
    assert " ".join(wrapped(WORDS, 300, metrics)) == WORDS


@pytest.mark.parametrize("room", range(120, 700, 60))
def test_a_group_leaves_out_its_newest_before_its_number_is_cut(
    built: Built, page: CustomerPresenter, room: int
):
    code = "5XQWFAKUY4ZZ83HW"
    told = tuple(
        an_entry(n, NOW, EntryKind.SCAN, "in_transit", order=code, text="Handed over to Royal Mail")
        for n in (3, 2, 1)
    )
    row = next(row for row in grouped(told, (), Times(StillClock())) if row.members)
    delegate, words = page.view.timeline.list.itemDelegate(), built.window.theme.words
    said, elide = delegate._title_in(delegate._lay(row), room)
    shown = words.fitted(Lettering.TITLE, said, room, elide)

    if words.width(Lettering.TITLE, f"3 updates, order {code}") <= room:
        assert code in shown
    assert said.startswith(f"3 updates, order {code}")

"""How much of a history is in sight at once: a story like the late parcel, at 1366 by 768."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect

from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import TimelineEntry
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.shell.start import Built
from agent_console.ui.theme.tokens import Appearance
from tests.fakes.desk import NOW, MemoryDesk
from tests.ui.conftest import until
from tests.ui.invented import an_entry
from tests.ui.test_window import opened

NEWEST_TWO_LINES, ONE_LINE, NO_TEXT, DAY = 60, 44, 34, 20
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
    rows = page.view.timeline.list
    told = (rows.visualRect(rows.model().index(n, 0)) for n in range(rows.model().rowCount()))
    return [box for box in told if box.height() and rows.viewport().rect().contains(box)]


@pytest.mark.parametrize("look", [Appearance.LIGHT, Appearance.DARK])
def test_a_late_parcel_shows_twelve_whole_rows(
    built: Built, page: CustomerPresenter, look: Appearance
):
    built.window.theme.show(look)
    until(built.session.is_settled)

    assert (built.window.width(), built.window.height()) == (1366, 768)
    assert len(boxes(page)) >= 12
    assert {box.height() for box in boxes(page)} == {NEWEST_TWO_LINES, ONE_LINE, NO_TEXT, DAY}


def test_only_the_newest_message_takes_two_lines(page: CustomerPresenter):
    tall = [box for box in boxes(page) if box.height() == NEWEST_TWO_LINES]

    assert [box.top() for box in tall] == [0]


def test_a_newer_message_takes_the_second_line(
    built: Built, page: CustomerPresenter, memory: MemoryDesk
):
    newest = an_entry(1900, NOW, EntryKind.MESSAGE, "received", order="10482", text=WORDS)
    memory.everybody[ProfileId(1)].entries.insert(0, newest)
    page.reload()
    until(built.session.is_settled)

    assert [box.height() for box in boxes(page)][:2] == [NEWEST_TWO_LINES, ONE_LINE]

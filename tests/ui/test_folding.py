"""Scans of a day fold into a row, never across what somebody has to see in its place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.domain.timeline import Source, TimelineEntry
from agent_console.ui.screens.customer.timeline.rows import Row, RowKind, rows
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.rows.model import row_of
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, MemoryDesk, StillClock
from tests.ui.conftest import until
from tests.ui.invented import an_entry

TIMES = Times(StillClock(), UTC)
PARCEL, OTHER = "00340434161094022115", "00340434161094022098"


def scan(minutes_ago: int, status: str = "in_transit", **more: object) -> TimelineEntry:
    """Return a scan; its id counts down with its age."""
    told = {"order": "10482", "shipment": PARCEL, "text": "Moved", **more}
    at = NOW - timedelta(minutes=minutes_ago)
    return an_entry(500 - minutes_ago, at, EntryKind.SCAN, status, **told)


def said(minutes_ago: int, kind: EntryKind, status: str = "", **more: object) -> TimelineEntry:
    at = NOW - timedelta(minutes=minutes_ago)
    return an_entry(500 - minutes_ago, at, kind, status, text="Said", **more)


def folds(*entries: TimelineEntry) -> list[list[int]]:
    """Return the ages in minutes of what is folded, row by row; what stands alone is a row too."""
    told = sorted(entries, key=lambda one: one.sort_at, reverse=True)
    return [
        [500 - one.event_id for one in row.members or (row.entry,)]
        for row in rows(told, (), TIMES)
        if row.entry is not None
    ]


def around(between: TimelineEntry) -> list[TimelineEntry]:
    """Return three scans at each side of something that happened half an hour ago."""
    return [*map(scan, (1, 2, 3)), between, *map(scan, (41, 42, 43))]


@pytest.mark.parametrize(
    "kind",
    [
        EntryKind.MESSAGE,
        EntryKind.CALL,
        EntryKind.VISIT,
        EntryKind.NOTE,
        EntryKind.PROMISE,
        EntryKind.ESCALATION,
    ],
)
def test_never_across_a_contact_or_a_promise(kind: EntryKind):
    assert folds(*around(said(30, kind))) == [[1, 2, 3], [30], [41, 42, 43]]


@pytest.mark.parametrize(
    "between",
    [
        scan(30, "exception"),
        scan(30, "attempt_failed"),
        scan(30, "return_to_sender"),
        scan(30, "unknown"),
        scan(30, "exception", order="10291", shipment=OTHER),
        said(30, EntryKind.PAYMENT, "declined", detail="Visa"),
        said(30, EntryKind.REFUND, "failed"),
        said(30, EntryKind.FULFILMENT, "cancelled"),
        replace(said(30, EntryKind.SYSTEM, "mailed"), remark="came back: mailbox full"),
    ],
    ids=lambda one: f"{one.kind}-{one.status}",
)
def test_never_across_an_exception(between: TimelineEntry):
    assert folds(*around(between)) == [[1, 2, 3], [30], [41, 42, 43]]


@pytest.mark.parametrize("status", ["gone", "gone_to", "merged"])
def test_the_end_of_an_account_is_never_folded_away(status: str):
    others = [said(at, EntryKind.SYSTEM, "details_changed", order="10482") for at in (29, 31)]
    end = said(30, EntryKind.SYSTEM, status, order="10482")
    assert folds(*others, *around(end)) == [[1, 2, 3, 29, 31, 41, 42, 43], [30]]


def from_another(entry: TimelineEntry, event_id: int) -> TimelineEntry:
    source = Source("easypost", "easypost", f"e{event_id}", NOW)
    return replace(entry, event_id=event_id, sources=(source,))


def test_never_across_two_sources_that_contradict_each_other():
    one = scan(30)
    other = from_another(scan(30, "pre_transit"), 469)
    assert folds(*around(one), other) == [[1, 2, 3], [30], [31], [41, 42, 43]]


def test_two_steps_one_source_tells_of_a_minute_are_no_contradiction():
    one, other = scan(30), replace(scan(30, "pre_transit"), event_id=469)
    assert folds(*around(one), other) == [[1, 2, 3, 30, 31, 41, 42, 43]]


def test_two_parcels_scanned_in_one_minute_are_no_contradiction():
    other = from_another(scan(30, "pre_transit", shipment=OTHER), 469)
    assert folds(*around(scan(30)), other) == [[1, 2, 3, 30, 31, 41, 42, 43]]


def test_what_is_scanned_after_a_delivery_stays_apart_from_what_was_before():
    assert folds(*around(scan(30, "delivered"))) == [[1, 2, 3], [30], [41, 42, 43]]


def test_the_delivery_of_another_parcel_breaks_nothing():
    delivered = scan(30, "delivered", shipment=OTHER)
    assert folds(*around(delivered)) == [[1, 2, 3, 41, 42, 43], [30]]


@pytest.mark.parametrize(
    "between",
    [
        scan(30, "out_for_delivery"),
        said(30, EntryKind.PAYMENT, "settled", detail="Visa"),
        scan(30, order="10291", shipment=OTHER),
        said(30, EntryKind.FULFILMENT, "delivered", order="10482"),
    ],
    ids=lambda one: f"{one.kind}-{one.status}-{one.order}",
)
def test_what_goes_as_it_should_breaks_nothing(between: TimelineEntry):
    assert folds(*around(between)) == [[1, 2, 3, 41, 42, 43], [30]]


def test_what_is_left_of_a_group_stands_alone_where_it_is_small():
    entries = [scan(1), scan(2), said(30, EntryKind.CALL), *map(scan, (41, 42, 43))]
    assert folds(*entries) == [[1], [2], [30], [41, 42, 43]]


def test_days_are_never_folded_together():
    assert folds(*map(scan, (1, 2, 3, 1441, 1442, 1443))) == [[1, 2, 3], [1441, 1442, 1443]]


def test_nothing_is_lost_and_nothing_told_twice():
    told = [*around(scan(30, "exception")), *map(scan, range(50, 60)), said(55, EntryKind.NOTE)]
    told = [replace(one, event_id=n) for n, one in enumerate(told)]
    shown = [one for row in folds_of(told) for one in row]
    assert sorted(shown) == sorted(one.event_id for one in told)


def folds_of(told: Sequence[TimelineEntry]) -> list[list[int]]:
    newest_first = sorted(told, key=lambda one: one.sort_at, reverse=True)
    shown = (row for row in rows(newest_first, (), TIMES) if row.entry is not None)
    return [[one.event_id for one in row.members or (row.entry,)] for row in shown]


@pytest.fixture
def scanned(built: Built, memory: MemoryDesk) -> Built:
    """A window that shows somebody whose parcel was scanned before and after a call."""
    person = memory.everybody[ProfileId(5)]
    person.entries[:] = around(said(30, EntryKind.CALL))
    person.customer = replace(
        person.customer, orders=memory.everybody[ProfileId(1)].customer.orders, order_count=1
    )
    built.session.open_customer(ProfileId(5))
    until(built.session.is_settled)
    return built


def shown(built: Built) -> list[Row]:
    page = built.session.customers.current()
    assert page is not None
    model = page.view.timeline.list.model()
    return [model.row(model.index(n)) for n in range(model.rowCount())]


def test_a_group_unfolds_and_folds_by_key_and_the_others_stay(scanned: Built):
    kinds = [row.kind for row in shown(scanned)]
    assert kinds == [RowKind.DAY, RowKind.FOLDED, RowKind.ENTRY, RowKind.FOLDED]
    page = scanned.session.customers.current()
    assert page is not None
    listed = page.view.timeline.list
    listed.setCurrentIndex(listed.model().index(3, 0))
    QTest.keyClick(listed, Qt.Key.Key_Right)
    assert [row.is_unfolded for row in shown(scanned) if row.members] == [False, True]
    assert len(shown(scanned)) == 4 + 3
    assert listed.hasFocus()
    assert row_of(listed.currentIndex()).kind is RowKind.FOLDED
    QTest.keyClick(listed, Qt.Key.Key_Left)
    assert len(shown(scanned)) == 4
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert len(shown(scanned)) == 4 + 3


def test_a_group_unfolds_and_folds_by_a_click(scanned: Built):
    page = scanned.session.customers.current()
    assert page is not None
    listed = page.view.timeline.list
    middle = listed.visualRect(listed.model().index(1, 0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    assert len(shown(scanned)) == 4 + 3
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    assert len(shown(scanned)) == 4

from dataclasses import replace
from datetime import UTC, timedelta

from agent_console.domain.observation import EntryKind
from agent_console.domain.timeline import Source, TimelineEntry
from agent_console.ui.screens.customer.timeline.looks import KIND_LOOKS, pill
from agent_console.ui.screens.customer.timeline.rows import (
    RowKind,
    body,
    rows,
    source,
    spoken,
    title,
    with_age,
)
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, StillClock
from tests.ui.invented import an_entry

TIMES = Times(StillClock(), UTC)


def scans(count: int, status: str = "in_transit") -> list[TimelineEntry]:
    return [
        an_entry(100 - n, NOW - timedelta(minutes=n), EntryKind.SCAN, status, text="Moved")
        for n in range(count)
    ]


def test_each_day_has_its_own_heading():
    entries = [
        an_entry(2, NOW, EntryKind.NOTE, "person", text="x"),
        an_entry(1, NOW - timedelta(days=1), EntryKind.NOTE, "person", text="y"),
    ]
    kinds = [row.kind for row in rows(entries, (), TIMES)]

    assert kinds == [RowKind.DAY, RowKind.ENTRY, RowKind.DAY, RowKind.ENTRY]


def test_many_machine_events_become_one_row():
    _, fold = rows(scans(5), (), TIMES)

    assert fold.kind is RowKind.FOLDED
    assert title(fold) == "5 scans, web-shop"


def test_two_machine_events_stay_as_they_are():
    assert [row.kind for row in rows(scans(2), (), TIMES)][1:] == [RowKind.ENTRY] * 2


def test_a_delivery_is_never_folded_away():
    assert RowKind.FOLDED not in {row.kind for row in rows(scans(5, "delivered"), (), TIMES)}


def test_an_unfolded_row_shows_all_its_members():
    told = list(rows(scans(4), {99}, TIMES))

    assert [row.is_member for row in told] == [False, False, True, True, True, True]


def test_a_fold_keeps_its_key_when_newer_events_come():
    before = list(rows(scans(4)[1:], (), TIMES))[1]
    after = list(rows(scans(4), (), TIMES))[1]

    assert before.key == after.key


def test_a_row_is_named_by_title_time_and_source():
    row = list(rows([an_entry(1, NOW, EntryKind.NOTE, "person", text="x")], (), TIMES))[1]

    assert spoken(row, TIMES) == "Note on the customer, Sat 21 Nov 2026 13:08, web-shop"


def test_several_sources_are_counted_in_the_row():
    entry = an_entry(1, NOW - timedelta(hours=1), EntryKind.SCAN, "delivered", text="Delivered")
    heard = replace(entry.sources[0], observed_at=NOW - timedelta(minutes=9))
    ups = Source("UPS", "ups", "7", NOW - timedelta(minutes=6))
    row = list(rows([replace(entry, sources=(heard, ups))], (), TIMES))[1]

    assert with_age(source(row), row.entry, TIMES) == "web-shop +1  ·  6 min"


def test_only_what_people_wrote_is_shown_as_body():
    note = an_entry(2, NOW, EntryKind.NOTE, "person", text="two\n lines")
    scan = an_entry(1, NOW, EntryKind.SCAN, "delivered", text="Delivered")
    _, first, second = rows([note, scan], (), TIMES)

    assert (body(first), body(second)) == ("two lines", "")


def test_a_pill_stands_only_at_exceptions():
    assert pill(an_entry(1, NOW, EntryKind.PAYMENT, "settled", detail="Visa")) is None
    assert pill(an_entry(1, NOW, EntryKind.SCAN, "exception", text="x")).words == "held up"


def test_every_kind_of_entry_has_a_look():
    assert set(KIND_LOOKS) == set(EntryKind)

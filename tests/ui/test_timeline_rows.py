from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from agent_console.domain.observation import Direction, EntryKind
from agent_console.domain.parcel import Place
from agent_console.domain.timeline import Source, TimelineEntry
from agent_console.ui.screens.customer.timeline.looks import KIND_LOOKS, glyph, pill
from agent_console.ui.screens.customer.timeline.rows import (
    RowKind,
    body,
    rows,
    source,
    spoken,
    title,
    told,
    with_age,
)
from agent_console.ui.screens.customer.timeline.whole_rows import giving_way
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.tokens import Ink
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
    assert title(fold) == "5 updates, web-shop: Moved"


def test_an_unfolded_row_need_not_name_its_newest():
    fold = list(rows(scans(5), {99}, TIMES))[1]

    assert title(fold) == "5 updates, web-shop"


def in_cities(*cities: str) -> list[TimelineEntry]:
    """Return scans, the oldest in the first city; newest first."""
    places = [Place(city) if city else None for city in reversed(cities)]
    told_at = zip(scans(len(places)), places, strict=True)
    return [replace(one, place=place) for one, place in told_at]


def test_a_scan_names_its_city_unless_its_words_do():
    [_, row] = rows(in_cities("Memphis"), (), TIMES)
    assert title(row) == "Moved, Memphis"
    assert spoken(row, TIMES).startswith("Moved, Memphis, ")
    said = replace(row.entry, title="Arrived at MEMPHIS Hub")
    assert title(replace(row, entry=said)) == "Arrived at MEMPHIS Hub"
    sentence = replace(row.entry, title="The parcel has left.")
    assert title(replace(row, entry=sentence)) == "The parcel has left, Memphis"


@pytest.mark.parametrize(
    ("cities", "words"),
    [
        (("Linz", "Köln", "Edinburgh"), ", Linz → Edinburgh"),
        (("Linz", "", "Köln", "Edinburgh"), ", Linz → Edinburgh"),
        (("", "Linz", "Linz", ""), ", Linz"),
        (("", "", ""), ""),
    ],
)
def test_folded_scans_say_from_where_to_where(cities, words):
    _, fold = rows(in_cities(*cities), (), TIMES)
    kind = "scans" if all(cities) else "updates"
    assert title(fold) == f"{len(cities)} {kind}, web-shop{words}: Moved", "no place, no scan"
    assert told(fold).endswith(", Linz") is (cities[0] == "Linz")


def machine(event_id: int, kind: EntryKind, status: str, order: str) -> TimelineEntry:
    at = NOW - timedelta(minutes=200 - event_id)
    return an_entry(event_id, at, kind, status, order=order, text="Said", detail="DHL")


def test_what_machines_say_of_one_order_on_one_day_is_one_row_whatever_they_say_between():
    entries = [
        machine(107, EntryKind.SCAN, "in_transit", "10482"),
        machine(106, EntryKind.PAYMENT, "settled", "10482"),
        machine(105, EntryKind.SCAN, "in_transit", "10291"),
        machine(104, EntryKind.FULFILMENT, "shipped", "10482"),
        machine(103, EntryKind.FULFILMENT, "delivered", "10482"),
        machine(102, EntryKind.FULFILMENT, "created", "10482"),
    ]
    _, *told = rows(entries, (), TIMES)

    assert [(row.kind, row.entry.event_id) for row in told] == [
        (RowKind.FOLDED, 107),
        (RowKind.ENTRY, 106),
        (RowKind.ENTRY, 105),
        (RowKind.ENTRY, 103),
    ]
    assert [member.event_id for member in told[0].members] == [107, 104, 102]
    assert title(told[0]) == "3 updates, order 10482: Said"


def test_a_group_unfolds_under_its_row():
    entries = [
        machine(107, EntryKind.SCAN, "in_transit", "10482"),
        machine(106, EntryKind.SCAN, "out_for_delivery", "10482"),
        machine(105, EntryKind.SCAN, "in_transit", "10482"),
        machine(104, EntryKind.SCAN, "in_transit", "10482"),
    ]
    _, *told = rows(entries, {104}, TIMES)

    assert [(row.entry.event_id, row.is_member) for row in told] == [
        (107, False),
        (107, True),
        (105, True),
        (104, True),
        (106, False),
    ]


def test_the_sources_of_all_that_is_folded_are_counted():
    said = scans(3)
    other = Source("parcels", "easypost", "7", NOW)
    fold = list(rows([*said[:2], replace(said[2], sources=(other,))], (), TIMES))[1]

    assert source(fold) == "web-shop +1"
    assert title(fold) == "3 updates, 2 sources: Moved"


def written(event_id: int, text: str) -> TimelineEntry:
    return an_entry(event_id, NOW, EntryKind.NOTE, "person", text=text)


def test_what_people_wrote_last_has_two_lines_and_what_they_wrote_before_that_one():
    entries = [
        written(4, ""),
        written(3, "newest"),
        an_entry(5, NOW, EntryKind.SCAN, "delivered", text="Delivered"),
        written(2, "before that"),
        written(1, "older"),
    ]
    told = [(r.entry.event_id, r.text_lines) for r in rows(entries, (), TIMES) if r.entry]

    assert told == [(4, 0), (3, 2), (5, 0), (2, 1), (1, 0)]
    assert not any(r.text_lines for r in rows(entries, (), TIMES, is_cut_at_top=True))


def lines_in(room: int, told: list[TimelineEntry]) -> list[int]:
    given = giving_way(list(rows(told, (), TIMES)), room, lambda pixels: pixels)
    return [row.text_lines for row in given if row.text_lines]


def test_lines_of_text_give_way_to_twelve_whole_rows():
    told = [written(100 - n, f"text {n}") for n in range(20)]
    full, least = 60 + 44 + 10 * 34, 12 * 34

    assert lines_in(full, told) == [2, 1]
    assert lines_in(full - 1, told) == [1, 1]
    assert lines_in(full - 17, told) == [1]
    assert lines_in(full - 27, told) == []
    assert lines_in(least - 1, told) == [2, 1], "where twelve fit in no case, nothing is gained"


def test_a_short_story_keeps_its_lines_where_all_of_it_is_in_sight():
    assert lines_in(60 + 44 + 34, [written(n, f"text {n}") for n in (3, 2, 1)]) == [2, 1]


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


def test_a_message_that_came_back_wears_the_reason():
    sent = an_entry(1, NOW, EntryKind.MESSAGE, "bounced", text="Your parcel is late")
    assert pill(sent) is None, "the report itself is no news twice"
    short = pill(replace(sent, remark="came back: mailbox full"))
    assert (short.words, short.ink, short.ground) == (
        *("came back: mailbox full", Ink.WARN, Ink.WARN_BG),
    )
    long = replace(sent, remark=f"came back from {'x' * 60}@brandt.at: mailbox full")
    assert pill(long).words == "came back"
    assert told(list(rows([long], (), TIMES))[1]) == f"{long.remark}; Your parcel is late"


@pytest.mark.parametrize(
    ("kind", "looks", "said"),
    [
        (EntryKind.MESSAGE, (Glyph.SEND, Glyph.MAIL), "sent; On its way."),
        (EntryKind.NOTE, (Glyph.SEEN, Glyph.NOTE), "the customer sees this note; On its way."),
    ],
)
def test_what_we_sent_does_not_look_like_what_came(
    kind: EntryKind, looks: tuple[Glyph, Glyph], said: str
):
    came = replace(an_entry(1, NOW, kind, "x", text="On its way."), title="Re: My parcel")
    sent = replace(came, direction=Direction.OUTBOUND)
    ours, theirs = (list(rows([one], (), TIMES))[1] for one in (sent, came))

    assert (glyph(sent), glyph(came)) == looks
    assert (told(ours), told(theirs)) == (said, "On its way.")
    assert spoken(ours, TIMES) == spoken(theirs, TIMES)


def test_every_kind_of_entry_has_a_look():
    assert set(KIND_LOOKS) == set(EntryKind)

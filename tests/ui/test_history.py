from dataclasses import replace
from datetime import UTC

from agent_console.queries.timeline import TimelinePage, timeline
from agent_console.ui.screens.customer.timeline.history import MOST_HELD, History
from agent_console.ui.screens.customer.timeline.looks import FILTERS
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import MemoryDesk, StillClock
from tests.ui.invented import BUSY


def opened(memory: MemoryDesk) -> History:
    history = History(Times(StillClock(), UTC))
    history.show(timeline(memory.desk(), BUSY, history.newest_wish()))
    return history


def scroll_down(memory: MemoryDesk, history: History, pages: int) -> None:
    for _ in range(pages):
        history.add_older(timeline(memory.desk(), BUSY, history.older_wish()))
        let_go(history, newest=True)


def let_go(history: History, *, newest: bool) -> None:
    told = history.rows()
    wanted = (row for row in (told[::-1] if newest else told) if row.entry is not None)
    history.let_go(newest=newest, edge=next(wanted))


def is_in_order(history: History) -> bool:
    keys = [(one.sort_at, one.event_id) for one in history.entries]
    return keys == sorted(set(keys), reverse=True)


def test_what_is_held_stays_bounded_while_scrolling_down(memory: MemoryDesk):
    history = opened(memory)
    scroll_down(memory, history, 7)

    assert len(history.entries) == MOST_HELD
    assert history.is_cut_at_top
    assert is_in_order(history)


def test_scrolling_down_and_up_again_arrives_at_the_newest(memory: MemoryDesk):
    history = opened(memory)
    newest = history.entries[0]
    scroll_down(memory, history, 7)
    while wish := history.newer_wish():
        history.add_newer(timeline(memory.desk(), BUSY, wish))
        let_go(history, newest=False)

    assert history.entries[0] == newest
    assert is_in_order(history)


def test_the_whole_history_is_read_without_gaps(memory: MemoryDesk):
    history = opened(memory)
    seen = {one.event_id for one in history.entries}
    while wish := history.older_wish():
        history.add_older(timeline(memory.desk(), BUSY, wish))
        seen |= {one.event_id for one in history.entries}

    assert seen == {one.event_id for one in memory.everybody[BUSY].entries}


def test_a_new_entry_arrives_and_older_ones_stay(memory: MemoryDesk):
    history = opened(memory)
    scroll_down(memory, history, 2)
    held = list(history.entries)
    fresh = replace(held[0], event_id=1 << 40, sort_at=held[0].sort_at + 1, title="New")
    memory.everybody[BUSY].entries.insert(0, fresh)
    history.update(timeline(memory.desk(), BUSY, history.again_wish()))

    assert history.entries[0] == fresh
    assert history.entries[1 : len(held) + 1] == held
    assert is_in_order(history)


def test_an_entry_that_was_merged_away_disappears(memory: MemoryDesk):
    history = opened(memory)
    gone = memory.everybody[BUSY].entries.pop(3)
    history.update(timeline(memory.desk(), BUSY, history.again_wish()))

    assert gone not in history.entries
    assert is_in_order(history)


def test_a_filter_goes_into_every_question(memory: MemoryDesk):
    history = opened(memory)
    history.chosen, history.text = FILTERS[4], "visa"
    history.show(timeline(memory.desk(), BUSY, history.newest_wish()))

    assert [one.title for one in history.entries] == ["189.90 EUR paid with Visa"]
    assert history.is_filtered()


def test_an_empty_page_ends_the_history():
    history = History(Times(StillClock(), UTC))
    history.show(TimelinePage((), None))

    assert history.rows() == []
    assert history.older_wish() is None


def test_what_is_near_is_never_let_go(memory: MemoryDesk):
    history = opened(memory)
    for _ in range(7):
        history.add_older(timeline(memory.desk(), BUSY, history.older_wish()))
    held = list(history.entries)
    history.let_go(newest=True, edge=None)
    near = [row for row in history.rows() if row.entry is not None][2]
    history.let_go(newest=True, edge=near)

    assert history.entries == held[held.index(near.entry) :]

"""Parcels at risk in the window: seen by cause and place, taken, opened, by real keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from agent_console.domain.parcel import Place
from agent_console.domain.profile import ProfileId
from agent_console.domain.watching.policy import ExceptionPolicy, Kind
from agent_console.domain.watching.radar import Concern, ParcelKey, Trouble
from agent_console.machine.policies.returns import PolicyError
from agent_console.queries.radar import next_steps, radar
from agent_console.ui.screens.radar import viewmodel
from agent_console.ui.screens.radar.board import RadarBoard
from agent_console.ui.screens.radar.viewmodel import GroupRow, MoreRow, ParcelRow
from agent_console.ui.shell.start import Built, WindowParts
from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.tokens import Appearance, Ink
from agent_console.ui.widgets.people.listing import Heading, ResultRow
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, MemoryDesk
from tests.fakes.paperwork import MemoryPaperwork
from tests.fakes.radar import MemoryRadar
from tests.ui.conftest import in_sight, until
from tests.ui.writing.conftest import press

HOUR = timedelta(hours=1)
NUMBER = "00340434190094022115"


def concern(who: int, name: str, kind: Kind = Kind.STALLED, **more: object) -> Concern:
    since = NOW - 30 * HOUR
    trouble = Trouble(kind, since, since, "Why it is.", NOW + HOUR, NOW + who * HOUR, (1,))
    fields = {"place": Place("Memphis", "TN", "US"), "number": f"1Z{who:08}"} | more
    return Concern(
        ParcelKey(who, f"1Z{who:08}"), ProfileId(who), name, f"A-{who}", "UPS",
        troubles=(trouble,), **fields,
    )  # fmt: skip


PEOPLE = [
    concern(1, "Helena Brandt", number=NUMBER),
    concern(2, "Samuel Adeyemi"),
    concern(4, "Lena Hofer", Kind.LOST, told_at=NOW - HOUR),
]


@pytest.fixture
def papers(memory: MemoryDesk) -> MemoryPaperwork:
    memory.radar.held = list(PEOPLE)
    return MemoryPaperwork(memory.clock, waiting=memory.waiting, radar=memory.radar)


@pytest.fixture
def built(app: QApplication, memory: MemoryDesk, papers: MemoryPaperwork) -> Iterator[Built]:
    parts = WindowParts(
        memory.desk,
        memory.clock,
        preferences=ForgetfulPreferences(Appearance.LIGHT),
        zone=UTC,
        open_paperwork=papers.open,
    )
    with in_sight(app, replace(parts, open_correspondence=lambda: None)) as made:
        until(made.session.hands.clerk.is_readable)
        yield made


def show(built: Built) -> RadarBoard:
    """Choose the radar, as somebody does to begin."""
    QTest.keyClick(built.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    until(lambda: bool(built.window.findChildren(RadarBoard)))
    [board] = built.window.findChildren(RadarBoard)
    until(board.isVisible)
    return board


def words(board: RadarBoard) -> str:
    return "\n".join(one.text() for one in board.findChildren(QLabel) if one.isVisible())


def test_the_rail_counts_who_notices_today_and_was_not_told(built: Built):
    until(built.session.is_settled)
    [button] = [one for one in built.window.rail.children() if name(one).startswith("Radar")]
    until(lambda: "2" in name(button) or "2" in button.accessibleDescription())


def name(part: object) -> str:
    return part.accessibleName() if hasattr(part, "accessibleName") else ""


def test_list_and_board_show_the_same_by_cause_and_place(built: Built):
    board = show(built)
    until(lambda: len(board.model.rows) == 5)
    titles = [row.title for row in board.model.rows if isinstance(row, GroupRow)]
    assert titles == ["No scan for long, Memphis", "Lost, Memphis"]
    rows = built.window.search.listing_rows().rows
    assert [one.title for one in rows if isinstance(one, Heading)] == titles
    people = [one for one in rows if isinstance(one, ResultRow)]
    assert [one.name for one in people] == ["Helena Brandt", "Samuel Adeyemi", "Lena Hofer"]
    assert people[2].aside == "told"
    assert "3 parcels at risk, of 2 the customer was not told" in words(board)


def test_only_those_nobody_was_told_of_or_one_s_own_are_shown(built: Built):
    board = show(built)
    until(lambda: len(board.model.rows) == 5)
    chips = {chip.text(): chip for chip in board.choice.chips.values()}
    assert list(chips) == ["All 3", "Not told 2", "Mine 0"]

    def names() -> list[str]:
        return [one.name for one in board.model.rows if isinstance(one, ParcelRow)]

    chips["Not told 2"].click()
    until(lambda: names() == ["Helena Brandt", "Samuel Adeyemi"])
    chips["Mine 0"].click()
    until(lambda: not names())
    assert "None of them" in board.model.rows[0].spoken()
    assert "Why it is." not in words(board)
    chips["All 3"].click()
    until(lambda: len(names()) == 3)
    board.rows.setFocus()
    press(built, Qt.Key.Key_T)
    until(lambda: chips["Mine 0"].text() == "Mine 1")
    chips["Mine 0"].click()
    until(lambda: names() == ["Helena Brandt"])
    people = [one for one in built.window.search.listing_rows().rows if isinstance(one, ResultRow)]
    assert [one.name for one in people] == ["Helena Brandt"]
    chips["All 3"].click()
    until(lambda: len(names()) == 3)


def test_of_the_current_one_it_is_said_why_and_what_can_be_done(built: Built):
    board = show(built)
    until(lambda: board.current() is not None)
    told = words(board)
    assert "The carrier has not scanned the parcel for longer than usual." in told
    assert "the carrier's turn, until Sat 21 Nov, 14:08" in told
    assert "Why it is." in told
    assert "Tell the customer that it is late." in told


def test_enter_opens_the_customer_with_that_parcel(built: Built):
    board = show(built)
    until(lambda: board.current() is not None)
    board.rows.setFocus()
    press(built, Qt.Key.Key_Return)
    until(lambda: built.session.customers.current() is not None)
    page = built.session.customers.current()
    assert page is not None
    assert page.profile == ProfileId(1)
    until(lambda: not board.isVisible())
    show(built)
    board.rows.setFocus()
    press(built, Qt.Key.Key_Return)
    until(lambda: not board.isVisible())


def test_one_key_takes_a_parcel_and_gives_it_back(built: Built, papers: MemoryPaperwork):
    board = show(built)
    until(lambda: board.current() is not None)
    board.rows.setFocus()
    press(built, Qt.Key.Key_T)
    until(lambda: papers.radar.held[0].owner == "mira")
    until(lambda: board.current().owner.text == "you")
    press(built, Qt.Key.Key_T)
    until(lambda: papers.radar.held[0].owner is None)


def test_what_a_colleague_has_stays_theirs_and_it_is_said(built: Built, papers: MemoryPaperwork):
    board = show(built)
    until(lambda: board.current() is not None)
    taken = replace(papers.radar.held[0], owner="jonas", claimed_at=NOW - HOUR)
    papers.radar.held[0] = taken
    board.rows.setFocus()
    press(built, Qt.Key.Key_T)
    until(lambda: "jonas has it" in built.window.bar.words())
    assert papers.radar.held[0] == taken


@pytest.mark.parametrize(
    ("failure", "said"),
    [(None, "No parcel is at risk"), (OSError("disk"), "Parcels at risk cannot be read")],
)
def test_where_there_is_nothing_it_is_said_why(
    app: QApplication, memory: MemoryDesk, failure: Exception | None, said: str
):
    memory.radar.failure = failure
    parts = WindowParts(
        memory.desk, memory.clock, preferences=ForgetfulPreferences(Appearance.LIGHT), zone=UTC
    )
    with in_sight(app, parts) as made:
        board = show(made)
        until(lambda: said in words(board))


@pytest.mark.parametrize(
    ("hours", "more", "said"),
    [
        (3, {}, ("in 3 h, at 16:08", Ink.TEXT)),
        (25, {}, ("tomorrow, 14:08", Ink.TEXT)),
        (50, {}, ("Mon 23 Nov, 15:08", Ink.TEXT2)),
        (-1, {}, ("usual time passed", Ink.BAD)),
        (-1, {"promised": NOW - HOUR}, ("promise passed", Ink.BAD)),
        (-1, {"told_at": NOW}, ("told", Ink.TEXT2)),
    ],
)
def test_when_a_customer_will_notice_is_said_in_words(memory: MemoryDesk, hours, more, said):
    one = concern(1, "Helena Brandt", **more)
    trouble = replace(one.troubles[0], notices_at=NOW + hours * HOUR)
    held = MemoryRadar([replace(one, troubles=(trouble,))])
    seen = radar(held, NOW + 11 * HOUR)
    [_, row] = viewmodel.board(seen, Times(memory.clock, UTC), "mira")
    assert isinstance(row, ParcelRow)
    assert (row.notices.text, row.notices.ink) == said


@pytest.mark.parametrize(("late", "said"), [(0, "stalled"), (1, "1 day late"), (3, "3 days late")])
def test_a_parcel_with_a_promise_says_how_late_it_is(memory: MemoryDesk, late: int, said: str):
    one = concern(1, "Helena Brandt", promised=NOW + HOUR, expected=NOW + timedelta(days=late))
    assert viewmodel.risk(one, Times(memory.clock, UTC)) == said


def test_opening_one_says_what_to_do_next(built: Built, memory: MemoryDesk):
    memory.radar.held = [replace(PEOPLE[0], order="10482")]
    show(built)
    built.session.open_customer(1)
    page = built.session.customers.current()
    assert page is not None
    facts = page.view.context.order
    until(lambda: "Next step" in str(facts.model().index(0, 0).data()))


def test_a_policy_that_cannot_be_used_is_no_reason_to_show_no_customer(memory: MemoryDesk):
    class Unusable(MemoryRadar):
        def policy(self) -> ExceptionPolicy:
            raise PolicyError("exceptions.toml: line 3")

    assert next_steps(Unusable([PEOPLE[0]]), ProfileId(1)) == ()


def test_of_a_large_group_the_rest_is_shown_when_it_is_wanted(built: Built, memory: MemoryDesk):
    memory.radar.held[:] = [concern(1 + at, f"Person {at}") for at in range(viewmodel.FEW + 5)]
    board = show(built)
    press(built, Qt.Key.Key_F5)
    until(lambda: len(board.model.rows) == viewmodel.FEW + 2)
    last = board.model.rows[-1]
    assert isinstance(last, MoreRow)
    assert last.spoken() == "Show 5 more"
    assert f"{viewmodel.FEW + 5} parcels at risk" in words(board)
    [*_, beside] = built.window.search.listing_rows().rows
    assert (beside.title, beside.count) == ("More on the board", 5)
    board.rows.setFocus()
    press(built, Qt.Key.Key_End)
    press(built, Qt.Key.Key_Return)
    until(lambda: len(board.model.rows) == viewmodel.FEW + 6)
    assert (current := board.current()) is not None
    assert current.name == f"Person {viewmodel.FEW}", "the first that was not shown before"

"""Who waits, in the window: read, taken, put off, done with, by real keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.domain.acting.waiting import DecisionKind
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.waiting import WaitingWish, Wanted
from agent_console.ports.reading import ConnectionHealth
from agent_console.ui.screens.waiting import viewmodel
from agent_console.ui.screens.waiting.viewmodel import Seen
from agent_console.ui.shell.start import Built, WindowParts, build
from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.tokens import Appearance
from agent_console.ui.widgets.people.listing import Heading, ResultRow
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, MemoryDesk, StillClock
from tests.fakes.paperwork import MemoryPaperwork
from tests.ui.conftest import until

Key = Qt.Key
PEOPLE = ((1, "Helena Brandt"), (2, "Samuel Adeyemi"), (4, "Lena Hofer"))


@pytest.fixture
def papers(memory: MemoryDesk) -> MemoryPaperwork:
    for minutes, (who, name) in enumerate(PEOPLE):
        words = ("Re: Your parcel", f"Hello,\nnumber {who} is not here")
        memory.waiting.ask(ProfileId(who), name, NOW - timedelta(minutes=10 + minutes), words)
    memory.connections.append(ConnectionHealth("mail", "email", NOW, None, None, None))
    return MemoryPaperwork(memory.clock, waiting=memory.waiting)


@pytest.fixture
def built(app: QApplication, memory: MemoryDesk, papers: MemoryPaperwork) -> Iterator[Built]:
    look = ForgetfulPreferences(Appearance.LIGHT)
    parts = WindowParts(
        memory.desk, memory.clock, preferences=look, zone=UTC, open_paperwork=papers.open
    )
    made = build(app, replace(parts, open_correspondence=lambda: None))
    made.guard.rest()
    made.window.resize(1366, 768)
    made.window.show()
    made.window.activateWindow()
    until(made.window.isActiveWindow)
    made.session.start()
    until(made.session.is_settled)
    until(lambda: made.session.hands.clerk.is_readable() and made.session.hands.clerk.is_idle())
    made.commands.do("waiting")
    until(lambda: bool(rows(made)))
    yield made
    made.session.stop()
    made.window.close()
    made.window.deleteLater()
    QTest.qWait(1)


def rows(built: Built) -> list[str]:
    model = built.window.search.results.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(n, 0).data(role) for n in range(model.rowCount())]


def press(built: Built, key: Key) -> None:
    QTest.keyClick(built.window.focused() or built.window, key)
    until(lambda: built.session.is_settled() and built.session.hands.clerk.is_idle())
    until(built.session.is_settled)


def said(built: Built) -> str:
    return built.window.bar._words.text() if built.window.bar.isVisible() else ""


def counter(built: Built) -> str:
    return built.window.rail._buttons["waiting"].accessibleDescription()


def test_who_waits_is_listed_newest_first_and_counted(built: Built):
    assert rows(built) == [
        "Helena Brandt, Number 1 is not here, 10 min",
        "Samuel Adeyemi, Number 2 is not here, 11 min",
        "Lena Hofer, Number 4 is not here, 12 min",
    ]
    assert counter(built) == "3"


def test_t_takes_the_chosen_one_and_gives_it_back(built: Built):
    press(built, Key.Key_Down)
    press(built, Key.Key_T)
    assert rows(built)[0] == "Helena Brandt, Number 1 is not here, you, 10 min"
    assert said(built) == "Yours: Helena Brandt"
    press(built, Key.Key_T)
    assert rows(built)[0] == "Helena Brandt, Number 1 is not here, 10 min"
    assert said(built) == "Given back: Helena Brandt"


def test_a_colleagues_is_shown_and_not_taken(built: Built, memory: MemoryDesk):
    said_ = Statement("jonas", NOW - timedelta(minutes=5), "")
    memory.waiting.decide(Wanted(1, DecisionKind.CLAIM), said_)
    for key in (Key.Key_Down, Key.Key_T):
        press(built, key)
    assert said(built) == "jonas has it since 13:03. Nothing was changed."
    assert rows(built)[0] == "Helena Brandt, Number 1 is not here, jonas, 10 min"
    press(built, Key.Key_Return)
    assert said(built) == "Helena Brandt: jonas has it since 13:03."
    assert built.session.customers.current() is not None


def test_whose_it_is_is_told_however_the_customer_is_opened(built: Built, memory: MemoryDesk):
    memory.waiting.decide(Wanted(1, DecisionKind.CLAIM), Statement("jonas", NOW, ""))
    built.session.places.refresh()
    until(built.session.is_settled)
    built.session.open_customer(1)
    until(built.session.is_settled)
    assert said(built) == "Helena Brandt: jonas has it since 13:08."
    built.window.bar.hide()
    built.session.open_customer(2)
    until(built.session.is_settled)
    assert said(built) == ""


def open_current(built: Built) -> None:
    """Open the current row of the list, else the first."""
    built.commands.do("waiting")
    if built.window.search.current() is None:
        press(built, Key.Key_Down)
    press(built, Key.Key_Return)


@pytest.mark.parametrize("key", [Key.Key_D, Key.Key_S])
def test_nobody_is_done_with_who_is_not_on_the_page(built: Built, memory: MemoryDesk, key: Key):
    press(built, Key.Key_Down)
    press(built, key)
    assert memory.waiting.decisions == {}
    assert said(built) == "Open Helena Brandt first: Enter in the list."
    press(built, Key.Key_Return)
    for _ in range(3):
        press(built, key)
    assert set(memory.waiting.decisions) == {1}
    assert said(built) == "Open Samuel Adeyemi first: Enter in the list."


@pytest.mark.parametrize("key", [Key.Key_D, Key.Key_S])
def test_what_was_done_is_taken_back_by_its_key_and_by_the_bar(
    built: Built, memory: MemoryDesk, key: Key
):
    before = rows(built)
    for take_back in (lambda: built.commands.do("undo"), built.window.bar.accepted.emit):
        built.session.open_customer(1)
        until(built.session.is_settled)
        press(built, key)
        assert rows(built) != before
        take_back()
        until(lambda: rows(built) == before)
        assert said(built) == "Waits again: Helena Brandt"
    told = [one.kind for one in memory.waiting.decisions[ProfileId(1)]]
    assert [kind is DecisionKind.REOPEN for kind in told] == [False, True, False, True]


def test_an_answer_leaves_the_next_one_chosen(built: Built, memory: MemoryDesk):
    for number, following in ((1, "Samuel Adeyemi"), (2, "Lena Hofer")):
        open_current(built)
        assert built.session.customers.current().concerns(number)
        memory.waiting.answer(ProfileId(number), NOW)
        for _ in range(2):
            built.session.places.refresh()
            until(built.session.is_settled)
            assert built.window.search.current().name == following


def test_done_and_put_off_leave_the_next_one_chosen(built: Built):
    open_current(built)
    press(built, Key.Key_D)
    assert built.window.search.current().name == "Samuel Adeyemi"
    open_current(built)
    press(built, Key.Key_S)
    assert built.window.search.current().name == "Lena Hofer"
    assert rows(built) == [
        "Lena Hofer, Number 4 is not here, 12 min",
        "Waiting for others, 1",
        "Samuel Adeyemi, Number 2 is not here, until Sun 22 Nov, 11 min",
        "Done, 1",
        "Helena Brandt, Number 1 is not here, done, 10 min",
    ]
    assert counter(built) == "1"


def test_what_is_done_by_mistake_is_taken_up_again(built: Built):
    open_current(built)
    press(built, Key.Key_D)
    built.commands.do("waiting")
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_T):
        press(built, key)
    assert rows(built)[0] == "Helena Brandt, Number 1 is not here, you, 10 min"
    assert counter(built) == "3"


def test_enter_opens_and_the_keys_mean_the_customer_on_the_page(built: Built):
    press(built, Key.Key_Down)
    press(built, Key.Key_Return)
    page = built.session.customers.current()
    assert page.concerns(1)
    assert page.view.timeline.list.hasFocus()
    built.commands.do("latest")
    page.view.timeline.list.setFocus()
    press(built, Key.Key_T)
    assert said(built) == "Yours: Helena Brandt"


def test_letters_in_a_field_decide_nothing(built: Built, memory: MemoryDesk):
    built.window.search.field.setFocus()
    QTest.keyClicks(built.window.search.field, "tsd")
    until(built.session.is_settled)
    assert memory.waiting.decisions == {}


def test_a_claim_elsewhere_is_shown_by_itself(built: Built, memory: MemoryDesk):
    memory.waiting.decide(Wanted(2, DecisionKind.CLAIM), Statement("jonas", NOW, ""))
    memory.writes += 1
    built.session.watch.look()
    until(lambda: "jonas" in rows(built)[1])


def test_a_store_that_fails_is_told_and_comes_back(built: Built, memory: MemoryDesk):
    memory.waiting.failure = OSError("disk gone")
    built.session.places.refresh()
    until(lambda: not built.window.search.results.isVisible())
    assert counter(built) == ""
    memory.waiting.failure = None
    built.session.places.refresh()
    until(lambda: counter(built) == "3")


def told(*mailboxes: ConnectionHealth) -> viewmodel.Listing:
    return viewmodel.listing(Seen((), (), mailboxes), Times(StillClock(), UTC), "mira")


def test_nobody_waiting_says_why():
    mail = ConnectionHealth("mail", "email", NOW, None, None, None)
    failing = replace(mail, failing_since=NOW - timedelta(hours=4))
    assert told(mail).situation.title == "Nobody waits"
    assert told(mail).situation.warning == ""
    assert "mail as of 09:08" in told(failing).situation.warning
    assert told().situation.title == "No mailbox is connected"


def test_offline_the_list_says_as_of_when(memory: MemoryDesk, papers: MemoryPaperwork):
    open_ = memory.waiting.contacts(WaitingWish())
    failing = ConnectionHealth("mail", "email", NOW, NOW - timedelta(hours=4), "try_later", "x")
    shown = viewmodel.listing(Seen(open_, (), [failing]), Times(StillClock(), UTC), "mira")
    assert (shown.aside, shown.count) == ("mail as of 09:08", 3)
    assert all(isinstance(row, ResultRow | Heading) for row in shown.rows)


def test_the_rows_get_the_keyboard_as_soon_as_there_are_any(built: Built, memory: MemoryDesk):
    asked, memory.waiting.asked = memory.waiting.asked, {}
    built.session.places.refresh()
    until(lambda: not built.window.search.results.isVisible())
    built.commands.do("waiting")
    memory.waiting.asked = asked
    built.session.places.refresh()
    until(built.window.search.results.hasFocus)

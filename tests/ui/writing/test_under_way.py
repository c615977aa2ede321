"""What is under way stands over the timeline and in the docked bar, and can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_console.domain.acting.intent import IntentKind, IntentState
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.timeline.pending import is_counting, pinned
from agent_console.ui.shell.news.outgoing import TICK_MS
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.buttons import Chip
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import StillClock
from tests.fakes.writing import MemoryCorrespondence, a_live
from tests.ui.conftest import until
from tests.ui.writing.conftest import press

TIMES = Times(StillClock())


@pytest.mark.parametrize(
    ("state", "outcome", "left_s", "said"),
    [
        ("pending", "", 7.2, "goes out in 8\N{NO-BREAK SPACE}s"),
        ("pending", "", -1, "goes out now"),
        ("pending", "", -60, "waits for the worker"),
        ("pending", "no route", 4, "waits for the connection: no route"),
        ("sending", "", -1, "is being sent"),
        ("unknown", "", -1, "Checking whether the mail server took it; you can keep working"),
        ("draft", "It has changed.", -1, "is held: It has changed."),
        ("needs_human", "nobody can tell", -1, "needs you: nobody can tell"),
        ("failed", "no such box", -1, "failed: no such box. Mend that"),
    ],
)
def test_how_it_stands_is_said_in_words(state: str, outcome: str, left_s: float, said: str):
    row = pinned(a_live(IntentState(state), outcome=outcome), left_s, TIMES)
    assert said in row.title
    assert "helena@brandt.at" in row.title


LABEL = {"kind": IntentKind.LABEL, "template": "", "to": "", "language": "", "order": "10482"}


@pytest.mark.parametrize(
    ("kind", "state", "said"),
    [
        ("label", "sending", "Return label, order 10482 is being bought"),
        (
            "label",
            "unknown",
            "Checking with support whether the label was bought; you can keep working",
        ),
        ("label", "failed", "Nothing was bought; ask for it again with R."),
        ("void", "unknown", "Checking with support whether the label was taken back"),
        ("void", "failed", "The label is still paid for."),
    ],
)
def test_a_label_is_told_as_one_and_not_as_a_mail(kind: str, state: str, said: str):
    live = a_live(IntentState(state), **{**LABEL, "kind": IntentKind(kind)})
    row = pinned(live, -1, TIMES)
    assert said in row.title
    assert "mail" not in f"{row.title} {row.meta}"


def test_a_letter_that_waits_for_its_label_counts_nothing_down():
    row = pinned(a_live(waits="waits for the decision on its label"), 8, TIMES)
    assert "waits for the decision on its label" in row.title
    assert not is_counting(a_live(waits="waits for its label"), 8)


def test_what_waits_for_a_decision_can_be_discarded_but_not_let_go():
    row = pinned(a_live(IntentState.DRAFT, **LABEL, is_escalated=True), -1, TIMES)
    assert "waits for somebody to decide" in row.title
    assert [verb for verb, _ in row.offers] == ["discard"]


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        (IntentKind.MESSAGE, ["It was sent", "It was not sent"]),
        (IntentKind.LABEL, ["It was bought", "It was not bought"]),
        (IntentKind.VOID, ["It was taken back", "It was not taken back"]),
    ],
)
def test_what_needs_somebody_says_what_can_have_become_of_it(kind: IntentKind, offered: list[str]):
    row = pinned(a_live(IntentState.NEEDS_HUMAN, kind=kind), -1, TIMES)
    assert [text for _, text in row.offers] == offered


@pytest.mark.parametrize(("verb", "left"), [("was_done", []), ("was_not_done", ["failed"])])
def test_whoever_has_found_out_says_so_by_pressing_twice(
    built: Built, page: CustomerPresenter, post, verb: str, left: list[str]
):
    show(built, post, a_live(IntentState.NEEDS_HUMAN, outcome="nobody can tell"))

    def chip() -> Chip | None:
        chips = page.view.timeline.findChildren(Chip)
        return next((one for one in chips if one.property("verb") == verb), None)

    until(lambda: chip() is not None)
    chip().click()
    assert chip().text().endswith(", surely")
    assert [one.state for one in post.under_way.values()] == [IntentState.NEEDS_HUMAN]
    chip().click()
    until(lambda: [one.state.value for one in post.under_way.values()] == left)


@pytest.mark.parametrize(
    ("then", "said"),
    [((IntentState.PENDING,), "Approved: Return label"), ((), "Not approved: Return label")],
)
def test_whoever_asked_hears_what_was_decided(
    built: Built, page: CustomerPresenter, post, then: tuple[IntentState, ...], said: str
):
    show(built, post, a_live(IntentState.DRAFT, **LABEL, is_escalated=True))
    show(built, post, *(a_live(state, **LABEL) for state in then))
    until(lambda: built.window.countdown.words().startswith(said))


def test_what_was_decided_stays_to_be_read_while_another_is_counted(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    show(built, post, a_live(IntentState.DRAFT, **LABEL, is_escalated=True))
    show(built, post, a_live(IntentState.PENDING, **LABEL))
    bar = built.window.countdown
    until(lambda: bar.words().startswith("Approved"))
    QTest.qWait(2 * TICK_MS)
    assert bar.words().startswith("Approved: Return label")
    assert bar.is_counting()
    assert bar.undo.isVisible()
    until(lambda: not bar.words().startswith("Approved"))
    assert bar.is_counting()


def test_what_one_discards_oneself_is_no_decision(built: Built, page: CustomerPresenter, post):
    show(built, post, a_live(IntentState.DRAFT, **LABEL, is_escalated=True))
    built.session.outgoing.take_back("k1")
    until(lambda: built.window.countdown.words().startswith("Taken back"))


def show(built: Built, post: MemoryCorrespondence, *live) -> None:
    post.under_way = {one.key: one for one in live}
    built.session.outgoing.look()
    until(built.session.writer.is_idle)


def test_a_pinned_row_is_changed_in_place(built: Built, page: CustomerPresenter, post):
    show(built, post, a_live())
    row = page.view.timeline.pinned.rows["k1"]
    assert "goes out in" in row._title.text()
    show(built, post, a_live(IntentState.SENDING))
    assert page.view.timeline.pinned.rows["k1"] is row
    assert "is being sent" in row._title.text()
    show(built, post)
    until(lambda: not page.view.timeline.pinned.isVisible())


def test_of_another_customer_nothing_is_pinned_here(built: Built, page: CustomerPresenter, post):
    show(built, post, a_live(customer=2))
    assert page.view.timeline.pinned.rows == {}
    assert built.window.countdown.isVisible()


def test_ctrl_z_takes_back_and_says_so(built: Built, page: CustomerPresenter, post):
    show(built, post, a_live())
    press(built, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(lambda: not post.under_way)
    until(lambda: built.window.countdown.words().startswith("Taken back"))
    assert page.view.timeline.pinned.rows == {}


def test_what_a_colleague_sends_is_not_ours_to_undo(built: Built, page: CustomerPresenter, post):
    show(built, post, a_live(is_mine=False))
    assert not built.window.countdown.isVisible()
    press(built, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(30)
    assert "k1" in post.under_way
    assert page.view.timeline.pinned.isVisible()


def test_what_is_held_is_discarded_by_one_action_and_sent_by_two(
    built: Built, page: CustomerPresenter, post: MemoryCorrespondence
):
    show(built, post, a_live(IntentState.DRAFT, outcome="It has changed."))
    row = page.view.timeline.pinned.rows["k1"]
    row._offers["anyway"].click()
    QTest.qWait(30)
    assert post.under_way["k1"].state is IntentState.DRAFT
    row._offers["anyway"].click()
    until(lambda: post.under_way["k1"].state is IntentState.SENDING)
    show(built, post, a_live(IntentState.DRAFT, outcome="It has changed."))
    page.view.timeline.pinned.rows["k1"]._offers["discard"].click()
    until(lambda: not post.under_way)


def test_the_countdown_goes_by_a_steady_clock(built: Built, post: MemoryCorrespondence):
    show(built, post, a_live())
    QTest.qWait(1300)
    until(lambda: "goes out in 9\N{NO-BREAK SPACE}s" in built.window.countdown.words())


def test_the_bar_takes_its_room_from_the_panes(built: Built, post: MemoryCorrespondence):
    before = built.window.pages.height()
    show(built, post, a_live())
    until(lambda: built.window.pages.height() == before - 36)

"""A supervisor decides an exception by one key, with all the evidence on the same screen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from agent_console.domain.money import Money
from agent_console.domain.profile import ProfileId
from agent_console.domain.returning.exceptions import Decision, Suggestion
from agent_console.ports.acting.returning import Escalated
from agent_console.ui.screens.escalations import worklist
from agent_console.ui.screens.escalations.page import EscalationPage
from agent_console.ui.shell.bursts import BurstGuard
from agent_console.ui.shell.start import Built, WindowParts
from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.tokens import Appearance
from tests.fakes.desk import MemoryDesk
from tests.fakes.writing import MemoryCorrespondence
from tests.ui.conftest import in_sight, until
from tests.ui.writing.conftest import press
from tests.ui.writing.test_bursts import Fingers

ASKED = Escalated(
    "k1",
    ProfileId(1),
    "Helena Brandt",
    "10482",
    "1 trail jacket",
    "too small",
    "she was in hospital",
    "No, by “Thirty days”: which was 3 days ago.",
    "mira",
    datetime(2026, 11, 21, 12, 40, tzinfo=UTC),
    Money(690, "EUR"),
    Money(14990, "EUR"),
    Suggestion(Decision.APPROVE, "3 of 14 days of goodwill, goods worth 149.90 EUR of up to 150."),
    history=("2026-08-02: 2 wool socks, done",),
)
OTHER = replace(ASKED, key="k2", customer=ProfileId(2), name="Samuel Adeyemi", items="1 tent")


@pytest.fixture
def post() -> MemoryCorrespondence:
    made = MemoryCorrespondence()
    made.returns.waiting = [ASKED, OTHER]
    return made


@pytest.fixture
def built(app: QApplication, memory: MemoryDesk, post: MemoryCorrespondence) -> Iterator[Built]:
    parts = WindowParts(
        memory.desk,
        memory.clock,
        preferences=ForgetfulPreferences(Appearance.LIGHT),
        zone=UTC,
        open_correspondence=lambda: post,
    )
    with in_sight(app, parts) as made:
        yield made


def look() -> None:
    QTest.qWait(int(worklist.LEAST_S * 1000) + 60)


def page(built: Built) -> EscalationPage:
    [found] = built.window.findChildren(EscalationPage)
    return found


def show_first(built: Built) -> EscalationPage:
    """Choose the worklist and open its first row, as a supervisor does to begin."""
    QTest.keyClick(built.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    until(lambda: built.window.search.listing_rows().rows != ())
    built.window.search.results.setFocus()
    press(built, Qt.Key.Key_Home)
    press(built, Qt.Key.Key_Return)
    shown = page(built)
    until(shown.isVisible)
    look()
    return shown


def told(shown: QWidget) -> str:
    return "\n".join(one.text() for one in shown.findChildren(QLabel) if one.isVisible())


def test_the_rail_counts_what_waits(built: Built, post: MemoryCorrespondence):
    until(lambda: built.session.places.names() != ())
    [button] = [one for one in built.window.rail.children() if name(one).startswith("Escalations")]
    until(lambda: "2" in name(button) or "2" in button.accessibleDescription())


def test_all_a_decision_needs_stands_on_one_screen(built: Built):
    words = told(show_first(built))
    for part in (
        "mira asks to take back 1 trail jacket of order 10482: she was in hospital",
        "goods worth 149.90 EUR",
        "No, by “Thirty days”",
        "2026-08-02",
        "Suggested: approve",
        "3 of 14 days of goodwill",
        "Approve: 6.90 EUR for the label now",
    ):
        assert part in words


def test_one_key_approves(built: Built, post: MemoryCorrespondence):
    shown = show_first(built)
    press(built, Qt.Key.Key_A)
    until(lambda: bool(post.returns.decided))
    assert post.returns.decided == [("k1", Decision.APPROVE, ASKED.suggestion.why)]
    until(lambda: not shown.isVisible())


def test_pressed_five_times_it_is_decided_once(built: Built, post: MemoryCorrespondence):
    show_first(built)
    for _ in range(5):
        press(built, Qt.Key.Key_A)
    until(lambda: bool(post.returns.decided))
    look()
    assert len(post.returns.decided) == 1


def test_against_the_suggestion_a_reason_is_asked_for(built: Built, post: MemoryCorrespondence):
    shown = show_first(built)
    press(built, Qt.Key.Key_D)
    assert worklist.WHY in told(shown)
    assert post.returns.decided == []
    press(built, Qt.Key.Key_5)
    press(built, Qt.Key.Key_D)
    until(lambda: bool(post.returns.decided))
    assert post.returns.decided == [("k1", Decision.DENY, "Not enough evidence")]


def test_ones_own_words_stand_beside_the_decision(built: Built, post: MemoryCorrespondence):
    shown = show_first(built)
    shown.words.setFocus()
    QTest.keyClicks(shown.words, "a letter of the hospital came")
    QTest.keyClick(shown.words, Qt.Key.Key_A)
    assert post.returns.decided == []
    shown.primary.click()
    until(lambda: bool(post.returns.decided))
    assert post.returns.decided[0][2] == "a letter of the hospital camea"


def test_what_has_changed_is_shown_before_it_goes_anyway(built: Built, post: MemoryCorrespondence):
    post.returns.changed = ("Since this was asked for the day of delivery has changed.",)
    shown = show_first(built)
    press(built, Qt.Key.Key_A)
    until(lambda: "has changed" in told(shown))
    assert post.returns.decided == []
    assert "although facts have changed" in shown.primary.text()
    press(built, Qt.Key.Key_A)
    assert post.returns.decided == [], "nobody has seen the difference yet"
    look()
    press(built, Qt.Key.Key_A)
    until(lambda: bool(post.returns.decided))


def test_decided_by_a_colleague_it_goes_out_of_sight(built: Built, post: MemoryCorrespondence):
    shown = show_first(built)
    post.returns.waiting = [OTHER]
    built.session.places.refresh()
    until(lambda: not shown.isVisible())
    assert "Somebody has decided it" in built.window.bar.words()


def test_t_shows_the_whole_timeline(built: Built):
    shown = show_first(built)
    press(built, Qt.Key.Key_T)
    until(lambda: not shown.isVisible())
    until(lambda: built.session.customers.current() is not None)


def test_nothing_is_decided_before_it_could_be_seen(built: Built, post: MemoryCorrespondence):
    QTest.keyClick(built.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    until(lambda: built.window.search.listing_rows().rows != ())
    built.window.search.results.setFocus()
    press(built, Qt.Key.Key_Home)
    press(built, Qt.Key.Key_Return)
    until(page(built).isVisible)
    press(built, Qt.Key.Key_A)
    QTest.qWait(50)
    assert post.returns.decided == []


def test_what_cannot_be_read_is_not_said_to_be_nothing(
    built: Built, post: MemoryCorrespondence, monkeypatch: pytest.MonkeyPatch
):
    def broken() -> None:
        raise ValueError("policies/returns.toml, line 3: there is no such reason")

    monkeypatch.setattr(post.returns, "escalations", broken)
    QTest.keyClick(built.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    built.session.places.refresh()
    until(lambda: "line 3" in told(built.window.search))


def test_where_a_denial_is_suggested_it_is_the_one_to_press(
    built: Built, post: MemoryCorrespondence
):
    late = "It is 40 days late, goodwill goes to 14."
    post.returns.waiting = [replace(ASKED, suggestion=Suggestion(Decision.DENY, late))]
    built.session.places.refresh()
    until(
        lambda: any(
            name(one).startswith("Escalations") and one.accessibleDescription() == "1"
            for one in built.window.rail.children()
        )
    )
    shown = show_first(built)
    assert shown.primary.text() == "Deny"
    press(built, Qt.Key.Key_D)
    until(lambda: bool(post.returns.decided))
    assert post.returns.decided == [("k1", Decision.DENY, late)]


def test_a_scan_decides_nothing(built: Built, post: MemoryCorrespondence):
    shown = show_first(built)
    fingers, commands = Fingers(built), list[str]()
    BurstGuard(built.window, commands.append, fingers.moment)
    chance = Random(3)
    for code in ("A123", "AD42", "D-9", "TAD1"):
        fingers.scan(code, chance)
    QTest.qWait(80)
    assert post.returns.decided == []
    assert shown.isVisible()


def name(part: object) -> str:
    return part.accessibleName() if hasattr(part, "accessibleName") else ""

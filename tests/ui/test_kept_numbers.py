"""The number of a call is kept as hers who was found, in one action, and taken back in one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.domain.customer import KnownIdentity, Part
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import Link, ProfileId
from agent_console.ui.screens.customer.people.rows import Deed, Wanted
from agent_console.ui.shell.start import Built
from tests.fakes.desk import NOW, MemoryDesk
from tests.fakes.people import MemoryRegistry
from tests.ui.conftest import people_in_sight, settle, until
from tests.ui.test_callers import HELENA, HELENAS, NOBODYS, SAMUEL, call, named

VALUE = "+43316999999"


@pytest.fixture
def registry(memory: MemoryDesk) -> MemoryRegistry:
    return MemoryRegistry(memory.clock, pairs=memory.pairs)


@pytest.fixture
def built(app: QApplication, memory: MemoryDesk, registry: MemoryRegistry) -> Iterator[Built]:
    with people_in_sight(app, memory, registry) as made:
        yield made


def opened(built: Built, one: ProfileId) -> None:
    built.session.open_customer(one)
    settle(built)


def press(built: Built, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    focused = built.window.focused()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers or Qt.KeyboardModifier.NoModifier)
    settle(built)


def find(built: Built, words: str) -> None:
    """Type on the card of the call."""
    call(built, NOBODYS)
    focused = built.window.focused()
    assert focused is not None
    QTest.keyClicks(focused, words)
    until(built.session.is_settled)


def bar(built: Built) -> str:
    return built.window.bar.words() if built.window.bar.isVisible() else ""


def kept(registry: MemoryRegistry) -> list[tuple[ProfileId, str]]:
    """Return whose which number is by now."""
    said = registry.numbers().said
    return [(said[one][0], said[one][1].value) for one in registry.links.live]


def test_who_was_found_is_asked_about_and_one_key_keeps_the_number(built: Built, registry):
    find(built, "brandt")
    press(built, Qt.Key.Key_Return)
    assert named(built) == "Helena Brandt"
    assert bar(built) == f"{NOBODYS} called at 13:08. Is it a number of Helena Brandt?"
    assert registry.links.live == {}, "nothing is kept without being said"
    press(built, Qt.Key.Key_Y)
    [made] = registry.links.live.values()
    assert kept(registry) == [(HELENA, VALUE)]
    assert made.who == "mira"
    assert made.why == "she called from it at 13:08, found by “brandt”"
    assert bar(built).startswith(f"{NOBODYS} is kept as a number of Helena Brandt.")
    built.commands.do("undo")
    settle(built)
    assert registry.links.live == {}
    built.commands.do("undo")
    settle(built)
    assert kept(registry) == [(HELENA, VALUE)], "taking it back is taken back"


def test_the_button_of_the_bar_does_the_same(built: Built, registry):
    find(built, "brandt")
    press(built, Qt.Key.Key_Return)
    built.window.bar.accepted.emit()
    settle(built)
    assert kept(registry) == [(HELENA, VALUE)]


def test_found_and_kept_are_two_actions(built: Built, registry):
    find(built, "brandt")
    press(built, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: kept(registry) == [(HELENA, VALUE)])
    assert named(built) == "Helena Brandt"


def test_the_card_has_a_button_for_each_way(built: Built, registry):
    call(built, NOBODYS)
    card = built.session.callers.calls.card
    assert not card.opens.isEnabled()
    assert not card.claims.isEnabled()
    QTest.keyClicks(card.field, "brandt")
    until(built.session.is_settled)
    assert card.opens.isEnabled()
    QTest.mouseClick(card.claims, Qt.MouseButton.LeftButton)
    until(lambda: kept(registry) == [(HELENA, VALUE)])
    assert named(built) == "Helena Brandt"


def test_who_is_found_in_another_way_is_asked_about_once(built: Built, memory, registry):
    call(built, NOBODYS)
    opened(built, SAMUEL)
    assert "Is it a number of Samuel Adeyemi?" in bar(built)
    opened(built, HELENA)
    assert "Is it a number of Helena Brandt?" in bar(built)
    opened(built, SAMUEL)
    assert bar(built) == "", "she was asked about; I and Y are still there"
    press(built, Qt.Key.Key_Y)
    assert kept(registry) == [(SAMUEL, VALUE)]


def test_who_was_in_sight_before_the_call_is_not_asked_about(built: Built, registry):
    opened(built, SAMUEL)
    page = built.session.customers.current()
    assert page is not None
    page.view.timeline.field.setFocus()
    call(built, NOBODYS)
    page.reload()
    settle(built)
    assert bar(built).startswith(f"Nobody is known under {NOBODYS}")
    page.view.timeline.list.setFocus()
    press(built, Qt.Key.Key_Y)
    assert kept(registry) == [(SAMUEL, VALUE)]


def test_a_call_of_long_ago_asks_about_nobody(built: Built, memory):
    call(built, NOBODYS)
    memory.clock.at = NOW + timedelta(minutes=11)
    opened(built, HELENA)
    assert "Is it a number" not in bar(built)


def test_a_call_that_is_over_keeps_no_number_by_a_key(built: Built, memory, registry):
    call(built, NOBODYS)
    memory.clock.at = NOW + timedelta(minutes=61)
    opened(built, HELENA)
    press(built, Qt.Key.Key_Y)
    assert bar(built) == "No unknown number has called; there is none to keep."
    assert registry.links.live == {}


def test_a_number_that_is_hers_already_is_not_kept_twice(built: Built, memory, registry):
    shared = memory.everybody[HELENA].customer.identities[1]
    person = memory.everybody[SAMUEL]
    person.customer = replace(person.customer, identities=(*person.customer.identities, shared))
    call(built, HELENAS)
    opened(built, HELENA)
    assert "Is it a number" not in bar(built)
    press(built, Qt.Key.Key_Y)
    assert (
        bar(built) == f"{HELENAS} is Helena Brandt\N{RIGHT SINGLE QUOTATION MARK}s number already."
    )
    assert registry.links.live == {}


@pytest.mark.parametrize("number", ["anonymous", ""])
def test_a_call_without_a_number_offers_none(built: Built, registry, number: str):
    call(built, number)
    opened(built, HELENA)
    assert "Is it a number" not in bar(built)
    press(built, Qt.Key.Key_Y)
    assert bar(built) == "No unknown number has called; there is none to keep."
    assert registry.links.live == {}


def test_a_caller_who_is_known_ends_the_call_before(built: Built, registry):
    call(built, NOBODYS)
    call(built, HELENAS)
    opened(built, SAMUEL)
    press(built, Qt.Key.Key_Y)
    assert registry.links.live == {}


def test_the_pane_of_people_offers_it_too(built: Built, registry):
    call(built, NOBODYS)
    opened(built, HELENA)
    page = built.session.customers.current()
    assert page is not None
    press(built, Qt.Key.Key_I)
    rows = page.view.evidence.people.list.model().rows
    assert rows[1].spoken() == f"{NOBODYS} is her number, Y"
    page.people.act(rows[1].key)
    settle(built)
    assert kept(registry) == [(HELENA, VALUE)]


def test_a_kept_number_stands_among_people_with_who_when_and_why(
    built: Built, memory: MemoryDesk, registry: MemoryRegistry
):
    made: Link = registry.open().attach(HELENA, NOBODYS, "she called from it at 13:08")
    person = memory.everybody[HELENA]
    known = KnownIdentity(Identity(IdentityKind.PHONE, NOBODYS, VALUE), "agent-console")
    person.customer = replace(
        person.customer,
        identities=(*person.customer.identities, known),
        parts=(
            Part(HELENA, "Helena Brandt", "web-shop"),
            Part(made.b, NOBODYS, "agent-console", is_number=True),
        ),
        links=(made,),
        profiles=(HELENA,),
    )
    opened(built, HELENA)
    page = built.session.customers.current()
    assert page is not None
    assert NOBODYS in page._page.identities()
    press(built, Qt.Key.Key_I)
    rows = page.view.evidence.people.list.model().rows
    [row] = [one for one in rows if one.key == Wanted(Deed.UNLINK, made.id)]
    assert row.name == f"Not her number: {NOBODYS}"
    assert row.quiet == "mira, 13:08: she called from it at 13:08"
    page.people.act(row.key)
    settle(built)
    assert registry.links.live == {}
    assert bar(built).startswith(f"{NOBODYS} is no number of Helena Brandt any more")
    built.commands.do("undo")
    settle(built)
    assert kept(registry) == [(HELENA, VALUE)]

"""A number nobody has, or several: a card to find the caller from, and nobody is made of it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from agent_console.domain import identity
from agent_console.domain.customer import Tracked
from agent_console.domain.moment import instant
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.calling.view import CallCard
from agent_console.ui.shell.start import Built
from tests.fakes.desk import NOW, MemoryDesk
from tests.ui.conftest import until
from tests.ui.test_callers import HELENA, HELENAS, NOBODYS, SAMUEL, call, named, opened, tabs


def card(built: Built) -> CallCard:
    return built.session.callers.calls.card


def lines(built: Built) -> list[str]:
    return [row.name for row in card(built).list.model().rows]


def typed(built: Built, words: str) -> None:
    focused = built.window.focused()
    assert focused is not None
    QTest.keyClicks(focused, words)
    until(built.session.is_settled)


def press(built: Built, key: Qt.Key) -> None:
    focused = built.window.focused()
    assert focused is not None
    QTest.keyClick(focused, key)
    QTest.qWait(1)
    until(built.session.is_settled)


def test_a_number_nobody_has_is_a_card_to_search_from(built: Built, memory: MemoryDesk):
    opened(built, SAMUEL)
    before = len(memory.everybody)
    call(built, NOBODYS)

    assert card(built).isVisible()
    assert card(built).field.hasFocus()
    assert lines(built) == []
    typed(built, "brandt")
    press(built, Qt.Key.Key_Return)
    assert named(built) == "Helena Brandt"
    assert not card(built).isVisible()
    assert len(memory.everybody) == before, "nobody is made of a call"


def test_a_card_is_left_by_one_key_and_comes_back_by_one(built: Built):
    opened(built, SAMUEL)
    call(built, NOBODYS)
    press(built, Qt.Key.Key_Escape)

    assert not card(built).isVisible()
    page = built.session.customers.current()
    assert page is not None
    assert page.view.timeline.list.hasFocus()
    built.commands.do("show_caller")
    assert card(built).field.hasFocus()
    typed(built, "brandt")
    press(built, Qt.Key.Key_Return)
    built.commands.do("show_caller")
    assert card(built).field.text() == "brandt", "the caller was somebody else"


def test_what_fits_nobody_says_what_to_try(built: Built):
    call(built, NOBODYS)
    typed(built, "qqqqqq")
    assert lines(built)[0].startswith("Nobody fits.")
    card(built).field.clear()
    until(lambda: lines(built) == [])


def test_a_second_call_leaves_what_is_typed_for_the_first(built: Built):
    call(built, NOBODYS)
    typed(built, "bra")
    call(built, "+43 316 888888")

    assert card(built).field.text() == "bra"
    assert built.window.bar.words().startswith("Nobody is known under +43 316 888888")


def test_a_number_nobody_has_leaves_a_half_typed_search_alone(built: Built):
    field = built.window.search.field
    field.setFocus()
    QTest.keyClicks(field, "sam")
    call(built, NOBODYS)

    assert field.text() == "sam"
    assert field.hasFocus()
    assert not card(built).isVisible()
    assert built.window.bar.words().startswith("Nobody is known")
    built.commands.do("show_caller")
    assert card(built).field.hasFocus()


def test_a_number_nobody_has_leaves_a_half_typed_note_alone(built: Built):
    opened(built, SAMUEL)
    page = built.session.customers.current()
    assert page is not None
    page.view.timeline.field.setFocus()
    call(built, NOBODYS)

    assert page.view.timeline.field.hasFocus()
    assert not card(built).isVisible()


def due_today(memory: MemoryDesk, one: ProfileId) -> None:
    """Have the first parcel of somebody expected today."""
    person = memory.everybody[one]
    known = person.customer.orders[0]
    sent = known.order.fulfilments[0]
    number = identity.reference(sent.number)
    told = replace(sent.shipment(), status=ParcelStatus.IN_TRANSIT, estimated=instant(NOW))
    tracked = Tracked(number, told, "easypost", NOW)
    orders = (replace(known, tracked=(tracked,)), *person.customer.orders[1:])
    person.customer = replace(person.customer, orders=orders)


def test_who_share_a_number_are_ranked_with_reasons(built: Built, memory: MemoryDesk):
    opened(built, SAMUEL)
    for one in (ProfileId(10), ProfileId(11)):
        person = memory.everybody[one]
        shared = memory.everybody[HELENA].customer.identities[1]
        person.customer = replace(person.customer, identities=(*person.customer.identities, shared))
    due_today(memory, ProfileId(11))
    call(built, HELENAS)

    told = lines(built)
    assert "3 customers use this number" in card(built).findChildren(QLabel)[1].text()
    assert told[1] == memory.everybody[ProfileId(11)].customer.name
    assert "parcel due today" in told[2]
    assert "uses this number" in told[2]
    assert tabs(built) == ["Samuel Adeyemi"]
    press(built, Qt.Key.Key_Down)
    press(built, Qt.Key.Key_Up)
    press(built, Qt.Key.Key_Return)
    assert named(built) == memory.everybody[ProfileId(11)].customer.name
    assert not built.window.bar.isVisible(), "somebody was chosen"

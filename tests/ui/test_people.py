"""Who is the same person is said in two actions and taken back in one; a proof takes one key."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.domain.customer import (
    CustomerName,
    Housemate,
    KnownIdentity,
    Part,
)
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import Household, HouseholdId, ProfileId
from agent_console.ui.screens.customer.people.rows import Deed, Wanted
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.rows.model import RowRole
from tests.fakes.desk import NOW, MemoryDesk
from tests.fakes.people import MemoryRegistry
from tests.ui.conftest import people_in_sight, settle, until

SHARED = KnownIdentity(Identity(IdentityKind.PHONE, "0664 77", "+4366477"), "web-shop")
HELENA, OTHER, EMIL = ProfileId(1), ProfileId(17), ProfileId(12)


@pytest.fixture
def memory(memory: MemoryDesk) -> MemoryDesk:
    """Give customers 1 and 17 one phone."""
    for number in (HELENA, OTHER):
        person = memory.everybody[number]
        made = replace(person.customer, identities=(*person.customer.identities, SHARED))
        memory.everybody[number] = replace(person, customer=made)
    return memory


@pytest.fixture
def registry(memory: MemoryDesk) -> MemoryRegistry:
    return MemoryRegistry(memory.clock, pairs=memory.pairs)


@pytest.fixture
def built(app: QApplication, memory: MemoryDesk, registry: MemoryRegistry) -> Iterator[Built]:
    with people_in_sight(app, memory, registry) as made:
        yield made


def opened(built: Built, number: ProfileId = HELENA) -> CustomerPresenter:
    built.session.open_customer(number)
    settle(built)
    page = built.session.customers.current()
    assert page is not None
    return page


def press(built: Built, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    focused = built.window.focused()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers or Qt.KeyboardModifier.NoModifier)
    settle(built)


def rows(page: CustomerPresenter) -> list[str]:
    return [row.spoken() for row in page.view.evidence.people.list.model().rows]


def test_a_suggestion_is_linked_in_two_actions_with_the_reason(built: Built, registry):
    page = opened(built)
    until(lambda: page._page.suggested != ())
    press(built, Qt.Key.Key_I)
    told = rows(page)
    assert any(row.startswith("For: same phone +4366477") for row in told)
    assert any(row.startswith("Against: other surname") for row in told)
    press(built, Qt.Key.Key_Return)
    [made] = registry.links.live.values()
    assert (made.a, made.b, made.who) == (HELENA, OTHER, "mira")
    assert made.why == "same phone +4366477; same address"
    assert "are one customer now" in built.window.bar.words()


def test_a_link_is_taken_back_at_once_and_made_again_by_the_same_key(built: Built, registry):
    opened(built)
    built.commands.do("people")
    press(built, Qt.Key.Key_Return)
    built.commands.do("undo")
    settle(built)
    assert registry.links.live == {}
    assert "is ended" in built.window.bar.words()
    built.commands.do("undo")
    settle(built)
    [made] = registry.links.live.values()
    assert made.why == "same phone +4366477; same address"


def linked(built: Built, memory: MemoryDesk, registry: MemoryRegistry) -> CustomerPresenter:
    """Open a customer who was linked by hand."""
    said = registry.open().link(HELENA, OTHER, "she called from his phone")
    person = memory.everybody[HELENA]
    parts = (Part(HELENA, "Helena Brandt", "web-shop"), Part(OTHER, "Emil Kovač", "mail"))
    made = replace(person.customer, links=(said,), parts=parts, profiles=(HELENA, OTHER))
    memory.everybody[HELENA] = replace(person, customer=made)
    return opened(built)


def test_links_stand_on_the_page_with_who_when_and_why(built: Built, memory, registry):
    page = linked(built, memory, registry)
    told = [row.spoken() for row in page.view.context.order.model().rows]
    [link] = [row for row in told if row.startswith("Unlink")]
    assert link.startswith("Unlink Emil Kovač (mail), mira, ")
    assert "she called from his phone" in link


@pytest.mark.parametrize("way", ["key", "row"])
def test_a_link_is_taken_back_in_one_action(built: Built, memory, registry, way: str):
    page = linked(built, memory, registry)
    if way == "key":
        press(built, Qt.Key.Key_U)
    else:
        facts = page.view.context.order
        [number] = [
            n
            for n, row in enumerate(facts.model().rows)
            if isinstance(row.key, Wanted) and row.key.deed is Deed.UNLINK
        ]
        facts.chosen.emit(facts.model().index(number, 0))
        settle(built)
    assert registry.links.live == {}
    assert "Helena Brandt and Emil Kovač" in built.window.bar.words()


def test_without_a_link_the_key_says_so(built: Built):
    opened(built)
    press(built, Qt.Key.Key_U)
    assert built.window.bar.words().startswith("Nothing was linked by hand")


def act(page: CustomerPresenter, deed: Deed, number: int, built: Built) -> None:
    page.people.act(Wanted(deed, number))
    settle(built)


def test_a_suggestion_that_is_somebody_else_goes_and_can_come_back(built: Built, registry):
    page = opened(built)
    until(lambda: page._page.suggested != ())
    built.commands.do("people")
    known = page._page.suggested[0].compared.keys()
    act(page, Deed.DISMISS, OTHER, built)
    until(lambda: page._page.suggested == ())
    [said] = registry.pairs.dismissals.values()
    assert (said.who, said.evidence) == ("mira", known)
    until(lambda: not any(row.startswith("Link:") for row in rows(page)))
    built.commands.do("undo")
    settle(built)
    assert registry.pairs.dismissals == {}
    until(lambda: page._page.suggested != ())


def test_two_of_a_household_stay_two(built: Built, registry):
    page = opened(built)
    built.commands.do("people")
    act(page, Deed.HOUSEHOLD, OTHER, built)
    [said] = registry.pairs.households.values()
    assert {said.a, said.b} == {HELENA, OTHER}
    assert registry.links.live == {}
    built.commands.do("undo")
    settle(built)
    assert registry.pairs.households == {}


def test_the_household_is_named_on_the_page_and_opened_from_there(built: Built, memory):
    person = memory.everybody[HELENA]
    said = Household(HouseholdId(3), HELENA, EMIL, "ana", NOW, "husband and wife")
    mate = Housemate(CustomerName(EMIL, "Mateusz Nowak"), said)
    made = replace(person.customer, households=(mate,))
    memory.everybody[HELENA] = replace(person, customer=made)
    page = opened(built)
    facts = page.view.context.order
    assert facts.model().rows[0].spoken() == "Household: Mateusz Nowak"
    built.commands.do("people")
    assert any("ana, " in row and "husband and wife" in row for row in rows(page))
    facts.chosen.emit(facts.model().index(0, 0))
    settle(built)
    current = built.session.customers.current()
    assert current is not None
    assert current.profile == EMIL


def test_another_open_customer_can_be_linked_by_hand(built: Built, registry):
    opened(built, EMIL)
    page = opened(built, ProfileId(5))
    built.commands.do("people")
    assert any("open in another tab" in row for row in rows(page))
    press(built, Qt.Key.Key_Return)
    [made] = registry.links.live.values()
    assert {made.a, made.b} == {EMIL, ProfileId(5)}
    assert "by hand" in made.why


def test_who_proves_who_she_is_takes_one_key_and_is_shown_to_the_next(
    built: Built, memory, registry
):
    page = opened(built)
    press(built, Qt.Key.Key_V)
    [said] = registry.proofs.live.values()
    assert (said.profile, said.order, said.who) == (HELENA, "10482", "mira")
    assert "Helena Brandt is verified today" in built.window.bar.words()
    person = memory.everybody[HELENA]
    memory.everybody[HELENA] = replace(person, customer=replace(person.customer, verified=said))
    page.reload()
    settle(built)
    assert f"verified by {said.means}, 13:08, mira" in page._page.identities()
    built.commands.do("undo")
    settle(built)
    assert registry.proofs.live == {}


def test_a_proof_of_yesterday_proves_nothing(built: Built, memory, registry):
    said = registry.open().verify(HELENA, "10482", "order number")
    person = memory.everybody[HELENA]
    old = replace(said, when=NOW.replace(day=NOW.day - 1))
    memory.everybody[HELENA] = replace(person, customer=replace(person.customer, verified=old))
    page = opened(built)
    assert "verified" not in page._page.identities()


@pytest.mark.parametrize("number", [EMIL, ProfileId(5)])
def test_no_heading_has_the_keyboard_where_nobody_may_be_the_same(
    built: Built, memory: MemoryDesk, number: ProfileId
):
    """With nobody to link there is a household to look at, or nothing but the way out."""
    if number == EMIL:
        person = memory.everybody[EMIL]
        said = Household(HouseholdId(3), EMIL, HELENA, "ana", NOW, "husband and wife")
        mate = Housemate(CustomerName(HELENA, "Helena Brandt"), said)
        person.customer = replace(person.customer, households=(mate,))
    page = opened(built, number)
    press(built, Qt.Key.Key_I)
    pane = page.view.evidence.people
    assert any(row.startswith("Nobody shares") for row in rows(page))
    if number == EMIL:
        assert pane.list.hasFocus()
        assert pane.list.currentIndex().data(RowRole.KEY) == Wanted(Deed.OPEN, HELENA)
    else:
        assert pane.close_button.hasFocus()
        assert not pane.list.currentIndex().isValid()
    press(built, Qt.Key.Key_Escape)
    assert not page.view.evidence.is_about_people()


def test_esc_puts_the_pane_away_and_gives_the_keyboard_back(built: Built):
    page = opened(built)
    press(built, Qt.Key.Key_I)
    assert page.view.evidence.people.list.hasFocus()
    built.commands.do("up")
    settle(built)
    assert not page.view.evidence.is_about_people()
    assert page.view.timeline.list.hasFocus()


def test_a_note_takes_the_place_of_the_pane(built: Built):
    page = opened(built)
    press(built, Qt.Key.Key_I)
    built.commands.do("note")
    settle(built)
    assert page.view.evidence.note.editor.hasFocus()
    built.commands.do("people")
    settle(built)
    assert page.view.evidence.is_about_people()


def test_orders_of_all_identities_are_one_list_each_with_its_identity(built: Built, memory):
    person = memory.everybody[ProfileId(4)]
    first, second = person.customer.orders
    office = KnownIdentity(
        Identity(IdentityKind.EMAIL, "l@office.example", "l@office.example"), "b"
    )
    orders = (first, replace(second, through=office))
    memory.everybody[ProfileId(4)] = replace(
        person, customer=replace(person.customer, orders=orders)
    )
    page = opened(built, ProfileId(4))
    told = [row.spoken() for row in page.view.context.order.model().rows]
    assert any(first.order.number in row and "through lena.4@posteo" in row for row in told)
    assert any(second.order.number in row and "through l@office.example" in row for row in told)

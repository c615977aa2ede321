"""Who may be the same person stands quietly in the context, and one key opens them."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_console.domain.customer import KnownIdentity
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import ProfileId
from agent_console.ui.shell.start import Built
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until

SHARED = KnownIdentity(Identity(IdentityKind.PHONE, "0664 77", "+4366477"), "web-shop")


def sharing(memory: MemoryDesk) -> str:
    """Give customers 1 and 17 one phone, and return the name of the second."""
    for number in (ProfileId(1), ProfileId(17)):
        person = memory.everybody[number]
        made = replace(person.customer, identities=(*person.customer.identities, SHARED))
        memory.everybody[number] = replace(person, customer=made)
    return memory.everybody[ProfileId(17)].customer.name


def test_a_shared_phone_is_a_line_that_opens_the_other(built: Built, memory: MemoryDesk):
    other = sharing(memory)
    built.session.open_customer(1)
    until(built.session.is_settled)
    page = built.session.customers.current()
    facts = page.view.context.order
    until(lambda: f"Same phone: {other}" in facts.model().rows[0].name)
    facts.setFocus()
    facts.setCurrentIndex(facts.model().index(0, 0))
    QTest.keyClick(facts, Qt.Key.Key_Return)
    until(lambda: built.session.customers.current() is not page)
    until(built.session.is_settled)
    assert built.session.customers.current().profile == ProfileId(17)


def test_stepping_through_orders_never_steps_on_a_person(built: Built, memory: MemoryDesk):
    sharing(memory)
    built.session.open_customer(1)
    until(built.session.is_settled)
    page = built.session.customers.current()
    until(lambda: page._page.suggested != ())
    for _ in range(12):
        page.orders.step(-1)
    assert built.session.customers.current() is page

"""What a screen reader is told of the window while several customers are open."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.customer.view import CustomerView
from agent_console.ui.shell.customers.spare_page import REST_MS
from agent_console.ui.shell.start import Built
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until
from tests.ui.test_window import opened, press

Role = QAccessible.Role
NO_CONTROLS = {Role.StaticText, Role.ListItem, Role.PageTabList}
"""A text, a row, and the line of tabs, which Qt calls after the tab in sight."""
OF_A_PAGE = {
    "Timeline",
    "Search in history",
    "Refresh",
    "Answer",
    "Actions",
    "Parcels",
    *(f"Filter {word}" for word in ("All", "Orders", "Parcels", "Contacts", "Money")),
}


def below(part: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield part
    for number in range(part.childCount()):
        child = part.child(number)
        assert child.parent() is not None
        yield from below(child)


def told(built: Built) -> Counter[str]:
    """Count the names of all controls of the window, in sight or not."""
    parts = below(QAccessible.queryAccessibleInterface(built.window))
    names = (part.text(QAccessible.Text.Name) for part in parts if part.role() not in NO_CONTROLS)
    return Counter(name for name in names if name)


def answer(built: Built) -> str:
    parts = below(QAccessible.queryAccessibleInterface(built.window))
    named = (part for part in parts if part.text(QAccessible.Text.Name) == "Answer")
    return str(next(named).text(QAccessible.Text.Value))


def pages(built: Built) -> int:
    return len(built.window.findChildren(CustomerView))


def test_every_name_is_told_once_however_many_customers_are_open(built: Built):
    for number in (1, 4, 5, 2):
        opened(built, number)
    until(lambda: pages(built) == 5)
    QTest.qWait(REST_MS // 4)
    names = told(built)

    assert [name for name, count in names.items() if count > 1] == []
    assert names.keys() >= OF_A_PAGE


def test_a_page_that_waits_for_a_customer_is_not_told_beside_an_open_one(built: Built):
    until(lambda: pages(built) == 1)
    assert max(told(built).values()) == 1

    opened(built, 1)
    until(lambda: pages(built) == 2)
    assert told(built)["Timeline"] == 1


def test_another_tab_is_told_in_place_of_the_one_before(built: Built):
    opened(built, 1)
    opened(built, 2)
    second = answer(built)
    built.commands.do("next_tab")
    until(built.session.is_settled)
    first = answer(built)

    assert first.startswith("1 of your 2 parcels")
    assert second.startswith("The parcel was delivered")
    assert max(told(built).values()) == 1


def test_the_pages_of_closed_customers_are_not_told(built: Built):
    opened(built, 1)
    opened(built, 2)
    until(lambda: pages(built) == 3)
    told(built)
    press(built, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    until(lambda: pages(built) == 2)

    assert answer(built).startswith("1 of your 2 parcels")
    assert max(told(built).values()) == 1


def test_a_part_of_a_page_out_of_sight_has_no_place_among_the_pages(built: Built):
    hidden = opened(built, 1).view
    shown = opened(built, 2).view
    whole = QAccessible.queryAccessibleInterface(built.window.pages)

    assert whole.childCount() == 1
    assert whole.child(0).object() is shown
    assert whole.child(1) is None
    assert whole.indexOfChild(QAccessible.queryAccessibleInterface(shown)) == 0
    assert whole.indexOfChild(QAccessible.queryAccessibleInterface(hidden)) == -1


def test_a_tab_is_told_by_the_name_as_it_is(built: Built, memory: MemoryDesk):
    person = memory.everybody[ProfileId(1)]
    person.customer = replace(person.customer, name="Smith & Sons R&D Ltd.")
    opened(built, 1)
    parts = below(QAccessible.queryAccessibleInterface(built.window.tabs))
    names = {(part.role(), part.text(QAccessible.Text.Name)) for part in parts}

    assert (Role.PageTab, "Smith & Sons R&D Ltd.") in names
    close = built.window.tabs.tabButton(0, QTabBar.ButtonPosition.RightSide)
    told_of = QAccessible.queryAccessibleInterface(close).text(QAccessible.Text.Name)
    assert told_of == "Close tab 1, Smith & Sons R&D Ltd."
    assert built.window.tabs.name(0) == "Smith & Sons R&D Ltd."
    assert QKeySequence.mnemonic(built.window.tabs.tabText(0)).isEmpty()

"""A short code hands a customer and an order to a colleague: a key gives it, a scan opens it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.domain.acting.handing import LETTERS, HandOff, code_in, shown
from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.customer.actions import ACTIONS, meta
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.shell.start import Built, WindowParts
from tests.fakes.desk import NOW, MemoryDesk
from tests.fakes.paperwork import MemoryPaperwork
from tests.fakes.people import MemoryRegistry
from tests.fakes.writing import MemoryCorrespondence
from tests.ui.conftest import in_sight, people_in_sight, settle, until
from tests.ui.test_callers import HELENA, SAMUEL, call, named
from tests.ui.test_escalations import ASKED, show_first
from tests.ui.test_search import words

LENA, OLDER = ProfileId(4), "10402"


@pytest.fixture
def registry(memory: MemoryDesk) -> MemoryRegistry:
    return MemoryRegistry(memory.clock, pairs=memory.pairs, hand_offs=memory.hand_offs)


@pytest.fixture
def built(app: QApplication, memory: MemoryDesk, registry: MemoryRegistry) -> Iterator[Built]:
    with people_in_sight(app, memory, registry) as made:
        yield made


def page_of(built: Built) -> CustomerPresenter:
    page = built.session.customers.current()
    assert page is not None
    return page


def order_in_sight(built: Built) -> str:
    known = page_of(built)._page.known_order()
    assert known is not None
    return known.order.number


@pytest.fixture
def code(memory: MemoryDesk) -> str:
    """A code that Ana gave for an order of Lena's that is not the one looked at first."""
    made = next(one for one in map("K7M2R{}".format, LETTERS) if code_in(one))
    memory.hand_offs.made[made] = HandOff(made, LENA, OLDER, "ana", NOW)
    return made


def test_one_key_gives_a_code_and_copies_it(built: Built, memory: MemoryDesk, registry):
    built.session.open_customer(HELENA)
    settle(built)
    focused = built.window.focused()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_H)
    settle(built)
    [made] = registry.hand_offs.made.values()
    assert (made.profile, made.order, made.who) == (HELENA, order_in_sight(built), "mira")
    assert QGuiApplication.clipboard().text() == shown(made.code)
    assert f"Hand-off code {shown(made.code)} is copied." in built.window.bar.words()
    person = memory.everybody[HELENA]
    assert person.customer.name not in made.code


def test_the_code_stays_on_the_page_for_the_day(built: Built, memory: MemoryDesk, code: str):
    person = memory.everybody[LENA]
    said = memory.hand_offs.made[code]
    person.customer = replace(person.customer, handed_off=said)
    built.session.open_customer(LENA, OLDER)
    settle(built)
    page = page_of(built)._page
    action = next(one for one in ACTIONS if one.hands)
    assert meta(action, page.situation()) == shown(code)
    assert "handed off by ana, 13:08" in page.identities()
    person.customer = replace(
        person.customer, handed_off=replace(said, when=NOW.replace(day=NOW.day - 1))
    )
    page_of(built).reload()
    settle(built)
    assert meta(action, page.situation()) == ""
    assert "handed off" not in page.identities()


@pytest.mark.parametrize(
    "scan",
    [
        "{}",
        "Hand-off {} ",
        "agentconsole://customer?handoff={}",
        "https://desk.example/h?handoff={}&x=1",
    ],
)
def test_a_scan_opens_exactly_the_customer_and_the_order(built: Built, code: str, scan: str):
    built.session.open_customer(SAMUEL)
    settle(built)
    built.scans.take(scan.format(code))
    settle(built)
    until(lambda: named(built) == "Lena Hofer")
    assert order_in_sight(built) == OLDER


def test_it_is_typed_into_the_search_as_it_is_read_out(built: Built, code: str):
    built.window.search.field.setFocus()
    QTest.keyClicks(built.window.search.field, shown(code).lower())
    until(built.session.is_settled)
    [row] = [one for one in built.window.search.listing_rows().people() if one.name]
    assert row.why == f"hand-off {shown(code)}, order {OLDER}"
    QTest.keyClick(built.window.search.field, Qt.Key.Key_Return)
    settle(built)
    until(lambda: named(built) == "Lena Hofer")
    assert order_in_sight(built) == OLDER


def test_a_link_opens_it_too(built: Built, code: str):
    call(built, shown(code), "handoff")
    assert named(built) == "Lena Hofer"
    assert order_in_sight(built) == OLDER


def test_a_letter_misread_opens_nobody_and_is_said(built: Built, code: str):
    wrong = ("4" if code[0] != "4" else "5") + code[1:]
    built.scans.take(wrong)
    settle(built)
    assert built.window.tabs.count() == 0
    assert built.window.bar.words().startswith(f"Nobody is known under {wrong}")
    until(lambda: "a letter of it is wrong" in words(built))


def test_a_number_that_is_a_code_and_an_order_of_another_names_both(
    built: Built, memory: MemoryDesk, code: str
):
    person = memory.everybody[SAMUEL]
    first, *others = person.customer.orders
    renamed = replace(first, order=replace(first.order, number=code))
    person.customer = replace(person.customer, orders=(renamed, *others))
    built.scans.take(code)
    settle(built)
    assert built.window.tabs.count() == 0
    assert built.window.bar.words().startswith("2 customers are known under")


def test_a_customer_without_an_order_is_handed_off_alone(built: Built, memory: MemoryDesk):
    [made] = [one for one in map("K7M2R{}".format, LETTERS) if code_in(one)]
    memory.hand_offs.made[made] = HandOff(made, ProfileId(5), None, "ana", NOW)
    built.scans.take(made)
    settle(built)
    assert page_of(built).profile == ProfileId(5)


def test_an_escalation_is_handed_off_with_its_order(app: QApplication, memory: MemoryDesk):
    post, people = MemoryCorrespondence(), MemoryRegistry(memory.clock, hand_offs=memory.hand_offs)
    post.returns.waiting = [ASKED]
    papers = MemoryPaperwork(memory.clock, people=people)
    parts = WindowParts(memory.desk, memory.clock, zone=UTC, open_paperwork=papers.open)
    with in_sight(app, replace(parts, open_correspondence=lambda: post)) as built:
        until(built.session.hands.clerk.is_readable)
        page = show_first(built)
        page.body.setFocus()
        QTest.keyClick(page.body, Qt.Key.Key_H)
        settle(built)
        [made] = memory.hand_offs.made.values()
        assert (made.profile, made.order) == (ASKED.customer, ASKED.order)
        assert QGuiApplication.clipboard().text() == shown(made.code)
        assert shown(made.code) in page.hand_off.accessibleDescription()
        assert post.returns.decided == []

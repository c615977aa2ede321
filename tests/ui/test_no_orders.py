"""Somebody who bought nothing: no answer, no parcels, no order, but where was looked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import Refreshed
from agent_console.ui.screens.customer.no_orders import no_orders
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.buttons import RowButton
from tests.fakes.desk import NOW, MemoryDesk
from tests.ui.conftest import until
from tests.ui.invented import an_order_of
from tests.ui.test_customer_page import page as page_of
from tests.ui.test_window import opened, press

OLIVER = ProfileId(5)
"""Somebody with an e-mail address, a phone number, a note, and no order."""
LOOKED = "Looked for oliver.5@posteo.example and +44\xa020\xa07946\xa00018 in web-shop"


def in_sight(page: CustomerPresenter) -> set[str]:
    view = page.view
    parts: dict[str, QWidget] = {
        "answer": view.answer,
        "strip": view.strip,
        "history": view.timeline,
        "order": view.context.order,
        "nothing": view.context.nothing,
        "evidence": view.evidence,
    }
    return {name for name, part in parts.items() if part.isVisible()}


def words(page: CustomerPresenter) -> set[str]:
    labels = page.view.context.nothing.findChildren(QLabel)
    return {label.text() for label in labels if label.isVisible() and label.text()}


def offers(page: CustomerPresenter) -> dict[str, RowButton]:
    buttons = page.view.context.nothing.findChildren(RowButton)
    return {one.accessibleName(): one for one in buttons if one.isVisible()}


@pytest.fixture
def nothing_known(memory: MemoryDesk) -> MemoryDesk:
    memory.everybody[OLIVER].entries.clear()
    return memory


def test_contacts_stay_beside_the_words_that_nothing_was_bought(built: Built):
    page = opened(built, OLIVER)

    assert in_sight(page) == {"history", "nothing"}
    assert "No orders for Oliver Grant" in words(page)
    assert page.view.timeline.list.hasFocus()


def test_somebody_of_whom_nothing_is_known_has_the_words_alone(
    built: Built, nothing_known: MemoryDesk
):
    page = opened(built, OLIVER)

    assert in_sight(page) == {"nothing"}
    assert f"{LOOKED} (read 2 min ago)." in words(page)
    assert page.view.context.width() == page.view.width()
    assert next(iter(offers(page).values())).hasFocus()


def test_a_wide_window_shows_no_empty_evidence(built: Built, nothing_known: MemoryDesk):
    built.window.resize(1920, 1080)
    page = opened(built, OLIVER)

    assert in_sight(page) == {"nothing"}


def test_what_was_not_read_is_said_with_since_when(built: Built, memory: MemoryDesk):
    page = opened(built, OLIVER)
    since = NOW - timedelta(minutes=40)
    memory.connections = [replace(memory.connections[0], failing_since=since)]
    built.session.on_time()
    warning = "web-shop was not read since 12:28; an order there would not show."
    until(lambda: warning in words(page))


def test_a_connection_never_read_is_named_as_such(memory: MemoryDesk):
    told = no_orders(page_of(memory, OLIVER), {"web-shop": NOW, "mail": None})

    assert told.detail == f"{LOOKED} (read just now) and mail (not read yet)."


def test_until_the_connections_are_known_those_that_told_the_names_are(memory: MemoryDesk):
    assert no_orders(page_of(memory, OLIVER), {}).detail == f"{LOOKED}."


def test_somebody_without_a_name_to_look_for_is_told_so(memory: MemoryDesk):
    shown = page_of(memory, OLIVER)
    shown.customer = replace(shown.customer, identities=())

    assert no_orders(shown, {"web-shop": NOW}).detail == (
        "No e-mail address and no phone number is known. Looked in web-shop (read just now)."
    )


def test_who_has_an_order_has_an_answer(built: Built, memory: MemoryDesk):
    assert no_orders(page_of(memory, 1), {}) is None
    assert in_sight(opened(built, 1)) == {"answer", "strip", "history", "order"}


def test_an_order_that_arrives_takes_the_place_of_the_words(
    built: Built, nothing_known: MemoryDesk
):
    page = opened(built, OLIVER)
    an_order_of(nothing_known, OLIVER, nothing_known.everybody[ProfileId(1)])
    page.reload()
    until(built.session.is_settled)

    assert in_sight(page) == {"answer", "strip", "history", "order"}
    assert page.view.timeline.isEnabled()
    assert page.view.timeline.list.hasFocus()


def test_a_refresh_says_how_it_went_where_the_answer_would(built: Built, nothing_known: MemoryDesk):
    page = opened(built, OLIVER)
    offers(page)["Ask again, only for Oliver Grant"].click()
    until(built.session.is_settled)
    assert "Nothing reads the connections here" in words(page)

    built.session.news.refreshed.emit(Refreshed(int(OLIVER), "web-shop is away"))
    until(built.session.is_settled)
    assert "Not refreshed: web-shop is away" in words(page)


def test_what_has_the_keyboard_keeps_it_when_ages_are_said_anew(
    built: Built, nothing_known: MemoryDesk
):
    page = opened(built, OLIVER)
    button = built.window.focused()
    nothing_known.connections = [replace(nothing_known.connections[0], last_ok=NOW)]
    built.session.on_time()
    until(lambda: f"{LOOKED} (read just now)." in words(page))

    assert built.window.focused() is button


def test_a_filter_cannot_be_taken_where_there_is_no_history(
    built: Built, nothing_known: MemoryDesk
):
    page = opened(built, OLIVER)
    press(built, Qt.Key.Key_2)

    assert in_sight(page) == {"nothing"}
    assert not page.timeline.history.is_filtered()


def test_evidence_stands_in_place_of_the_words_and_gives_it_back(built: Built):
    page = opened(built, OLIVER)
    press(built, Qt.Key.Key_Return)
    assert in_sight(page) == {"history", "evidence"}

    press(built, Qt.Key.Key_Escape)
    assert in_sight(page) == {"history", "nothing"}


def test_a_narrow_window_answers_above_the_history(built: Built):
    built.window.resize(800, 700)
    page = opened(built, OLIVER)

    assert in_sight(page) == {"answer", "history"}
    assert page.view.answer.text.toPlainText() == "No orders are known for Oliver Grant."


def test_the_page_in_the_store_is_opened_with_its_key(
    built: Built, nothing_known: MemoryDesk, copied: list[str]
):
    person = nothing_known.everybody[OLIVER]
    person.customer = replace(person.customer, admin_urls=("https://shop.example/admin/7",))
    page = opened(built, OLIVER)
    offers(page)["Open in store admin"].click()
    press(built, Qt.Key.Key_O)

    assert copied == ["https://shop.example/admin/7"] * 2

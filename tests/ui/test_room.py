"""Nothing that matters is cut off, at any size of text and in either direction."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.customer.header import Badge
from agent_console.ui.screens.customer.parcels.strip import ParcelDelegate
from agent_console.ui.shell.start import Built
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.widgets import facts
from agent_console.ui.widgets.fact_places import FactWords, place
from agent_console.ui.widgets.rows.model import RowRole
from tests.fakes.desk import MemoryDesk
from tests.ui.test_window import opened

ROOM_AT_1366 = 1366 - 56 - 290


def columns(built: Built, wide: int) -> dict[str, tuple[int, int]]:
    delegate = built.session.customers.current().view.strip.itemDelegate()
    assert isinstance(delegate, ParcelDelegate)
    return {column.word: (x, room) for column, x, room in delegate.columns(wide)}


def with_carrier(memory: MemoryDesk, number: int, carrier: str) -> None:
    person = memory.everybody[ProfileId(number)]
    orders = []
    for known in person.customer.orders:
        parcels = tuple(replace(p, carrier=carrier) for p in known.order.fulfilments)
        orders.append(replace(known, order=replace(known.order, fulfilments=parcels)))
    person.customer = replace(person.customer, orders=tuple(orders))


def test_a_carrier_is_named_in_full(built: Built, memory: MemoryDesk):
    with_carrier(memory, 4, "Österr. Post")
    opened(built, 4)
    metrics = built.window.theme.metrics(Lettering.TITLE)

    assert columns(built, ROOM_AT_1366)["carrier"][1] == metrics.horizontalAdvance("Österr. Post")


def test_a_very_long_carrier_leaves_room_for_the_rest(built: Built, memory: MemoryDesk):
    with_carrier(memory, 4, "Österreichische Post Aktiengesellschaft")
    opened(built, 4)

    assert columns(built, ROOM_AT_1366)["carrier"][1] == 120


def test_source_and_order_of_a_parcel_stay_in_sight_at_1366(built: Built, memory: MemoryDesk):
    opened(built, 4)
    told = columns(built, ROOM_AT_1366)
    end = max(x + room for x, room in told.values())

    assert list(told) == ["carrier", "number", "content", "status", "when", "order", "says", "age"]
    assert end <= ROOM_AT_1366 - 16


@pytest.mark.parametrize("wide", [300, 420, 560, 700, 900, 1700])
def test_the_state_of_a_parcel_is_never_left_out(built: Built, wide: int):
    opened(built, 4)
    told = columns(built, wide)
    begins = [x for x, _ in told.values()]

    assert {"carrier", "status", "when"} <= told.keys()
    assert begins == sorted(begins)


def measure(words: str, room: int) -> QSize:
    """Letters of 10 by 20 pixels, broken anywhere."""
    wide = 10 * len(words)
    return QSize(min(wide, room), 20 * -(-wide // max(room, 1)))


@pytest.mark.parametrize(
    ("name", "quiet", "value", "tall"),
    [
        ("card", "paid", "1.00 EUR", 20),
        ("DHL 5276", "“Delivered” · Sat 14 Nov", "delivered", 44),
        ("a name of thirty-three characters", "", "1.00 EUR", 44),
        ("Status, as kept", "", "a value that is longer than the whole room is", 60),
    ],
)
def test_a_fact_takes_the_lines_it_needs(name: str, quiet: str, value: str, tall: int):
    places = place(FactWords(name, quiet, value, measure, measure, measure), 300, 20, 8)

    assert places.tall == tall
    for box, words in ((places.name, name), (places.quiet, quiet), (places.value, value)):
        assert not words or measure(words, box.width()).height() <= box.height()
        assert box.right() < 300
        assert box.bottom() < places.tall
    if quiet:
        assert not places.quiet.intersects(places.name)


def test_the_evidence_under_the_answer_is_never_shortened(built: Built):
    page = opened(built, 1)
    answer = page.view.answer
    failure = "web-shop did not answer within 30 seconds; it is tried again in a minute, " * 2
    page.errands.tell_refreshed(failure)
    QTest.qWait(30)
    evidence, result = (
        next(one for one in answer.findChildren(QLabel) if words in one.text())
        for words in ("ordered", "Not refreshed")
    )

    for label in (evidence, result):
        assert label.heightForWidth(label.width()) <= label.height()
    assert evidence.geometry().bottom() < result.geometry().top()


def test_a_short_result_stands_beside_the_evidence(built: Built):
    page = opened(built, 1)
    high = page.view.answer.height()
    page.errands.tell_refreshed(None)
    QTest.qWait(30)

    assert page.view.answer.height() == high


def test_badges_are_lower_than_the_header(built: Built, memory: MemoryDesk):
    shown = memory.everybody[ProfileId(4)].customer
    first, second = shown.orders
    cancelled = replace(second, order=replace(second.order, state="Cancelled", is_open=False))
    memory.everybody[ProfileId(4)].customer = replace(shown, orders=(first, cancelled))
    page = opened(built, 4)
    page.orders.choose("10402")
    QTest.qWait(20)
    [badge] = page.view.line.findChildren(Badge)

    assert badge.accessibleName() == "Order 10455 needs a look"
    assert 24 <= badge.height() <= 28
    badge.click()
    assert page.view.answer.text.toPlainText().startswith("Order 10455")


def test_margins_grow_with_the_text_at_run_time(built: Built):
    page = opened(built, 1)
    for _ in range(4):
        built.commands.do("text_larger")
    QTest.qWait(20)
    answer = page.view.answer

    assert answer.text.mapTo(answer, answer.text.rect().topLeft()).x() == 64
    assert page.view.timeline.field.height() == 44


def test_a_search_field_mirrors_its_margins(built: Built):
    field = built.window.search.field
    before = field.textMargins()
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = field.textMargins()

    assert before.left() < before.right()
    assert (after.left(), after.right()) == (before.right(), before.left())


def test_an_amount_never_breaks_before_its_currency(built: Built):
    words = built.window.theme.words
    one_line = words.wrapped(Lettering.META, "refunded 24.00", 1 << 20)
    room = words.wrapped(Lettering.META, "refunded 24.00 EU", 1 << 20).width()
    amount = words.wrapped(Lettering.META, "24.00 EUR", 1 << 20).width()

    broken = words.wrapped(Lettering.META, "refunded 24.00 EUR", room)

    assert amount <= broken.width() < one_line.width()
    assert broken.height() > one_line.height()


def test_a_word_is_broken_only_where_it_fits_on_no_line(built: Built):
    words = built.window.theme.words
    code = words.wrapped(Lettering.META, "7BNDHTK9H5YYNU2J", 1 << 20).width()

    assert words.wrapped(Lettering.META, "order 7BNDHTK9H5YYNU2J", code + 4).width() == code
    assert words.wrapped(Lettering.META, "7BNDHTK9H5YYNU2J", code // 2 + 4).width() <= code // 2 + 4


def test_the_amount_in_the_answer_stays_whole(built: Built):
    answer = opened(built, 3).view.answer.text
    shown = answer.document().toRawText()

    assert "100.94\N{NO-BREAK SPACE}USD was paid" in shown
    assert "100.94 USD was paid" in answer.toPlainText()


def test_an_address_is_shown_whole_where_it_can_be_copied(built: Built):
    page = opened(built, 1)
    button = next(b for b in page.view.context._buttons.values() if b.text() == "Copy address")
    words = "Franz-Josef-Strauß-Allee 128 b, Hinterhaus, 3. Stock, 93053 Regensburg"
    button.say(words)
    places = button._places()

    assert places.tall == button.height()
    assert (
        built.window.theme.words.wrapped(Lettering.META, words, places.quiet.width()).height()
        <= places.quiet.height()
    )


CODE = "7BNDHTK9H5YYNU2J"


def test_an_order_code_of_sixteen_letters_is_whole(built: Built, memory: MemoryDesk):
    person = memory.everybody[ProfileId(1)]
    [known] = person.customer.orders
    orders = (replace(known, connection="the-web-shop", order=replace(known.order, number=CODE)),)
    person.customer = replace(person.customer, orders=orders)
    order = opened(built, 1).view.context.order
    row = next(n for n, f in enumerate(order.model().rows) if f.name == f"Order {CODE}")
    index = order.model().index(row, 0)
    told = index.data(RowRole.ROW)
    wide = built.window.theme.words.width(Lettering.TITLE, told.name)
    places = order.itemDelegate()._places(told, order.viewport().width() - 48)

    assert places.name.width() >= wide
    assert places.name.height() <= 28
    assert (places.value.left(), places.value.top() > places.name.center().y()) == (0, True)
    assert places.value.bottom() < places.tall


@pytest.mark.parametrize(("code", "lines"), [("10482", 1), ("JJJ1IJ1IJ1IJ1IJ1", 2)])
def test_source_and_age_stand_alike_below_all_codes_of_sixteen_letters(
    built: Built, code: str, lines: int
):
    delegate = opened(built, 1).view.context.order.itemDelegate()
    places = delegate._places(facts.title(f"Order {code}", "web-shop  ·  now"), 284)

    assert (places.value.top() > 0) == (lines > 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [("placed Tue 24 Nov", "arranging additional payment"), (CODE, "1 arranging payment of it")],
)
def test_a_name_is_not_broken_beside_a_long_value(built: Built, name: str, value: str):
    delegate = opened(built, 1).view.context.order.itemDelegate()
    places = delegate._places(facts.fact(name, value), 240)
    words = built.window.theme.words

    assert places.name.height() <= 20
    assert places.name.width() >= words.width(Lettering.META_STRONG, name)
    assert not places.name.intersects(places.value)


@pytest.mark.parametrize("day", ["Tue 24 Nov", "Sat 7 Feb"])
def test_a_date_never_breaks_in_its_middle(built: Built, day: str):
    words = built.window.theme.words
    one = words.wrapped(Lettering.META, day, 1 << 20)
    room = words.wrapped(Lettering.META, f"placed {day[:-2]}", 1 << 20).width()

    assert words.wrapped(Lettering.META, f"placed {day}", room).height() == 2 * one.height()
    assert words.wrapped(Lettering.META, f"placed {day}", room).width() == one.width()


LONG = "Donaudampfschifffahrtsgesellschaft Niederösterreich und Burgenland, Zweigstelle Krems Süd"


def test_the_end_of_a_long_name_stays_in_sight(built: Built, memory: MemoryDesk):
    person = memory.everybody[ProfileId(1)]
    person.customer = replace(person.customer, name=LONG + ", Frau Magistra Helena Brandt-Hofer")
    line = opened(built, 1).view.line
    name = next(one for one in line.findChildren(QLabel) if one.text() == person.customer.name)
    shown = built.window.theme.words.fitted(
        Lettering.CUSTOMER, name.text(), name.width(), name._elide
    )

    assert line.rect().contains(name.geometry())
    assert shown.endswith("Brandt-Hofer")
    assert "…" in shown

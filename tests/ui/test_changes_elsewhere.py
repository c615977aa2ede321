"""What others do to the store reaches an open window, and what fails can be asked about."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from agent_console.domain.customer import Customer
from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import Paused, Progress, Refreshed
from agent_console.ui.shell.start import Built
from agent_console.ui.theme.tokens import Appearance
from agent_console.ui.widgets.rows.model import RowRole
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until
from tests.ui.test_window import opened, press, titles

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def look_again(built: Built, memory: MemoryDesk) -> None:
    memory.writes += 1
    built.session.watch.look()
    QTest.qWait(20)
    until(built.session.is_settled)


def change(memory: MemoryDesk, number: int, **changes: object) -> Customer:
    person = memory.everybody[ProfileId(number)]
    person.customer = replace(person.customer, **changes)
    return person.customer


def test_a_link_made_elsewhere_shows_on_the_open_page(built: Built, memory: MemoryDesk):
    page = opened(built, 1)
    before = page.view.timeline.list.model().rowCount()
    change(memory, 1, name="Helena Brandt-Hofer", profiles=(ProfileId(1), ProfileId(4)))
    memory.everybody[ProfileId(1)].entries += memory.everybody[ProfileId(4)].entries
    look_again(built, memory)

    assert built.window.tabs.tabText(0) == "Helena Brandt-Hofer"
    assert page.view.timeline.list.model().rowCount() > before
    first = built.window.search.results.model().index(0, 0).data()
    assert "Helena Brandt-Hofer" in {
        built.window.search.results.model().index(n, 0).data() for n in range(5)
    } | {first}


def test_nothing_is_read_again_while_nobody_wrote(built: Built, memory: MemoryDesk):
    opened(built, 1)
    change(memory, 1, name="Somebody Else")
    built.session.watch.look()
    QTest.qWait(20)
    until(built.session.is_settled)

    assert built.window.tabs.tabText(0) == "Helena Brandt"


def test_an_unchanged_reading_renews_its_age(built: Built, memory: MemoryDesk):
    page = opened(built, 1)
    known = memory.everybody[ProfileId(1)].customer.orders
    now = memory.clock.now()
    change(memory, 1, last_heard=now, orders=tuple(replace(k, last_heard=now) for k in known))
    look_again(built, memory)

    assert "read just now" in told_under_the_answer(built)
    assert page.view.timeline.list.hasFocus()


def told_under_the_answer(built: Built) -> str:
    page = built.session.customers.current()
    return "\n".join(label.text() for label in page.view.answer.findChildren(QLabel))


def test_a_running_pass_is_told_and_its_end_too(built: Built):
    told = built.window.freshness.accessibleName
    built.session.news.hear_progress(Progress("web-shop", 350, 0, is_running=True))
    until(lambda: "web-shop reading, 350 so far" in told())
    built.session.news.hear_progress(Progress("web-shop", 350, 0, is_running=False))

    assert told() == "Connections: web-shop 2 min"


def test_a_refresh_of_one_customer_leaves_no_pass_running(built: Built):
    built.session.news.hear_progress(Progress("web-shop", 3, 0, is_running=True))
    built.session.news.hear_refresh(Refreshed(1, None))
    QTest.qWait(900)

    assert "reading" not in built.window.freshness.accessibleName()


def failing(built: Built, memory: MemoryDesk) -> None:
    why = "web-shop has no password; run `agent-console secrets set web-shop password`"
    memory.connections = [
        replace(memory.connections[0], failing_since=memory.clock.now(), failure_message=why)
    ]
    built.session.on_time()
    until(built.window.freshness.is_failing)


def test_why_a_connection_fails_is_reached_by_keyboard(built: Built, memory: MemoryDesk):
    opened(built, 1)
    failing(built, memory)
    lamp = built.window.freshness
    for _ in range(7):
        if lamp.hasFocus():
            break
        press(built, Key.Key_F6)
    press(built, Key.Key_Return)
    told = built.window.bar.words()

    assert lamp.accessibleDescription() == told
    assert told.startswith("web-shop failing since ")
    assert told.endswith("run `agent-console secrets set web-shop password`.")
    assert built.window.bar.isVisible()


def test_a_key_says_why_a_connection_fails(built: Built, memory: MemoryDesk):
    opened(built, 1)
    failing(built, memory)
    press(built, Key.Key_I, Modifier.ControlModifier)

    assert "secrets set web-shop password" in built.window.bar.words()


def test_the_theme_has_a_key(built: Built):
    QTest.keyClick(
        built.window.focused(),
        Key.Key_L,
        Modifier.ControlModifier | Modifier.ShiftModifier,
    )

    assert built.window.theme.appearance() is Appearance.DARK


def test_an_order_in_trouble_is_reached_by_key(built: Built, memory: MemoryDesk):
    shown = memory.everybody[ProfileId(4)].customer
    first, second = shown.orders
    cancelled = replace(second, order=replace(second.order, state="Cancelled", is_open=False))
    change(memory, 4, orders=(first, cancelled))
    page = opened(built, 4)
    press(built, Key.Key_Home)
    page.orders.choose("10402")
    press(built, Key.Key_N, Modifier.AltModifier)

    assert page.view.answer.text.toPlainText().startswith("Order 10455: Your order is cancelled")


def test_the_welcome_opens_the_newest_customer(built: Built):
    first = built.window.search.results.model().index(0, 0).data(RowRole.KEY)
    built.commands.do("open_newest")
    until(built.session.is_settled)

    assert built.session.customers.current().profile == first
    assert titles(built.session.customers.current())


def test_enter_opens_the_newest_customer_at_the_start(built: Built):
    built.window.search.field.setFocus()
    first = built.window.search.results.model().index(0, 0).data(RowRole.KEY)
    press(built, Key.Key_Return)

    assert built.session.customers.current().profile == first


def test_a_note_can_be_read_from_outside(built: Built):
    rows = opened(built, 1).view.timeline.list.model()
    told = [rows.index(n, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) for n in range(3)]

    assert any("the neighbour at number 12 takes parcels after five" in (one or "") for one in told)


def test_reading_is_paused_and_gone_on_with_and_each_is_said(built: Built):
    news, bar = built.session.news, built.window.bar
    news.hear_paused(Paused(is_paused=False))
    assert not bar.isVisible()
    news.hear_paused(Paused(is_paused=True))
    assert "Reading is paused" in "".join(one.text() for one in bar.findChildren(QLabel))
    news.hear_paused(Paused(is_paused=False))
    assert "goes on where it stopped" in "".join(one.text() for one in bar.findChildren(QLabel))

"""A made-up world offers its stories where no customer is open; a real home has none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.ui.screens.first_run.stories import TITLES, Story, stories
from agent_console.ui.shell.start import Built, WindowParts, build
from agent_console.ui.widgets.buttons import RowButton
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until


@pytest.fixture
def offered(app: QApplication, memory: MemoryDesk):
    [first, *_] = memory.everybody.values()
    told = (
        Story("Held at customs: Sakura Suzuki", str(first.customer.orders[0].order.number)),
        Story("Nobody yet: Nemo", "nobody@nowhere.example"),
    )
    made = build(app, WindowParts(memory.desk, memory.clock, stories=told))
    made.window.show()
    made.session.start()
    until(made.session.is_settled)
    yield made
    made.session.stop()
    made.window.close()
    made.window.deleteLater()
    QTest.qWait(1)


def buttons(built: Built) -> dict[str, RowButton]:
    return {one.property("word"): one for one in built.window.welcome.findChildren(RowButton)}


def test_one_key_on_a_story_opens_its_customer(offered: Built, memory: MemoryDesk):
    [first, *_] = memory.everybody
    story = next(iter(offered.session.stories.commands()))
    button = buttons(offered)[story]
    assert "Held at customs: Sakura Suzuki" in button.accessibleName()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    until(lambda: offered.session.customers.current() is not None)
    until(offered.session.is_settled)
    assert offered.session.customers.current().profile == first


def test_a_story_that_is_not_read_yet_says_so(offered: Built):
    *_, unread = offered.session.stories.commands()
    offered.commands.do(unread)
    until(offered.window.bar.isVisible)
    assert offered.session.customers.current() is None


def test_the_stories_are_reached_by_keyboard(offered: Built):
    offered.window.activateWindow()
    offered.window.search.results.setFocus()
    offered.commands.do("next_pane")
    assert offered.window.welcome.isAncestorOf(offered.window.focusWidget())


def test_a_real_home_offers_no_stories(built: Built):
    assert not any(word.startswith("story") for word in buttons(built))


def test_every_story_of_the_world_has_a_title():
    everybody = {story: f"{story}@example.test" for story in TITLES}
    told = stories(everybody, {"customs": "Sakura Suzuki"})
    assert len(told) == 12
    assert Story("Held at customs: Sakura Suzuki", "customs@example.test") in told

"""What is old looks old, by passing time alone; what could not be read is not kept silent."""

from dataclasses import replace
from datetime import UTC, timedelta

from agent_console.ports.desktop import Progress
from agent_console.ports.reading import ConnectionHealth
from agent_console.ui.shell.freshness import lamps
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, MemoryDesk, StillClock
from tests.ui.conftest import until
from tests.ui.test_window import opened

TIMES = Times(StillClock(), UTC)
READ = ConnectionHealth("shop", "vendure", NOW - timedelta(minutes=20), None, None, None)
OLD = replace(READ, fresh_until=NOW - timedelta(minutes=10))


def lamp(one: ConnectionHealth, progress: Progress | None = None):
    [told] = lamps((one,), {one.name: progress} if progress else {}, TIMES)
    return told


def fresh_for_eight_minutes(built: Built, memory: MemoryDesk):
    """Open a customer of a connection whose last reading has so long to go."""
    bound = memory.clock.now() + timedelta(minutes=8)
    memory.connections = [replace(memory.connections[0], fresh_until=bound)]
    built.session.on_time()
    until(built.session.is_settled)
    return opened(built, 1)


def test_a_reading_past_its_bound_is_old():
    assert lamp(OLD).words == "shop not read since 12:48"
    assert lamp(OLD).is_failing
    assert lamp(replace(OLD, fresh_until=NOW)).words == "shop 20 min"


def test_who_is_read_by_nobody_has_no_bound():
    assert lamp(READ).words == "shop 20 min"
    assert not lamp(READ).is_failing


def test_an_old_reading_is_no_longer_old_once_records_come():
    assert lamp(OLD, Progress("shop", 0, 0, is_running=True)).is_failing
    assert lamp(OLD, Progress("shop", 5, 0, is_running=True)).words == "shop reading, 5 so far"


def test_records_set_aside_are_told_with_the_age():
    told = lamp(replace(READ, quarantined=3))

    assert told.words == "shop 20 min, 3 records set aside"
    assert told.is_failing
    assert "the settings" in told.whole()
    assert lamp(replace(OLD, quarantined=1)).words.endswith("since 12:48, 1 record set aside")


def test_time_alone_makes_the_window_say_that_it_is_old(built: Built, memory: MemoryDesk):
    page = fresh_for_eight_minutes(built, memory)
    fresh = page.view.answer.text.toPlainText()
    memory.clock.move(minutes=8, seconds=1)
    built.session._ages.timeout.emit()

    assert built.window.freshness.accessibleName() == "Connections: web-shop not read since 13:06"
    assert built.window.freshness.is_failing()
    assert page.view.answer.text.toPlainText() == f"As of 1:06 pm: {fresh}"
    assert built.session._ages.isActive()
    assert built.session._ages.interval() <= 60_000


def test_a_page_says_what_became_old_while_it_was_out_of_sight(built: Built, memory: MemoryDesk):
    page = fresh_for_eight_minutes(built, memory)
    opened(built, 4)
    memory.clock.move(minutes=9)
    built.session.on_time()
    built.session.step_tab(1)

    assert page.view.answer.text.toPlainText().startswith("As of 1:06 pm: ")


def test_a_new_reading_makes_the_window_fresh_again(built: Built, memory: MemoryDesk):
    page = opened(built, 1)
    memory.connections = [replace(memory.connections[0], fresh_until=NOW - timedelta(seconds=1))]
    built.session.on_time()
    until(built.window.freshness.is_failing)
    memory.connections = [replace(memory.connections[0], fresh_until=NOW + timedelta(minutes=5))]
    built.session.on_time()
    until(lambda: not built.window.freshness.is_failing())

    assert not page.view.answer.text.toPlainText().startswith("As of")

"""An opened customer's live parcels are asked for; what comes of it changes in place."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import FollowParcels, Message, OpenCustomer, decode
from agent_console.ui.bridge.worker_state import WorkerCommand
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.shell.start import Built, WindowParts
from agent_console.ui.widgets.rows.model import key_of
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import in_sight, until
from tests.ui.invented import BUSY, an_order_of

REST_MS = 100
"""A moment later every line has the room it needs."""
HELENA, MOVING = ProfileId(1), "00340434161094022115"
WORKER = """
import os, socket
from agent_console.ports.desktop import *
line = socket.socket(socket.AF_UNIX)
line.connect(os.environ[SOCKET_VARIABLE])
for words in line.makefile("rb"):
    with open(os.environ["WISHES"], "ab") as diary:
        diary.write(words)
    if isinstance(wish := decode(words), FollowParcels):
        line.sendall(encode(Followed(wish.customer)))
"""


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "wishes"


@pytest.fixture
def served(app: QApplication, memory: MemoryDesk, diary: Path) -> Iterator[Built]:
    """A window with a worker that does what it is told and writes it down."""
    script = diary.with_name("worker.py")
    script.write_text(WORKER)
    surroundings = {"PYTHONPATH": str(Path(__file__).parents[2]), "WISHES": str(diary)}
    worker = WorkerCommand((sys.executable, str(script)), surroundings, diary.parent)
    with in_sight(app, WindowParts(memory.desk, memory.clock, worker, zone=UTC)) as made:
        yield made


def wishes(diary: Path) -> list[Message]:
    return [decode(line) for line in diary.read_bytes().splitlines()] if diary.exists() else []


def opened(built: Built, profile: ProfileId) -> CustomerPresenter:
    built.session.open_customer(profile)
    until(built.session.is_settled)
    page = built.session.customers.current()
    assert page is not None
    return page


def test_opening_has_the_live_parcels_asked_for_and_nothing_said(served: Built, diary: Path):
    page = opened(served, HELENA)
    until(lambda: wishes(diary) == [FollowParcels(HELENA, (MOVING,))])
    QTest.qWait(50)

    said = "\n".join(one.text() for one in page.view.findChildren(QLabel))
    assert "efresh" not in said
    served.session.callers.take(OpenCustomer("order", "10482"))
    until(lambda: len(wishes(diary)) == 2)


def test_who_has_nothing_under_way_is_not_asked_for(served: Built, diary: Path):
    opened(served, ProfileId(2))
    opened(served, HELENA)
    until(lambda: wishes(diary) == [FollowParcels(HELENA, (MOVING,))])


def heard_again(built: Built, memory: MemoryDesk, profile: ProfileId) -> None:
    """Have it known that the connections told of a customer just now, and nothing new."""
    person, now = memory.everybody[profile], memory.clock.now()
    orders = tuple(replace(one, last_heard=now) for one in person.customer.orders)
    person.customer = replace(person.customer, orders=orders, last_heard=now)
    built.session.news.changed.emit(frozenset({int(profile)}))
    QTest.qWait(20)
    until(built.session.is_settled)


@pytest.fixture
def busy(built: Built, memory: MemoryDesk) -> CustomerPresenter:
    """Somebody with a long history and a parcel under way, who was heard of an hour ago."""
    an_order_of(memory, BUSY, memory.everybody[HELENA])
    person = memory.everybody[BUSY]
    before = memory.clock.now() - timedelta(hours=1)
    orders = tuple(replace(one, last_heard=before) for one in person.customer.orders)
    person.customer = replace(person.customer, orders=orders)
    return opened(built, BUSY)


def test_the_age_changes_where_it_stands(built: Built, memory: MemoryDesk, busy: CustomerPresenter):
    ages = [row.age for row in busy.view.strip.parcels()]
    heard_again(built, memory, BUSY)

    assert set(ages) == {"1 h"}
    assert {row.age for row in busy.view.strip.parcels()} == {"now"}


def test_nothing_jumps_when_the_age_changes(
    built: Built, memory: MemoryDesk, busy: CustomerPresenter
):
    rows = busy.view.timeline.list
    QTest.keyClick(rows, Qt.Key.Key_PageDown)
    QTest.keyClick(rows, Qt.Key.Key_PageDown)
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().value() + 11)
    until(built.session.is_settled)
    QTest.qWait(REST_MS)

    def stands() -> tuple[object, ...]:
        panes = (rows, busy.view.strip, busy.view.answer, busy.view.context)
        return (
            rows.verticalScrollBar().value(),
            key_of(rows.currentIndex()),
            rows.hasFocus(),
            [pane.geometry() for pane in panes],
        )

    before = stands()
    heard_again(built, memory, BUSY)
    assert stands() == before


def test_the_parcel_with_the_keyboard_keeps_it(
    built: Built, memory: MemoryDesk, busy: CustomerPresenter
):
    strip = busy.view.strip
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_End)
    before = key_of(strip.currentIndex()), strip.currentIndex().row()
    heard_again(built, memory, BUSY)

    assert strip.hasFocus()
    assert (key_of(strip.currentIndex()), strip.currentIndex().row()) == before


def test_words_that_are_selected_in_the_answer_stay_selected(
    built: Built, memory: MemoryDesk, busy: CustomerPresenter
):
    busy.view.answer.text.selectAll()
    before = busy.view.answer.text.textCursor().selectedText()
    heard_again(built, memory, BUSY)

    assert before
    assert busy.view.answer.text.textCursor().selectedText() == before

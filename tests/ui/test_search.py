from dataclasses import replace
from datetime import UTC, timedelta

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import Progress
from agent_console.ports.reading import (
    ConnectionHealth,
    FoundCustomer,
    KeyKind,
    RecentCustomer,
)
from agent_console.queries.search import SearchHit, search
from agent_console.ui.screens.search import viewmodel
from agent_console.ui.screens.search.viewmodel import Answer, ResultRow
from agent_console.ui.shell.freshness import lamps
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, MemoryDesk, StillClock
from tests.ui.conftest import until


def found(memory: MemoryDesk, text: str) -> list[tuple[str, str]]:
    listing = viewmodel.results(Answer(text, search(memory.desk(), text)), 20)
    return [(row.name, row.why) for row in listing.rows]


def test_a_result_says_by_what_it_was_found(memory: MemoryDesk):
    assert found(memory, "10482") == [("Helena Brandt", "order 10482")]
    assert found(memory, "0664 1882041") == [("Helena Brandt", "phone +436641882041")]
    assert found(memory, "2041") == [("Helena Brandt", "phone +436641882041")]
    assert found(memory, "helena brandt") == [("Helena Brandt", "helena.1@posteo.example")]


def test_a_result_names_the_order_or_parcel_it_was_found_by(memory: MemoryDesk):
    by_order, by_phone = (search(memory.desk(), text) for text in ("10482", "2041"))
    assert [row.sought for row in viewmodel.results(Answer("", by_order), 20).rows] == ["10482"]
    assert [row.sought for row in viewmodel.results(Answer("", by_phone), 20).rows] == [""]


def test_whom_no_store_has_any_more_is_marked_in_the_lists():
    person = FoundCustomer(ProfileId(1), "Ana", ("a@b.test",), (), (), is_gone=True)
    [row] = viewmodel.results(Answer("ana", [SearchHit(person, KeyKind.NAME, "ana")]), 20).rows
    assert row.why == "No longer in the store · a@b.test"
    late = RecentCustomer(ProfileId(1), "Ana", "Order 7 placed", EntryKind.ORDER, NOW, is_gone=True)
    [row] = viewmodel.latest([late], "").rows
    assert row.why == "No longer in the store · Order 7 placed"


def test_nothing_found_says_what_was_searched_and_what_next(memory: MemoryDesk):
    listing = viewmodel.results(Answer("zzz", ()), 20)

    assert "zzz" in listing.situation.title
    assert "tracking numbers" in listing.situation.detail
    assert [offer.word for offer in listing.situation.offers] == ["sync", "clear"]


def test_a_number_of_nobody_is_said_to_be_one():
    told = viewmodel.results(Answer("1Z", (), "This is a tracking number of UPS."), 20).situation
    assert told.detail.startswith("This is a tracking number of UPS. Looked in names")


def test_nothing_found_says_whom_it_could_not_hear(memory: MemoryDesk):
    heard = {"web-shop": NOW, "mail": None, "UPS": NOW - timedelta(days=3)}
    silent = {"UPS": NOW - timedelta(days=3)}
    sources = viewmodel.Sources(heard, silent, Times(StillClock(), UTC))
    told = viewmodel.results(Answer("zzz", ()), 20, sources).situation
    since = sources.times.since(silent["UPS"])

    read = f"web-shop (read {sources.times.since(NOW)}), mail (not read yet) and UPS (read {since})"
    assert f"of what was read from {read}." in told.detail
    assert told.warning == f"UPS was not read since {since}; what is newer there is not found."


def test_the_words_that_nobody_was_found_follow_what_is_heard(built: Built, memory: MemoryDesk):
    field = built.window.search.field
    QTest.keyClicks(field, "zzzzqq")
    until(lambda: "Nobody found for “zzzzqq”" in words(built))
    assert "what is newer there" not in words(built)
    memory.connections = [replace(memory.connections[0], failing_since=NOW)]
    built.session.on_time()
    until(lambda: "web-shop was not read since" in words(built))


def words(built: Built) -> str:
    return "\n".join(one.text() for one in built.window.search.findChildren(QLabel))


def test_an_empty_store_says_how_far_the_first_sync_is():
    assert "120 of 900" in viewmodel.latest((), "120 of 900").situation.detail
    assert viewmodel.latest((), "").situation.offers


def test_a_broken_store_says_why_and_offers_another_try():
    listing = viewmodel.store_failed("The store is of a newer version.")

    assert listing.situation.detail == "The store is of a newer version."
    assert listing.situation.warning == "Nothing was changed."


def test_initials_come_from_first_and_last_word():
    names = ("Helena Brandt", "Cher", "<b>Bold</b> & Sons", "", "Ana María de la Cruz")

    assert [ResultRow(1, name, "").initials() for name in names] == ["HB", "C", "S", "?", "AC"]


def test_a_failing_connection_says_since_when():
    health = (
        ConnectionHealth("UPS", "ups", None, NOW, "try_later", "timed out"),
        ConnectionHealth("web-shop", "vendure", NOW, None, None, None),
        ConnectionHealth("mail", "email", None, None, None, None),
    )
    told = lamps(health, {}, Times(StillClock()))

    assert [lamp.is_failing for lamp in told] == [False, False, True]
    assert told[0].words == "web-shop now"
    assert told[1].words == "mail not read yet"
    assert told[2].words.startswith("UPS failing since ")


def test_a_running_sync_shows_how_far_it_is():
    told = lamps((), {"shop": Progress("shop", 120, 900, is_running=True)}, Times(StillClock()))

    assert told[0].words == "shop reading, 120 of 900"


def test_a_running_sync_shows_how_far_it_is_though_nobody_knows_the_total():
    health = (ConnectionHealth("shop", "vendure", None, None, None, None),)
    told = lamps(health, {"shop": Progress("shop", 350, 0, is_running=True)}, Times(StillClock()))

    assert told[0].words == "shop reading, 350 so far"

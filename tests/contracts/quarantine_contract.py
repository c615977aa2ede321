"""What could not be read: asked for again by its id, and let go once it is read, or gone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.ports.intake import RereadRule
from agent_console.ports.source import Gone, Page, Unreadable
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.quarantine import StoredQuarantine
from agent_console.storage.store import Store
from agent_console.sync.pull import EVERYTHING_NOW
from tests.fakes.records import at, order, order_record, page, person

SHOP, OTHER = "web-shop", "other-shop"
HOUR = 60


def aside(stream: str, *ids: str | None) -> Page:
    """Return a page of which nothing came but ids."""
    lost = (Unreadable(stream, one, "the store is in trouble", f"{{{one}}}") for one in ids)
    return Page(stream, unreadable=tuple(lost))


class QuarantineContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def intake(self, store: Store) -> StoredIntake:
        return StoredIntake(store)

    def test_what_was_set_aside_by_its_id_is_asked_for_again(self, store, intake):
        intake.keep(SHOP, aside("orders", "7", None), at(0))
        intake.keep(SHOP, aside("customers", "1"), at(0))
        intake.keep(OTHER, aside("orders", "8"), at(0))
        intake.keep(SHOP, aside("parcels", "1Z"), at(0))
        assert intake.due(SHOP, EVERYTHING_NOW, at(0)).is_nothing(), "it was met in this pass"
        wanted = intake.due(SHOP, RereadRule(), at(HOUR))
        assert (list(wanted.people), list(wanted.orders)) == (["1"], ["7"])
        assert intake.due(SHOP, RereadRule(), at(HOUR + 5)).is_nothing(), "asked lately"
        assert intake.due(SHOP, EVERYTHING_NOW, at(HOUR + 6)).orders == ("7",)

    def test_what_stays_unreadable_is_asked_for_ever_more_seldom(self, store, intake):
        intake.keep(SHOP, aside("orders", "7"), at(0))
        asked = []
        for hour in range(1, 24 * 5):
            if intake.due(SHOP, RereadRule(), at(hour * HOUR)).orders:
                asked.append(hour)
                intake.keep(SHOP, aside("orders", "7"), at(hour * HOUR))
        assert asked == [1, 2, 4, 8, 16, 32, 56, 80, 104]

    def test_mails_are_asked_for_again_seldom_and_a_few_at_a_time(self, store, intake):
        day = 24 * HOUR
        intake.keep("support", aside("inbox", *map(str, range(7)), None), at(0))
        assert intake.due("support", RereadRule(), at(HOUR)).is_nothing()
        first = intake.due("support", RereadRule(), at(day)).aside
        rest = intake.due("support", RereadRule(), at(day + 1)).aside
        assert [one.external_id for one in first] == ["0", "1", "2", "3", "4"]
        assert [(one.stream, one.external_id) for one in rest] == [("inbox", "5"), ("inbox", "6")]
        assert intake.due("support", RereadRule(), at(day + 2)).is_nothing()

    def test_a_few_at_a_time_and_everybody_in_turn(self, store, intake):
        for number in range(5):
            intake.keep(SHOP, aside("orders", str(number)), at(number))
        rule = RereadRule(old_every=timedelta(0), aside_at_once=2)
        asked = [list(intake.due(SHOP, rule, at(HOUR + turn)).orders) for turn in range(3)]
        assert asked == [["0", "1"], ["2", "3"], ["4", "0"]]

    def test_what_is_due_anyway_is_asked_for_once(self, store, intake):
        intake.keep(SHOP, page(order_record(order("1"))), at(90))
        intake.keep(SHOP, aside("orders", "1"), at(91))
        assert intake.due(SHOP, EVERYTHING_NOW, at(95)).orders == ("1",)

    @pytest.mark.parametrize(
        "told",
        [
            page(order_record(order("7"))),
            Page("orders", gone=Gone(orders=("7",))),
        ],
        ids=["read", "gone"],
    )
    def test_it_leaves_once_it_is_read_or_the_store_has_it_no_more(self, store, intake, told):
        intake.keep(SHOP, aside("orders", "7"), at(0))
        intake.keep(SHOP, Page("customers", gone=Gone(people=("7",))), at(1))
        assert len(StoredQuarantine(store).waiting()) == 1, "that was somebody else"
        intake.keep(SHOP, told, at(2))
        assert StoredQuarantine(store).waiting() == []

    def test_what_waits_says_when_it_was_told_last(self, store, intake):
        intake.keep(SHOP, aside("orders", "7"), at(0))
        intake.keep(SHOP, aside("orders", "7"), at(9))
        [waiting] = StoredQuarantine(store).waiting()
        assert (waiting.first_seen, waiting.last_seen) == (at(0), at(9))

    def test_old_text_read_at_last_never_wins_over_what_was_told_since(self, store, intake):
        newer = replace(person("1"), name="Anna Huber")
        intake.keep(SHOP, aside("customers", "1"), at(0))
        [waiting] = StoredQuarantine(store).waiting()
        intake.keep(SHOP, Page("orders", people=(newer,)), at(5))
        old = Page("customers", people=(replace(newer, name="Anna Gruber"),))
        assert intake.keep(SHOP, old, waiting.last_seen).stored == 0

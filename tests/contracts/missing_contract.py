"""What a source no longer has: marked once, said once, and there again when it is told again."""

import pytest

from agent_console.domain.profile import ProfileId
from agent_console.ports.intake import RereadRule
from agent_console.ports.reading import TimelineWish
from agent_console.ports.source import Gone, Page
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.fakes.records import at, order, order_record, page, person, placed

SHOP, FIRST = "web-shop", ProfileId(1)


class MissingContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def intake(self, store: Store) -> StoredIntake:
        return StoredIntake(store)

    def test_what_a_source_no_longer_has_is_said_once_and_asked_no_more(self, store, intake):
        intake.keep(SHOP, page(order_record(order("1"), person("1"), placed("1", 5))), at(90))
        missed = Page("orders", gone=Gone(people=("1",), orders=("1", "unknown")))
        kept = intake.keep(SHOP, missed, at(91))
        assert (kept.stored, kept.customers) == (2, {FIRST})
        assert intake.keep(SHOP, missed, at(92)).stored == 0
        assert intake.due(SHOP, RereadRule(), at(60 * 48)).is_nothing()
        titles = [one.title for one in StoredTimelines(store).page([FIRST], TimelineWish(50))]
        assert titles.count("Order A-1 is no longer in the store") == 1
        assert titles.count("Customer is no longer in the store") == 1
        [known] = StoredCustomers(store).customer(FIRST).orders
        assert (known.gone_at, known.is_open(), known.order.is_open) == (at(91), False, True)

    def test_what_comes_back_is_there_again(self, store, intake):
        told = page(order_record(order("1"), person("1"), placed("1", 5)))
        intake.keep(SHOP, told, at(90))
        intake.keep(SHOP, Page("orders", gone=Gone(("1",), ("1",))), at(91))
        intake.keep(SHOP, Page("orders", gone=Gone(("1",), ("1",))), at(89))
        intake.keep(SHOP, told, at(92))
        [known] = StoredCustomers(store).customer(FIRST).orders
        assert known.gone_at is None
        assert intake.due(SHOP, RereadRule(), at(60 * 48)).orders == ["1"]

    def test_an_older_answer_does_not_miss_what_was_heard_since(self, store, intake):
        intake.keep(SHOP, page(order_record(order("1"), person("1"), placed("1", 5))), at(90))
        assert intake.keep(SHOP, Page("orders", gone=Gone(orders=("1",))), at(89)).stored == 0
        assert StoredCustomers(store).customer(FIRST).orders[0].gone_at is None

"""What a source no longer has: marked once, said once, and there again when it is told again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.observation import EntryKind, Subject, SubjectKind
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.intake import RereadRule
from agent_console.ports.reading import TimelineWish
from agent_console.ports.source import Gone, Merged, OrderRecord, Page, PersonRecord
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.recency import StoredRecency
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from tests.fakes.records import at, note, order, order_record, page, person, placed

SHOP, FIRST = "web-shop", ProfileId(1)
DELETED = "Note deleted in the store"
MAYBE = "Customer is no longer in the store. All orders went to {}, perhaps the same person"


def account(external_id: str, name: str) -> PersonRecord:
    """Return a customer who is known by nothing but an account."""
    only = Identity(IdentityKind.STORE_CUSTOMER, external_id, external_id)
    return replace(person(external_id, name), identities=(only,))


def with_total(told: OrderRecord) -> OrderRecord:
    """Return the order with another total."""
    return replace(told, order=replace(told.order, total=Money(1, "EUR")))


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
        read = StoredCustomers(store).customer(FIRST)
        assert read.gone_at == at(91)
        assert StoredLookups(store).cards([FIRST])[FIRST].is_gone
        assert StoredRecency(store).recent(5)[0].is_gone
        [known] = read.orders
        assert (known.gone_at, known.is_open(), known.order.is_open) == (at(91), False, True)

    def test_what_comes_back_is_there_again(self, store, intake):
        told = page(order_record(order("1"), person("1"), placed("1", 5)))
        intake.keep(SHOP, told, at(90))
        intake.keep(SHOP, Page("orders", gone=Gone(("1",), ("1",))), at(91))
        intake.keep(SHOP, Page("orders", gone=Gone(("1",), ("1",))), at(89))
        intake.keep(SHOP, told, at(92))
        read = StoredCustomers(store).customer(FIRST)
        [known] = read.orders
        assert (known.gone_at, read.gone_at) == (None, at(91)), "an order only mentions them"
        intake.keep(SHOP, Page("customers", people=(person("1"),)), at(93))
        assert StoredCustomers(store).customer(FIRST).gone_at is None
        assert not StoredLookups(store).cards([FIRST])[FIRST].is_gone
        assert intake.due(SHOP, RereadRule(), at(60 * 48)).orders == ["1"]

    def test_whom_only_an_order_mentions_may_be_gone_all_the_same(self, store, intake):
        told = page(order_record(order("1"), person("1"), placed("1", 5)))
        intake.keep(SHOP, told, at(90))
        rule = replace(RereadRule(), settled_every=timedelta(0))
        assert intake.due(SHOP, rule, at(91)).people == ["1"], "nobody asked for the person yet"
        intake.keep(SHOP, Page("customers", people=(person("1"),)), at(92))
        assert intake.due(SHOP, rule, at(92)).people == []
        missed = Page("customers", gone=Gone(people=("1",)))
        assert intake.keep(SHOP, missed, at(93)).stored == 1
        intake.keep(SHOP, replace(told, orders=(with_total(told.orders[0]),)), at(94))
        assert intake.keep(SHOP, missed, at(95)).stored == 0, "an order brings nobody back"
        intake.keep(SHOP, Page("customers", people=(person("1"),)), at(96))
        assert intake.keep(SHOP, missed, at(97)).stored == 1, "but being told does"

    def test_a_note_that_was_deleted_is_said_to_be_and_may_come_back(self, store, intake):
        said = placed("1", 5), note("1", "Ring twice"), note("1", "Left", external_id="n2")
        told = replace(order_record(order("1"), person("1"), *said), has_all_notes=True)
        fewer = replace(told, observations=said[::2])
        assert self.notes(store, intake, told, 90) == ["Note on order A-1"] * 2
        some = replace(told, observations=said[:2], has_all_notes=False)
        assert DELETED not in self.notes(store, intake, some, 91)
        for minute in (92, 93):
            assert sorted(self.notes(store, intake, fewer, minute)) == [
                DELETED,
                "Note on order A-1",
            ]
        assert self.notes(store, intake, told, 94) == ["Note on order A-1"] * 2
        assert sorted(self.notes(store, intake, fewer, 95)) == [DELETED, "Note on order A-1"]
        assert self.texts(store) == {"Left", None}
        deleted = next(one for one in self.entries(store) if one.title == DELETED)
        assert {one.words for one in deleted.sources} == {"Ring twice", None}
        assert deleted.moment == Moment(), "nobody told when"

    def test_the_last_note_on_a_person_can_be_deleted(self, store, intake):
        on_person = replace(note("1", "Deaf"), subject=Subject(SubjectKind.PERSON, "1"))
        known = replace(person("1"), observations=(on_person,), has_all_notes=True)
        intake.keep(SHOP, Page("customers", people=(known,)), at(90))
        intake.keep(SHOP, Page("customers", people=(replace(known, observations=()),)), at(91))
        [entry] = StoredTimelines(store).page([FIRST], TimelineWish(50))
        assert (entry.title, entry.text) == (DELETED, None)

    def notes(self, store: Store, intake: StoredIntake, told: OrderRecord, minute: int) -> list:
        intake.keep(SHOP, page(told), at(minute))
        page_of = StoredTimelines(store).page([FIRST], TimelineWish(50))
        return [one.title for one in page_of if one.kind is EntryKind.NOTE]

    def texts(self, store: Store) -> set:
        return {one.text for one in self.entries(store) if one.kind is EntryKind.NOTE}

    def entries(self, store: Store) -> list:
        return list(StoredTimelines(store).page([FIRST], TimelineWish(50)))

    def test_who_is_merged_is_an_alias_of_the_one_who_is_left(self, store, intake):
        lost, left = account("1", "Once Here"), account("2", "Left Over")
        mine = replace(order_record(order("1"), lost), contacts=())
        theirs = replace(order_record(order("2"), left), contacts=())
        intake.keep(SHOP, page(mine), at(90))
        intake.keep(SHOP, page(theirs), at(91))
        moved = intake.keep(SHOP, page(replace(mine, person=left)), at(92)).moved
        assert moved == {"1"}
        told = Page("customers", gone=Gone(people=("1",)), merged=(Merged("1", "2"),))
        assert intake.keep(SHOP, told, at(93)).customers == {FIRST}
        assert intake.keep(SHOP, told, at(94)).stored == 0
        read = StoredCustomers(store).customer(FIRST)
        assert (read.name, read.gone_at) == ("Left Over", None)
        assert sorted(one.order.number for one in read.orders) == ["A-1", "A-2"]
        [link] = read.links
        assert (link.who, link.why) == ("system", "merged in the store")
        entries = StoredTimelines(store).page(list(read.profiles), TimelineWish(50))
        titles = [one.title for one in entries]
        assert titles.count("Customer merged into Left Over in the store") == 1
        assert [one for one in titles if one.startswith("Order A-1 placed")] == titles[-1:]
        assert "Customer is no longer in the store" not in titles
        assert StoredRecency(store).recent(5)[0].name == "Left Over"

    def test_who_is_merged_into_nobody_known_is_gone(self, store, intake):
        intake.keep(SHOP, page(order_record(order("1"), person("1"), placed("1", 5))), at(90))
        told = Page("customers", gone=Gone(people=("1",)), merged=(Merged("1", "77"),))
        intake.keep(SHOP, told, at(93))
        titles = [one.title for one in StoredTimelines(store).page([FIRST], TimelineWish(50))]
        assert "Customer is no longer in the store" in titles

    def test_whom_a_person_called_two_no_store_makes_one(self, store, intake):
        intake.keep(SHOP, page(order_record(order("1"), person("1"), placed("1", 5))), at(90))
        intake.keep(SHOP, page(order_record(order("2"), person("2"), placed("2", 6))), at(91))
        book, said = StoredLinkBook(store), Statement("anna", at(92), "two people")
        two = StoredCustomers(store).customer(ProfileId(2))
        made = book.link(FIRST, two.profiles[0] if two else ProfileId(2), said)
        book.unlink(made.id, said)
        told = Page("customers", gone=Gone(people=("1",)), merged=(Merged("1", "2"),))
        intake.keep(SHOP, told, at(93))
        assert StoredCustomers(store).customer(FIRST).links == ()

    GONE = Page("customers", gone=Gone(people=("1",)))

    def of_ada(self, intake: StoredIntake, *orders: tuple[str, PersonRecord, int]) -> None:
        """Have two orders of one customer, and then orders of hers be somebody else's."""
        hers = [replace(order_record(order(one), account("1", "Ada")), contacts=()) for one in "78"]
        intake.keep(SHOP, page(*hers), at(90))
        for number, whose, minute in orders:
            told = replace(order_record(order(number), whose), contacts=())
            intake.keep(SHOP, page(told), at(minute))

    @pytest.mark.parametrize("name", ["Udo", ""])
    def test_who_lost_all_orders_to_one_and_is_gone_may_be_them_and_is_not_made_to_be(
        self, store, intake, name
    ):
        other = account("2", name)
        self.of_ada(intake, ("7", other, 91), ("8", other, 92))
        intake.keep(SHOP, self.GONE, at(93))
        read = StoredCustomers(store).customer(FIRST)
        assert (read.name, read.links, read.gone_at) == ("Ada", (), at(93))
        titles = [one.title for one in StoredTimelines(store).page([FIRST], TimelineWish(50))]
        assert MAYBE.format(name or "another customer") in titles
        assert not any(one.startswith("Customer merged") for one in titles)
        assert "Customer is no longer in the store" not in titles

    def test_the_orders_of_who_is_not_known_to_be_gone_are_known(self, store, intake):
        self.of_ada(intake)
        intake.keep(SHOP, page(order_record(order("9"), account("2", "Udo"))), at(91))
        guest = replace(account("1", "Guest"), kind="guest")
        intake.keep(SHOP, page(order_record(order("6"), guest)), at(91))
        assert intake.orders_of(SHOP, ("1", "77")) == ["7", "8"]
        assert intake.orders_of("another", ("1",)) == []
        intake.keep(SHOP, Page("orders", gone=Gone(orders=("7",))), at(92))
        assert intake.orders_of(SHOP, ("1", "2")) == ["8", "9"]
        intake.keep(SHOP, self.GONE, at(93))
        assert intake.orders_of(SHOP, ("1",)) == []

    def test_whom_orders_left_is_asked_for_next(self, store, intake):
        everybody = [account(str(number), f"Person {number}") for number in range(1, 5)]
        intake.keep(SHOP, Page("customers", people=tuple(everybody)), at(90))
        rule, now = replace(RereadRule(), people_at_once=2), at(60 * 48)
        self.of_ada(intake)
        assert intake.due(SHOP, rule, now).people == ["1", "2"]
        intake.keep(SHOP, Page("customers", people=tuple(everybody[:2])), at(92))
        assert intake.due(SHOP, rule, now).people == ["3", "4"]
        self.of_ada(intake, ("7", everybody[1], 93))
        assert intake.due(SHOP, rule, at(94)).people == ["1"], "at once, and whatever came between"
        assert intake.due(SHOP, rule, now).people == ["1", "3"]
        intake.keep(SHOP, Page("customers", people=tuple(everybody[:1])), at(95))
        assert intake.due(SHOP, rule, now).people == ["3", "4"]

    def test_who_has_an_order_left_and_is_gone_was_merged_into_nobody(self, store, intake):
        self.of_ada(intake, ("7", account("2", "Udo"), 91))
        self.is_gone_alone(store, intake)

    @pytest.mark.parametrize("whose", [account("3", "Eva"), person("9", "Guest", None, None)])
    def test_who_ever_lost_an_order_to_another_too_was_merged_into_nobody(
        self, store, intake, whose
    ):
        kind = "customer" if whose.external_id == "3" else "guest"
        self.of_ada(intake, ("8", replace(whose, kind=kind), 91), ("7", account("2", "Udo"), 92))
        self.is_gone_alone(store, intake)

    def is_gone_alone(self, store: Store, intake: StoredIntake) -> None:
        """See that somebody who is gone is nobody else, and where her orders went."""
        intake.keep(SHOP, self.GONE, at(93))
        read = StoredCustomers(store).customer(FIRST)
        assert (read.name, read.links, read.gone_at) == ("Ada", (), at(93))
        titles = [one.title for one in StoredTimelines(store).page([FIRST], TimelineWish(50))]
        assert titles.count("Customer is no longer in the store") == 1
        assert titles.count("Orders went to Udo in the store") == 1

    def test_what_a_source_tells_itself_is_no_guess(self, store, intake):
        other = account("2", "Udo")
        self.of_ada(intake, ("7", other, 91), ("8", other, 92))
        told = replace(self.GONE, merged=(Merged("1", "2"),))
        intake.keep(SHOP, told, at(93))
        read = StoredCustomers(store).customer(FIRST)
        assert read.name == "Udo"
        titles = [e.title for e in StoredTimelines(store).page(read.profiles, TimelineWish(50))]
        assert "Customer merged into Udo in the store" in titles
        assert MAYBE.format("Udo") not in titles

    def test_orders_that_go_to_a_guest_are_known_to(self, store, intake):
        hers = replace(order_record(order("1"), account("1", "Ada")), contacts=())
        intake.keep(SHOP, page(hers), at(90))
        guest = replace(account("g", ""), kind="guest")
        assert intake.keep(SHOP, page(replace(hers, person=guest)), at(91)).moved == {"1"}
        titles = [one.title for one in StoredTimelines(store).page([FIRST], TimelineWish(50))]
        assert "Orders went to a guest in the store" in titles

    def test_orders_that_stay_or_come_from_nobody_move_nobody(self, store, intake):
        told = page(order_record(order("1"), person("1"), placed("1", 5)))
        assert intake.keep(SHOP, told, at(90)).moved == frozenset()
        changed = replace(told, orders=(with_total(told.orders[0]),))
        assert intake.keep(SHOP, changed, at(91)).moved == frozenset()

    def test_an_older_answer_does_not_bring_back_what_was_missed_since(self, store, intake):
        told = page(order_record(order("1"), person("1"), placed("1", 5)))
        changed = replace(told, orders=(with_total(told.orders[0]),), people=(person("1"),))
        intake.keep(SHOP, told, at(90))
        intake.keep(SHOP, Page("orders", gone=Gone(("1",), ("1",))), at(93))
        for older in (replace(told, people=(person("1"),)), changed):
            intake.keep(SHOP, older, at(92))
            read = StoredCustomers(store).customer(FIRST)
            assert (read.gone_at, read.orders[0].gone_at) == (at(93), at(93))
            assert read.orders[0].order.total == told.orders[0].order.total

    def test_an_older_answer_does_not_miss_what_was_heard_since(self, store, intake):
        intake.keep(SHOP, page(order_record(order("1"), person("1"), placed("1", 5))), at(90))
        assert intake.keep(SHOP, Page("orders", gone=Gone(orders=("1",))), at(89)).stored == 0
        assert StoredCustomers(store).customer(FIRST).orders[0].gone_at is None

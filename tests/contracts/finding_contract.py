"""How every store finds customers; inherited by a class for each database."""

from dataclasses import replace

import pytest

from agent_console.domain.address import Address
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import KeyKind
from agent_console.ports.source import Page
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.recency import StoredRecency
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from tests.contracts.parcel_contract import rival, scan, told, tracked
from tests.fakes.records import at, order, order_record, page, person

SHOP = "web-shop"
FIRST = ProfileId(1)


class FindingContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def intake(self, store: Store) -> StoredIntake:
        return StoredIntake(store)

    def test_customers_are_found_by_every_key(self, store, intake):
        intake.keep(
            SHOP, page(order_record(owner=person(name="Chloé Müller-Lüdenscheidt"))), at(90)
        )
        lookups = StoredLookups(store)
        assert [hit.customer for hit in lookups.exact(KeyKind.EMAIL, "helena@brandt.example")] == [
            1
        ]
        assert [hit.customer for hit in lookups.exact(KeyKind.PHONE, "+436641882041")] == [1]
        assert [hit.customer for hit in lookups.exact(KeyKind.ORDER, "A7")] == [1]
        assert [hit.customer for hit in lookups.exact(KeyKind.TRACKING, "0034043416107")] == [1]
        assert [hit.value for hit in lookups.prefix(KeyKind.PHONE_REVERSED, "140288", 5)] != []
        assert [hit.value for hit in lookups.names(["mull", "chl"], 5)] == [
            "Chloé Müller-Lüdenscheidt"
        ]
        assert lookups.names(["mull", "nobody"], 5) == []
        assert lookups.names(["muller", "chl"], 5, is_whole=True) == []
        assert [hit.customer for hit in lookups.names(["muller", "chloe"], 5, is_whole=True)] == [1]
        assert lookups.cards([FIRST])[FIRST].orders == ("A-7",)

    def test_customers_are_found_by_ends_and_by_postcode(self, store, intake):
        where = Address("Helena Brandt", "Am Ring 1", "London", "SW1A 1AA", "GB")
        made = replace(order("4417"), address=where)
        intake.keep(SHOP, page(order_record(made)), at(90))
        lookups = StoredLookups(store)
        assert [hit.customer for hit in lookups.prefix(KeyKind.ORDER_REVERSED, "7144", 5)] == [1]
        assert [hit.customer for hit in lookups.prefix(KeyKind.TRACKING_REVERSED, "7144", 5)] == [1]
        assert [hit.customer for hit in lookups.exact(KeyKind.POSTCODE, "SW1A1AA")] == [1]
        assert [hit.customer for hit in lookups.names(["brandt"], 5, "SW1A1AA")] == [1]
        assert lookups.names(["brandt"], 5, "8010") == []
        moved = replace(made, address=replace(where, postcode="8010"), fulfilments=())
        intake.keep(SHOP, page(order_record(moved)), at(91))
        assert [hit.customer for hit in lookups.names(["brandt"], 5, "8010")] == [1]
        assert lookups.exact(KeyKind.POSTCODE, "SW1A1AA") == []
        assert lookups.prefix(KeyKind.TRACKING_REVERSED, "7144", 5) == []

    def test_a_parcel_stored_as_its_barcode_is_found_by_its_number(self, store, intake):
        made = order("7")
        barcode = replace(made.fulfilments[0], number="420 12345 9400 1091 0425 0532 9085 87")
        intake.keep(SHOP, page(order_record(replace(made, fulfilments=(barcode,)))), at(90))
        lookups = StoredLookups(store)
        for number in ("9400109104250532908587", "420123459400109104250532908587"):
            assert [hit.customer for hit in lookups.exact(KeyKind.TRACKING, number)] == [1]
        intake.keep(SHOP, page(order_record(replace(made, fulfilments=()))), at(91))
        assert lookups.exact(KeyKind.TRACKING, "9400109104250532908587") == []

    def test_the_words_of_all_names_are_listed_once(self, store, intake):
        people = [person("1", "Helena Brandt"), person("2", "Bruno Brandt", email="b@x.example")]
        intake.keep(SHOP, Page("customers", people=tuple(people)), at(90))
        assert list(StoredLookups(store).vocabulary()) == ["brandt", "bruno", "helena"]

    def test_whoever_has_no_name_is_called_by_an_address_everywhere(self, store, intake):
        nameless = replace(person(), name="")
        intake.keep(SHOP, page(order_record(order(), nameless)), at(90))
        lookups, read = StoredLookups(store), StoredCustomers(store).customer(FIRST)
        assert read is not None
        assert [
            read.name,
            lookups.labels([FIRST])[0].name,
            lookups.cards([FIRST])[FIRST].name,
            StoredRecency(store).recent(5)[0].name,
        ] == ["helena@brandt.example"] * 4

    def test_a_number_put_right_finds_nobody_any_more(self, store, intake):
        first, second = order("7"), order("8", minutes=5)
        shared = replace(second.fulfilments[0], number=first.fulfilments[0].number)
        second = replace(second, fulfilments=(shared,))
        intake.keep(SHOP, page(order_record(first), order_record(second)), at(90))
        right = replace(shared, number="77 1")
        intake.keep(SHOP, page(order_record(replace(second, fulfilments=(right,)))), at(91))
        right = replace(first, fulfilments=(replace(first.fulfilments[0], number="78 1"),))
        lookups = StoredLookups(store)
        assert lookups.exact(KeyKind.TRACKING, "0034043416107") != [], "order 7 names it still"
        intake.keep(SHOP, page(order_record(right)), at(92))
        assert lookups.exact(KeyKind.TRACKING, "0034043416107") == []
        for kept in ("771", "781"):
            assert lookups.exact(KeyKind.TRACKING, kept) != []

    def test_a_tracked_number_finds_whose_order_names_it(self, store, intake):
        reference = "0034043416107"
        lookups = StoredLookups(store)
        intake.keep("post", told(tracked("t1", scan("in_transit", 60))), at(70))
        assert lookups.exact(KeyKind.TRACKING, reference) == []
        assert lookups.trackers(reference) == ["post"], "only a carrier told of it"
        intake.keep(SHOP, page(order_record()), at(75))
        assert [hit.customer for hit in lookups.exact(KeyKind.TRACKING, reference)] == [FIRST]
        put_right = tracked("t1", scan("in_transit", 60), number="77 1")
        intake.keep("post", told(put_right), at(80))
        assert [hit.customer for hit in lookups.exact(KeyKind.TRACKING, reference)] == [FIRST]
        assert (lookups.trackers(reference), lookups.trackers("771")) == ([], ["post"])

    def test_a_number_of_two_customers_finds_both(self, store, intake):
        intake.keep(SHOP, page(order_record(), rival()), at(1))
        intake.keep("post", told(tracked("t1", scan("in_transit", 60))), at(70))
        found = StoredLookups(store).exact(KeyKind.TRACKING, "0034043416107")
        assert sorted(hit.customer for hit in found) == [1, 2]

    def test_one_customer_with_many_keys_alike_hides_nobody(self, store, intake):
        hers = [order_record(order(f"A-{number}")) for number in range(1, 9)]
        made = order_record(order("A-9"), owner=person("2", "Bruno Brandt", None, None))
        other = replace(made, contacts=())
        intake.keep(SHOP, page(*hers, other), at(90))
        hits = StoredLookups(store).prefix(KeyKind.ORDER, "A", 3)
        assert len(hits) == len({hit.customer for hit in hits}) == 2

    def test_the_words_of_names_follow_who_came_in(self, store, intake):
        lookups = StoredLookups(store)
        assert lookups.vocabulary() == ()
        intake.keep(SHOP, page(order_record(owner=person(name="Bruno Brandt"))), at(90))
        assert [*lookups.vocabulary()] == ["brandt", "bruno"]

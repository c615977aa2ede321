"""What every store has to do, whatever database it lies in; inherited by a class for each."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from agent_console.domain.observation import EntryKind
from agent_console.domain.profile import SYSTEM, ProfileId, Statement
from agent_console.ports.failures import SignInAgain
from agent_console.ports.intake import RereadRule
from agent_console.ports.reading import KeyKind, TimelineWish
from agent_console.ports.source import NOBODY
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.recency import StoredHealth, StoredRecency
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.connections import StoredPasses
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.repositories.quarantine import StoredQuarantine
from agent_console.storage.store import Store
from agent_console.storage.tables import metadata
from tests.fakes.records import (
    at,
    broken_page,
    changed,
    note,
    order,
    order_record,
    page,
    people_page,
    person,
    placed,
)

SHOP, OTHER = "web-shop", "outlet"
FIRST = ProfileId(1)


def counts(store: Store) -> dict[str, int]:
    """Return how many rows each table has."""
    with store.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def customer_ids(store: Store) -> dict[int, int | None]:
    """Return which customer each profile belongs to."""
    profile = metadata.tables["profile"]
    with store.read() as connection:
        rows = connection.execute(select(profile.c.id, profile.c.customer_id))
        return {row.id: row.customer_id for row in rows}


class StoreContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def intake(self, store: Store) -> StoredIntake:
        return StoredIntake(store)

    @pytest.fixture
    def links(self, store: Store) -> Iterator[StoredLinkBook]:
        return StoredLinkBook(store)

    def titles(self, store: Store, profile: int = FIRST, **wish: object) -> list[str]:
        customers = StoredCustomers(store)
        profiles = customers.profiles(customers.customer_of(ProfileId(profile)) or FIRST)
        entries = StoredTimelines(store).page(profiles, TimelineWish(**wish))
        return [entry.title for entry in entries]

    def test_an_order_is_read_back_exactly(self, store, intake):
        record = order_record()
        intake.keep(SHOP, page(record), at(90))
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        assert [known.order for known in read.orders] == [record.order]
        assert read.orders[0].last_heard == at(90)
        assert read.orders[0].through.identity.value == "helena@brandt.example"

    def test_the_same_page_twice_changes_nothing(self, store, intake):
        told = page(order_record(order(), None, note("7", "call back")), cursor="c1")
        first = intake.keep(SHOP, told, at(90))
        before = counts(store)
        again = intake.keep(SHOP, told, at(95))
        assert (first.stored, again.stored) == (1, 0)
        assert counts(store) == before
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        assert read.orders[0].last_heard == at(95), "its age is that of the last confirmation"

    def test_a_changed_order_replaces_its_parts(self, store, intake):
        record = order_record()
        intake.keep(SHOP, page(record), at(90))
        shorter = replace(
            record.order, lines=record.order.lines[:1], fulfilments=(), state="Cancelled"
        )
        kept = intake.keep(SHOP, page(replace(record, order=shorter)), at(95))
        read = StoredCustomers(store).customer(FIRST)
        assert kept.stored == 1
        assert read is not None
        assert [known.order for known in read.orders] == [shorter]

    def test_of_many_orders_the_newest_are_read_and_all_are_counted(self, store, intake):
        many = [order(str(n), minutes=n) for n in range(1, 9)]
        done = [replace(one, is_open=False) for one in many[2:]]
        records = [order_record(one) for one in (*many[:2], *done)]
        intake.keep(SHOP, page(*records), at(90))
        customers = StoredCustomers(store)
        read = customers.customer(FIRST, newest=2)
        assert read is not None
        assert [known.order for known in read.orders] == [done[-1], done[-2], many[1], many[0]]
        assert read.order_count == 8
        everything = customers.customer(FIRST)
        assert everything is not None
        assert everything.identities == read.identities
        assert len(everything.orders) == 8

    def test_a_correction_supersedes_and_keeps_both_sayings(self, store, intake):
        record = order_record(order(), None, note("7", "call bakc"))
        intake.keep(SHOP, page(record), at(90))
        fixed = replace(record, observations=(placed("7"), note("7", "call back")))
        intake.keep(SHOP, page(fixed), at(95))
        entries = StoredTimelines(store).page(
            [FIRST], TimelineWish(kinds=frozenset({EntryKind.NOTE}))
        )
        assert [entry.text for entry in entries] == ["call back"]
        assert [source.observed_at for source in entries[0].sources] == [at(90), at(95)]

    def test_a_correction_taken_back_leads_again(self, store, intake):
        tuesday, wednesday = (
            order_record(order(), None, note("7", day)) for day in ("Tuesday", "Wednesday")
        )
        for minute, told in ((90, tuesday), (91, wednesday), (92, tuesday), (93, tuesday)):
            intake.keep(SHOP, page(told), at(minute))
        wish = TimelineWish(kinds=frozenset({EntryKind.NOTE}))
        [entry] = StoredTimelines(store).page([FIRST], wish)
        assert entry.text == "Tuesday"
        assert len(entry.sources) == 2

    def test_the_timeline_is_newest_first_and_pages_both_ways(self, store, intake):
        notes = [note("7", f"note {n}", external_id=f"n{n}", minutes=n) for n in range(1, 8)]
        intake.keep(SHOP, page(order_record(order(), None, *notes)), at(90))
        timelines = StoredTimelines(store)
        newest = timelines.page([FIRST], TimelineWish(limit=3))
        older = timelines.page([FIRST], TimelineWish(limit=3, before=newest[-1].position()))
        newer = timelines.page([FIRST], TimelineWish(limit=3, after=older[0].position()))
        assert [entry.text for entry in newest] == ["note 7", "note 6", "note 5"]
        assert [entry.text for entry in older] == ["note 4", "note 3", "note 2"]
        assert [entry.text for entry in newer] == ["note 7", "note 6", "note 5"]

    def test_a_timeline_is_filtered_by_kind_and_words(self, store, intake):
        intake.keep(SHOP, page(order_record(order(), None, note("7", "Straße gesperrt"))), at(90))
        assert self.titles(store, kinds=frozenset({EntryKind.NOTE})) == ["Note on order A-7"]
        assert self.titles(store, text="STRASSE") == ["Note on order A-7"]
        assert self.titles(store, text="100%_") == []
        assert len(self.titles(store, text="a-7")) == 2
        assert self.titles(store, text="a-7 placed") == ["Order A-7 placed, 189.90 EUR"]

    def test_equal_addresses_join_two_stores_by_themselves(self, store, intake):
        intake.keep(SHOP, page(order_record()), at(90))
        intake.keep(
            OTHER, page(order_record(order("8", minutes=5), person("5", "H. Brandt"))), at(91)
        )
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        assert [link.who for link in read.links] == [SYSTEM]
        assert {known.connection for known in read.orders} == {SHOP, OTHER}
        assert len(self.titles(store)) == 2

    def test_unlink_restores_all_and_keeps_later_events(self, store, intake, links):
        intake.keep(SHOP, page(order_record()), at(90))
        other = person("5", "Georg Brandt", "georg@brandt.example", None)
        second = order_record(order("8"), other)
        intake.keep(SHOP, page(replace(second, contacts=())), at(91))
        before = customer_ids(store)
        made = links.link(FIRST, ProfileId(2), Statement("ana", at(92), "same household card"))
        assert StoredCustomers(store).profiles(FIRST) == [1, 2]
        later = changed(replace(second, contacts=()), note("8", "said later"))
        intake.keep(SHOP, page(later), at(93))
        assert links.unlink(made.id, Statement("ana", at(94), "")) is not None
        assert customer_ids(store) == before
        assert self.titles(store, 2) == ["Note on order A-8", "Order A-8 placed, 189.90 EUR"]

    def test_no_rule_joins_again_what_was_kept_apart(self, store, intake, links):
        intake.keep(SHOP, people_page(person("1")), at(90))
        intake.keep(OTHER, people_page(person("5")), at(91))
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        links.unlink(read.links[0].id, Statement("ana", at(92), ""))
        intake.keep(OTHER, people_page(person("5", "Helena B.")), at(93))
        intake.keep("third", people_page(person("9")), at(94))
        ids = customer_ids(store)
        assert ids[1] != ids[2], "the two that a person took apart"
        assert ids[max(ids)] == 1, "a third may still join one of them"

    def test_a_person_may_join_again_what_was_kept_apart(self, store, intake, links):
        intake.keep(SHOP, people_page(person("1")), at(90))
        intake.keep(OTHER, people_page(person("5")), at(91))
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        links.unlink(read.links[0].id, Statement("ana", at(92), ""))
        links.link(FIRST, ProfileId(2), Statement("ana", at(93), "asked her"))
        assert customer_ids(store) == {1: 1, 2: 1}

    def test_unlink_gives_back_what_the_link_had_lifted(self, store, intake, links):
        intake.keep(SHOP, people_page(person("1")), at(90))
        intake.keep(OTHER, people_page(person("5")), at(91))
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        links.unlink(read.links[0].id, Statement("ana", at(92), ""))
        apart = customer_ids(store)
        made = links.link(FIRST, max(apart), Statement("ben", at(93), "asked her"))
        links.unlink(made.id, Statement("ben", at(94), "was wrong"))
        intake.keep(OTHER, people_page(person("5", "Helena B.")), at(95))
        assert customer_ids(store) == apart, "no rule may join them now"

    def test_an_ended_link_cannot_be_ended_twice(self, store, intake, links):
        intake.keep(SHOP, people_page(person("1"), person("2", email="x@y.example")), at(90))
        made = links.link(FIRST, ProfileId(2), Statement("ana", at(91), "asked"))
        assert links.link(FIRST, ProfileId(2), Statement("ben", at(92), "again")) == made
        assert links.unlink(made.id, Statement("ana", at(93), "")) is not None
        assert links.unlink(made.id, Statement("ana", at(94), "")) is None

    def test_a_draft_is_stored_but_never_shown(self, store, intake):
        draft = replace(order(), is_draft=True)
        intake.keep(SHOP, page(replace(order_record(draft), observations=())), at(90))
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        assert read.orders == ()
        assert StoredLookups(store).exact(KeyKind.ORDER, "A7") == []

    def test_an_order_that_changes_hands_takes_its_history_along(self, store, intake):
        record = order_record(order(), None, note("7", "call back"))
        intake.keep(SHOP, page(record), at(90))
        heir = person("2", "Ida Heir", "ida@heir.example", None)
        intake.keep(SHOP, page(replace(record, person=heir, contacts=())), at(95))
        assert self.titles(store, 1) == ["Orders went to Ida Heir in the store"]
        assert len(self.titles(store, 2)) == 2
        lookups = StoredLookups(store)
        for kind, key in ((KeyKind.ORDER, "A7"), (KeyKind.TRACKING, "0034043416107")):
            assert [hit.customer for hit in lookups.exact(kind, key)] == [2], kind
        assert [hit.customer for hit in lookups.exact(KeyKind.EMAIL, "ida@heir.example")] == [2]
        assert lookups.exact(KeyKind.EMAIL, "helena@brandt.example")[0].customer == 1
        assert lookups.names(["helena", "brandt"], 5) != []

    def test_an_order_that_comes_without_its_customer_stays_theirs(self, store, intake):
        record = order_record(order(), None, note("7", "call back"))
        intake.keep(SHOP, page(record), at(90))
        nobody = replace(person("7", "Helena Brandt", None, "+436641112233"), kind=NOBODY)
        intake.keep(SHOP, page(replace(record, person=nobody, contacts=())), at(95))
        assert len(self.titles(store, 1)) == 2
        assert customer_ids(store) == {1: 1}
        lookups = StoredLookups(store)
        assert [hit.customer for hit in lookups.exact(KeyKind.ORDER, "A7")] == [1]
        assert lookups.exact(KeyKind.PHONE, "+436641112233") == []

    def test_what_was_asked_earlier_never_overwrites(self, store, intake):
        record = order_record(order(), None, note("7", "call back"))
        newer = changed(record, note("7", "called", external_id="n2"), state="Delivered")
        intake.keep(SHOP, page(newer), at(95))
        assert intake.keep(SHOP, page(record), at(94)).stored == 0
        read = StoredCustomers(store).customer(FIRST)
        assert read is not None
        assert read.orders[0].order.state == "Delivered"
        assert read.orders[0].last_heard == at(95)

    def test_the_unreadable_waits_raw_until_it_is_read(self, store, intake):
        quarantine = StoredQuarantine(store)
        assert intake.keep(SHOP, broken_page("7"), at(90)).quarantined == 1
        intake.keep(SHOP, broken_page("7"), at(91))
        [waiting] = quarantine.waiting()
        assert (waiting.raw, waiting.reason, waiting.times) == ('{"id": "9"}', "no total", 2)
        intake.keep(SHOP, page(order_record()), at(92))
        assert quarantine.waiting() == []

    def test_a_cursor_is_there_once_its_page_is_stored(self, store, intake):
        assert intake.cursor(SHOP, "orders") is None
        intake.keep(SHOP, page(order_record(), cursor="later"), at(90))
        assert intake.cursor(SHOP, "orders") == "later"
        intake.keep(SHOP, page(order_record()), at(91))
        assert intake.cursor(SHOP, "orders") == "later"

    def test_due_are_open_orders_and_the_lately_settled(self, store, intake):
        day = 24 * 60
        done = replace(order("3", minutes=0), is_open=False, refunds=())
        old = replace(order("4", minutes=-60 * day), is_open=False, refunds=())
        refunded = replace(old, external_id="5", refunds=order().refunds[:1])
        records = [
            order_record(order("1", minutes=0)),
            order_record(order("2", minutes=-20 * day)),
            *(order_record(one) for one in (done, old, refunded)),
        ]
        intake.keep(SHOP, page(*records), at(10))
        rule = RereadRule()
        assert intake.due(SHOP, rule, at(10)).orders == []
        assert intake.due(SHOP, rule, at(15)).orders == ["1"]
        assert sorted(intake.due(SHOP, rule, at(75)).orders) == ["1", "2"]
        assert sorted(intake.due(SHOP, rule, at(10 + day)).orders) == ["1", "2", "3", "5"]

    def test_people_long_unheard_of_are_due_too(self, store, intake):
        day = 24 * 60
        nobody = replace(person("3"), kind="order", identities=())
        intake.keep(SHOP, people_page(person("1"), person("2"), nobody), at(10))
        intake.keep(SHOP, people_page(person("1")), at(20))
        assert intake.due(SHOP, RereadRule(), at(15 + day)).people == ["2"]
        assert intake.due(SHOP, RereadRule(people_at_once=1), at(25 + day)).people == ["2"]
        assert intake.due(SHOP, RereadRule(), at(25 + day)).people == ["2", "1"]

    def test_what_is_known_of_a_customer_can_be_asked_again(self, store, intake):
        intake.keep(SHOP, page(order_record()), at(90))
        nobody = replace(person("9"), kind="order")
        intake.keep(SHOP, page(order_record(order("9"), nobody)), at(91))
        wanted = intake.known(FIRST, SHOP)
        assert (wanted.people, sorted(wanted.orders)) == (["1"], ["7", "9"])
        assert wanted.with_their_orders
        assert intake.known(FIRST, OTHER).orders == []

    def test_only_one_owner_holds_a_connection(self, store):
        passes = StoredPasses(store)
        assert passes.begin(SHOP, "vendure", "here:1", at(0))
        assert not passes.begin(SHOP, "vendure", "here:2", at(0.5))
        assert passes.begin(SHOP, "vendure", "here:2", at(2)), "a lease runs out"
        passes.end(SHOP, "here:2", at(3), None)
        assert passes.begin(SHOP, "vendure", "here:1", at(3))

    def test_the_lease_of_a_dead_owner_is_taken_over(self, store):
        assert StoredPasses(store).begin(SHOP, "vendure", "here:1", at(0))
        passes = StoredPasses(store, is_gone=lambda owner: owner == "here:1")
        assert passes.begin(SHOP, "vendure", "here:2", at(0.1))

    def test_a_failing_connection_says_since_when(self, store):
        passes, health = StoredPasses(store), StoredHealth(store)
        for minute, failure in ((1, None), (2, SignInAgain("no")), (3, SignInAgain("still no"))):
            passes.begin(SHOP, "vendure", "here:1", at(minute))
            passes.end(SHOP, "here:1", at(minute), failure)
        [one] = health.health()
        assert (one.last_ok, one.failing_since) == (at(1), at(2))
        assert (one.failure_kind, one.failure_message) == ("sign_in_again", "still no")

    def test_the_version_moves_with_every_visible_change(self, store, intake, links):
        health = StoredHealth(store)
        seen = [health.version()]
        intake.keep(SHOP, people_page(person("1"), person("2", email="x@y.example")), at(90))
        intake.keep(SHOP, page(order_record()), at(91))
        seen.append(health.version())
        made = links.link(FIRST, ProfileId(2), Statement("ana", at(92), "asked"))
        seen.append(health.version())
        links.unlink(made.id, Statement("ana", at(93), ""))
        seen.append(health.version())
        StoredPasses(store).begin(SHOP, "vendure", "here:1", at(94))
        StoredPasses(store).end(SHOP, "here:1", at(94), None)
        seen.append(health.version())
        assert len(set(seen)) == len(seen)
        assert health.version() == seen[-1]

    def test_the_latest_customers_come_first(self, store, intake):
        intake.keep(SHOP, page(order_record(order("1"), person("1"), placed("1", 5))), at(90))
        ida = person("2", "Ida", "ida@x.example", None)
        late = replace(order_record(order("2"), ida), observations=(placed("2", 50),), contacts=())
        intake.keep(SHOP, page(late), at(91))
        assert [one.name for one in StoredRecency(store).recent(5)] == ["Ida", "Helena Brandt"]
        newest = StoredRecency(store).newest([ProfileId(2), FIRST, ProfileId(99)])
        assert newest == {FIRST: at(0), ProfileId(2): at(50)}

    def test_a_parcel_under_way_makes_nobody_recent(self, store, intake):
        ida = person("2", "Ida", "ida@x.example", None)
        scanned = replace(placed("2", 50), kind=EntryKind.SCAN, status="in_transit")
        late = replace(order_record(order("2"), ida), observations=(scanned,), contacts=())
        intake.keep(SHOP, page(order_record(order("1"), person("1"), placed("1", 5)), late), at(90))
        assert [one.name for one in StoredRecency(store).recent(5)] == ["Helena Brandt"]

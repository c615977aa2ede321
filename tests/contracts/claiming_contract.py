"""How every store hangs parcels anew when customers are joined, parted, or change their orders."""

from dataclasses import dataclass, replace
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.source import OrderRecord
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from agent_console.storage.tables.people import profile
from tests.contracts.parcel_contract import (
    BROKER,
    FIRST,
    POST,
    SECOND,
    SHOP,
    rival,
    scan,
    scans_of,
    told,
    tracked,
)
from tests.fakes.records import at, order, order_record, page, people_page, person

SAID = Statement("ana", at(80), "one household, one purse")
NAMES = count(1)


@dataclass(frozen=True)
class Pair:
    """Two customers whose orders name one number that is nobody else's."""

    store: Store
    name: str

    def order(self, who: str, minutes: float, *, is_put_right: bool = False) -> OrderRecord:
        """Return the order of one of them, which may no longer name the number."""
        number = f"{self.name}-{who}" if is_put_right else self.name
        made = order(f"{self.name}{who}", minutes=minutes, number=f"{who}")
        sent = replace(made.fulfilments[0], number=number)
        owner = person(f"{self.name}{who}", who, f"{who}@{self.name}.example".lower(), None)
        record = order_record(replace(made, fulfilments=(sent,)), owner)
        return replace(record, contacts=(), observations=())

    def profile(self, who: str) -> ProfileId:
        """Return one of them as the store knows them."""
        wanted = profile.c.external_id == f"{self.name}{who}"
        with self.store.read() as connection:
            return connection.execute(select(profile.c.id).where(wanted)).scalar_one()

    def shown(self) -> list[list[tuple[str, int, str | None]]]:
        """Return what the timelines of both show of the parcel."""
        return [scans_of(self.store, self.profile(who)) for who in ("A", "B")]


def deeds() -> st.SearchStrategy[list[tuple[str, str, int]]]:
    """Return what may happen to a pair: orders that change, and scans of two sources."""
    minutes = st.sampled_from([-300_000, 0, 5, 60, 61, 90, 200_000])
    ordered = st.tuples(st.sampled_from(["order", "put right"]), st.sampled_from("AB"), minutes)
    scanned = st.tuples(st.just("scan"), st.sampled_from([POST, BROKER]), minutes)
    return st.lists(st.one_of(ordered, scanned), max_size=5)


def run(pair: Pair, intake: StoredIntake, deed: tuple[str, str, int], now: float) -> None:
    """Let something happen to a pair."""
    kind, who, minutes = deed
    if kind == "scan":
        record = tracked(pair.name, scan("in_transit", minutes), number=pair.name)
        intake.keep(who, told(record), at(now))
    else:
        intake.keep(SHOP, page(pair.order(who, minutes, is_put_right=kind == "put right")), at(now))


class ClaimingContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    def disputed(self, store: Store) -> StoredIntake:
        intake = StoredIntake(store)
        intake.keep(SHOP, page(order_record(), rival()), at(1))
        intake.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        assert (scans_of(store), scans_of(store, SECOND)) == ([], [])
        return intake

    def test_a_number_of_two_customers_is_certain_while_they_are_one(self, store):
        intake, links = self.disputed(store), StoredLinkBook(store)
        link = links.link(FIRST, SECOND, SAID)
        assert scans_of(store, SECOND) == [("in_transit", 1, "A-8")], "the order placed last"
        later = told(tracked("t1", scan("in_transit", 60), scan("delivered", 90)))
        assert intake.keep(POST, later, at(95)).customers == {FIRST}
        assert len(scans_of(store, SECOND)) == 2
        links.unlink(link.id, SAID)
        assert (scans_of(store), scans_of(store, SECOND)) == ([], [])

    def test_a_rule_that_joins_two_customers_settles_their_number(self, store):
        intake = self.disputed(store)
        heir = person("2", "Ida Heir", "helena@brandt.example", None)
        kept = intake.keep(SHOP, people_page(heir), at(75))
        assert kept.customers == {FIRST}
        assert scans_of(store, SECOND) == [("in_transit", 1, "A-8")]

    def test_unlinking_two_hangs_the_parcel_of_a_third_anew(self, store):
        intake, links = self.disputed(store), StoredLinkBook(store)
        third = person("3", "Ben Else", "ben@else.example", None)
        intake.keep(SHOP, people_page(third), at(71))
        links.link(SECOND, ProfileId(3), SAID)
        bridge = links.link(FIRST, ProfileId(3), SAID)
        assert len(scans_of(store, SECOND)) == 1
        links.unlink(bridge.id, SAID)
        assert scans_of(store, SECOND) == []

    def test_customers_that_were_parted_are_kept_apart(self, store):
        intake, links, people = StoredIntake(store), StoredLinkBook(store), StoredCustomers(store)
        intake.keep(SHOP, page(order_record(), rival()), at(1))
        link = links.link(FIRST, SECOND, SAID)
        assert people.kept_apart([FIRST, SECOND]) == []
        links.unlink(link.id, SAID)
        assert (people.kept_apart([FIRST]), people.kept_apart([SECOND])) == ([SECOND], [FIRST])
        links.link(SECOND, FIRST, SAID)
        assert people.kept_apart([FIRST]) == []

    def test_whoever_loses_a_parcel_to_doubt_has_changed_too(self, store):
        intake = StoredIntake(store)
        intake.keep(SHOP, page(order_record()), at(1))
        intake.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        assert intake.keep(SHOP, page(rival()), at(75)).customers == {FIRST, SECOND}
        assert scans_of(store) == []

    def test_whoever_loses_a_parcel_to_an_earlier_scan_has_changed_too(self, store):
        intake = StoredIntake(store)
        intake.keep(SHOP, page(order_record()), at(1))
        intake.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        earlier = told(tracked("t1", scan("in_transit", -600), scan("in_transit", 60)))
        assert intake.keep(POST, earlier, at(75)).customers == {FIRST}
        assert scans_of(store) == []

    def test_whoever_loses_a_parcel_to_another_source_has_changed_too(self, store):
        intake = StoredIntake(store)
        intake.keep(SHOP, page(order_record()), at(1))
        intake.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(70))
        second = told(tracked("x9", scan("in_transit", -600)))
        assert intake.keep(BROKER, second, at(75)).customers == {FIRST}
        assert scans_of(store) == []

    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
        ],
    )
    @given(before=deeds(), later=deeds())
    def test_link_and_unlink_leave_parcels_as_if_never_linked(self, store, before, later):
        intake, links = StoredIntake(store), StoredLinkBook(store)
        plain, linked = (Pair(store, f"N{next(NAMES)}") for _ in range(2))
        ordered = [("order", who, 0) for who in "AB"]
        for now, deed in enumerate([*ordered, *before], 1):
            for pair in (plain, linked):
                run(pair, intake, deed, now)
        link = links.link(linked.profile("A"), linked.profile("B"), SAID)
        for now, deed in enumerate(later, 50):
            for pair in (plain, linked):
                run(pair, intake, deed, now)
        links.unlink(link.id, SAID)
        assert linked.shown() == plain.shown()

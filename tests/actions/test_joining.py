"""Linking and unlinking: whatever is done, customers are what the live links make of profiles."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from agent_console.actions.identities.joining import (
    NoSuchLinkError,
    OnePersonAlreadyError,
    ReasonMissingError,
    link,
    unlink,
)
from agent_console.domain.profile import Link, LinkId, ProfileId, Statement, customers
from agent_console.storage.opening import Place, create_store
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from agent_console.storage.tables import metadata
from tests.fakes.people import MemoryBook
from tests.fakes.records import at, people_page, person

COUNT = 6
PROFILES = [ProfileId(number) for number in range(1, COUNT + 1)]
SAID = Statement("ana", at(1), "asked her")


def components(links: list[tuple[ProfileId, ProfileId]]) -> dict[ProfileId, ProfileId]:
    """Return who belongs to whom by painting, in another way than the program does it."""
    colours = {one: one for one in PROFILES}
    for _ in PROFILES:
        for a, b in links:
            colours[a] = colours[b] = min(colours[a], colours[b])
    return colours


def test_a_link_is_made_with_its_reason():
    made = link(MemoryBook(), PROFILES[1], PROFILES[0], SAID)
    assert (made.a, made.b, made.who, made.why) == (1, 2, "ana", "asked her")


def test_one_customer_is_not_linked_to_itself():
    book = MemoryBook()
    with pytest.raises(OnePersonAlreadyError):
        link(book, PROFILES[0], PROFILES[0], SAID)
    assert book.live == {}


@pytest.mark.parametrize("why", ["", "  ", "\n"])
def test_a_link_without_reason_is_not_made(why):
    book = MemoryBook()
    with pytest.raises(ReasonMissingError):
        link(book, PROFILES[0], PROFILES[1], Statement("ana", at(1), why))
    assert book.live == {}


def test_a_link_can_be_ended_only_once():
    book = MemoryBook()
    made = link(book, PROFILES[0], PROFILES[1], SAID)
    assert unlink(book, made.id, SAID) == made
    with pytest.raises(NoSuchLinkError, match="l1"):
        unlink(book, made.id, SAID)


PAIRS = st.tuples(st.sampled_from(PROFILES), st.sampled_from(PROFILES))


@given(st.lists(PAIRS, max_size=12))
def test_customers_are_the_components_of_links(pairs):
    assert customers(PROFILES, pairs) == components(pairs)


@given(st.permutations([(1, 2), (3, 4), (2, 3), (5, 6), (1, 4)]))
def test_the_order_of_links_does_not_matter(pairs):
    assert customers(PROFILES, pairs) == {1: 1, 2: 1, 3: 1, 4: 1, 5: 5, 6: 5}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with six people who share nothing."""
    home: Path = tmp_path_factory.mktemp("links")
    store = create_store(Place(home), "ab" * 32)
    people = [person(str(one), f"P {one}", f"{one}@x.example", None) for one in PROFILES]
    StoredIntake(store).keep("web-shop", people_page(*people), at(0))
    return store


DEEDS = st.lists(st.tuples(st.booleans(), PAIRS, st.integers(0, 9)), max_size=14)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(DEEDS)
def test_any_story_of_links_gives_their_components(store, deeds):
    book, readers = StoredLinkBook(store), StoredCustomers(store)
    live: dict[LinkId, Link] = {}
    for is_link, (a, b), which in deeds:
        if is_link and readers.customer_of(a) != readers.customer_of(b):
            made = link(book, a, b, SAID)
            live[made.id] = made
        elif live:
            ended = unlink(book, sorted(live)[which % len(live)], SAID)
            del live[ended.id]
        wanted = components([(one.a, one.b) for one in live.values()])
        assert {one: readers.customer_of(one) for one in PROFILES} == wanted
    for one in live:
        unlink(book, one, SAID)
    assert {one: readers.customer_of(one) for one in PROFILES} == {one: one for one in PROFILES}


def test_an_ended_link_is_kept_for_the_record(store):
    book = StoredLinkBook(store)
    made = link(book, PROFILES[0], PROFILES[1], SAID)
    unlink(book, made.id, Statement("bo", at(9), ""))
    table = metadata.tables["link"]
    with store.read() as connection:
        row = connection.execute(select(table).where(table.c.id == made.id)).one()
    assert (row.who, row.ended_by, row.ended_at) == ("ana", "bo", at(9))

"""What every store has to do with a telephone number that an agent said to be a customer's."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from agent_console.domain.customer import Customer
from agent_console.domain.identity import Identity, phone
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.reading import KeyKind
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.identities.pairs import StoredPairs
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.recency import StoredHealth
from agent_console.storage.repositories.identities.numbers import StoredNumbers
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from tests.fakes.records import at, people_page, person

ANNA, EVA = ProfileId(1), ProfileId(2)
NAMES = {ANNA: "Anna Gruber", EVA: "Eva Maier"}
CALLED = "+43 316 402118"
SAID, LATER = Statement("ana", at(5), "she called from it"), Statement("bo", at(9), "")


def number(raw: str = CALLED) -> Identity:
    read = phone(raw, "AT")
    assert read is not None
    return read


def holders(store: Store, raw: str = CALLED) -> list[ProfileId]:
    """Return who would come up if the number called."""
    hits = StoredLookups(store).exact(KeyKind.PHONE, number(raw).value)
    return sorted({hit.customer for hit in hits})


def seen(store: Store) -> list[Customer | None]:
    return [StoredCustomers(store).customer(one, scans=True) for one in (ANNA, EVA)]


class NumberContract:
    """Inherited for each database; `store` is a fixture of the class."""

    @pytest.fixture
    def women(self, store: Store) -> Iterator[Store]:
        self._tell_both(store, 0)
        return store

    def _tell_both(self, store: Store, minutes: float) -> None:
        """Have the shop tell both, as each sync does."""
        told = [person(str(one), name, f"{one}@a.example", None) for one, name in NAMES.items()]
        StoredIntake(store).keep("web-shop", people_page(*told), at(minutes))

    def test_the_next_call_of_a_number_brings_up_whose_it_was_said_to_be(self, women):
        assert holders(women) == []
        made = StoredNumbers(women).attach(ANNA, number(), SAID)
        assert holders(women) == [ANNA]
        assert holders(women, "0316 40 21 18") == [ANNA]
        told = StoredCustomers(women).customer(ANNA)
        assert (told.id, told.name) == (ANNA, "Anna Gruber")
        [known] = [one for one in told.identities if one.identity.value == number().value]
        assert (known.identity.raw, known.source) == (CALLED, "agent-console")
        assert told.links == (made,)
        assert (made.who, made.when, made.why) == ("ana", at(5), "she called from it")
        [part] = [one for one in told.parts if one.is_number]
        assert part.name == CALLED

    def test_taking_it_back_leaves_everybody_exactly_as_before(self, women):
        before, version = seen(women), StoredHealth(women).version()
        made = StoredNumbers(women).attach(ANNA, number(), SAID)
        assert StoredHealth(women).version() != version, "others have to show it"
        StoredLinkBook(women).unlink(made.id, LATER)
        assert seen(women) == before
        assert holders(women) == []
        reversed_value = number().value.removeprefix("+")[::-1]
        assert StoredLookups(women).prefix(KeyKind.PHONE_REVERSED, reversed_value[:5], 9) == []

    def test_it_can_be_said_again_and_taken_back_again(self, women):
        before, book = seen(women), StoredNumbers(women)
        first = book.attach(ANNA, number(), SAID)
        StoredLinkBook(women).unlink(first.id, LATER)
        again = book.attach(ANNA, number(), LATER)
        assert again.id != first.id
        assert holders(women) == [ANNA]
        StoredLinkBook(women).unlink(again.id, LATER)
        relinked = StoredLinkBook(women).link(again.a, again.b, SAID)
        assert holders(women) == [ANNA], "the undo of taking it back"
        StoredLinkBook(women).unlink(relinked.id, LATER)
        assert seen(women) == before

    def test_saying_it_twice_is_saying_it_once(self, women):
        book = StoredNumbers(women)
        assert book.attach(ANNA, number(), SAID) == book.attach(ANNA, number("0316402118"), LATER)

    def test_one_number_said_of_two_makes_them_no_one_person(self, women):
        book = StoredNumbers(women)
        hers, others = book.attach(ANNA, number(), SAID), book.attach(EVA, number(), LATER)
        assert holders(women) == [ANNA, EVA]
        assert StoredPairs(women).shared(5) == [number().value]
        StoredLinkBook(women).unlink(others.id, LATER)
        assert holders(women) == [ANNA]
        assert StoredCustomers(women).customer(ANNA).links == (hers,)

    def test_syncs_that_come_later_change_nothing_of_it(self, women):
        made = StoredNumbers(women).attach(ANNA, number(), SAID)
        self._tell_both(women, 30)
        told = StoredCustomers(women).customer(ANNA)
        assert (told.links, holders(women)) == ((made,), [ANNA])
        assert told.last_heard == at(30), "the shop told of her since; what an agent said is no age"
        StoredLinkBook(women).unlink(made.id, LATER)
        assert replace(StoredCustomers(women).customer(ANNA), last_heard=None).links == ()
        assert holders(women) == []

    def test_it_stays_with_whom_it_was_said_of_when_a_link_of_people_ends(self, women):
        both = StoredLinkBook(women).link(ANNA, EVA, SAID)
        StoredNumbers(women).attach(EVA, number(), SAID)
        assert holders(women) == [ANNA], "both are one"
        StoredLinkBook(women).unlink(both.id, LATER)
        assert holders(women) == [EVA]

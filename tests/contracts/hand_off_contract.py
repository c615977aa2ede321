"""What every store has to do with the codes by which customers are handed to a colleague."""

from agent_console.domain.acting.handing import HandOff
from agent_console.domain.profile import ProfileId, Statement
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.identities.handing import StoredHandOffReader
from agent_console.storage.readers.recency import StoredHealth
from agent_console.storage.repositories.identities.handing import StoredHandOffs
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from tests.fakes.records import at, order, order_record, page, people_page, person

SAID, LATER = Statement("ana", at(5), ""), Statement("bo", at(9), "")


class HandOffContract:
    """Inherited for each database; `store` is a fixture of the class."""

    def _keep_helena(self, store: Store) -> ProfileId:
        """Keep somebody with an order, and return who that is."""
        StoredIntake(store).keep("web-shop", page(order_record(order("7"))), at(0))
        return ProfileId(1)

    def test_a_code_opens_whom_and_what_it_was_given_for(self, store):
        helena, book = self._keep_helena(store), StoredHandOffs(store)
        version = StoredHealth(store).version()
        made = book.hand_off("K7M2RX", helena, "A-7", SAID)
        assert made == HandOff("K7M2RX", helena, "A-7", "ana", at(5))
        assert StoredHandOffReader(store).handed_off("K7M2RX") == made
        assert StoredHandOffReader(store).handed_off("K7M2RY") is None
        assert StoredCustomers(store).customer(helena).handed_off == made
        assert StoredHealth(store).version() != version, "the colleague's window has to show it"

    def test_a_code_is_given_once(self, store):
        helena, book = self._keep_helena(store), StoredHandOffs(store)
        made = book.hand_off("K7M2RX", helena, "A-7", SAID)
        assert book.hand_off("K7M2RX", helena, "A-7", SAID) is None
        assert book.hand_off("K7M2RX", helena, None, LATER) is None
        assert StoredHandOffReader(store).handed_off("K7M2RX") == made

    def test_the_last_one_of_the_same_is_known(self, store):
        helena, book = self._keep_helena(store), StoredHandOffs(store)
        assert book.newest(helena, "A-7") is None
        book.hand_off("K7M2RX", helena, "A-7", SAID)
        second = book.hand_off("33ABCD", helena, "A-7", LATER)
        alone = book.hand_off("44ABCD", helena, None, LATER)
        assert book.newest(helena, "A-7") == second
        assert book.newest(helena, None) == alone

    def test_it_stays_with_whose_order_it_is(self, store):
        helena = self._keep_helena(store)
        other = person("9", "Hanna Brandt", "h@b.example", None)
        StoredIntake(store).keep("web-shop", people_page(other), at(1))
        [anna] = [
            ProfileId(n) for n in range(2, 9) if StoredCustomers(store).customer_of(ProfileId(n))
        ]
        both = StoredLinkBook(store).link(helena, anna, SAID)
        made = StoredHandOffs(store).hand_off("K7M2RX", anna, "A-7", LATER)
        assert made.profile == helena
        StoredLinkBook(store).unlink(both.id, LATER)
        assert StoredCustomers(store).customer(helena).handed_off == made
        assert StoredCustomers(store).customer(anna).handed_off is None

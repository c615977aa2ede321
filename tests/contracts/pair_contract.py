"""What every store has to do with what is said of two people, and of one who proved herself."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, update

from agent_console.domain.profile import HouseholdId, ProfileId, Statement, VerificationId
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.readers.identities.pairs import StoredPairs
from agent_console.storage.readers.recency import StoredHealth
from agent_console.storage.repositories.acting import audit, sealing
from agent_console.storage.repositories.contacts import hanging as mails
from agent_console.storage.repositories.identities.pairs import StoredPairBook
from agent_console.storage.repositories.identities.verifying import StoredVerifications
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from agent_console.storage.tables.people import link, verification
from tests.fakes.records import at, order, order_record, page, people_page, person

ANNA, KARL, EVA = ProfileId(1), ProfileId(2), ProfileId(3)
PHONE = "+43 664 1882041"
SAID, LATER = Statement("ana", at(5), "she said so"), Statement("bo", at(9), "")


class PairContract:
    """Inherited for each database; `store` is a fixture of the class."""

    @pytest.fixture
    def people(self, store: Store) -> Iterator[Store]:
        told = [
            person("1", "Anna Gruber", "anna@a.example", PHONE),
            person("2", "Karl Gruber", "karl@a.example", PHONE),
            person("3", "", "eva@a.example", None),
        ]
        StoredIntake(store).keep("web-shop", people_page(*told), at(0))
        return store

    def test_a_dismissal_is_remembered_by_both_with_who_and_when(self, people):
        book, reader = StoredPairBook(people), StoredPairs(people)
        made = book.dismiss(KARL, ANNA, {"phone:1", "surname:g"}, SAID)
        for one, other in ((ANNA, KARL), (KARL, ANNA)):
            [told] = reader.dismissed([one])
            assert (told.other.id, told.said) == (other, made)
        assert (made.who, made.when, made.evidence) == ("ana", at(5), {"phone:1", "surname:g"})
        assert reader.dismissed([EVA]) == []
        assert book.reconsider(made.id, LATER) == made
        assert book.reconsider(made.id, LATER) is None
        assert reader.dismissed([ANNA]) == []

    def test_a_dismissal_follows_whoever_is_linked(self, people):
        StoredPairBook(people).dismiss(KARL, EVA, {"phone:1"}, SAID)
        made = StoredLinkBook(people).link(ANNA, KARL, SAID)
        reader = StoredPairs(people)
        [told] = reader.dismissed([ANNA, KARL])
        assert told.other.id == EVA
        [told] = reader.dismissed([EVA])
        assert (told.other.id, told.other.name) == (ANNA, "Anna Gruber")
        StoredLinkBook(people).unlink(made.id, LATER)
        [told] = reader.dismissed([EVA])
        assert told.other.id == KARL

    def test_numbers_of_several_are_known(self, people):
        reader = StoredPairs(people)
        assert reader.shared(5) == ["+436641882041"]
        StoredLinkBook(people).link(ANNA, KARL, SAID)
        assert reader.shared(5) == []

    def test_a_household_stays_two_people_and_each_page_names_the_other(self, people):
        book, reader = StoredPairBook(people), StoredCustomers(people)
        made = book.relate(KARL, ANNA, SAID)
        assert book.relate(ANNA, KARL, LATER) == made, "it was said already"
        for one, name in ((ANNA, "Karl Gruber"), (KARL, "Anna Gruber")):
            told = reader.customer(one)
            assert told.profiles == (one,)
            assert [(mate.other.name, mate.said) for mate in told.households] == [(name, made)]
        assert book.part(made.id, LATER) == made
        assert book.part(made.id, LATER) is None
        assert book.part(HouseholdId(99), LATER) is None
        assert reader.customer(ANNA).households == ()

    def test_a_link_hides_a_household_and_its_end_brings_it_back(self, people):
        StoredPairBook(people).relate(ANNA, KARL, SAID)
        reader, before = StoredCustomers(people), StoredCustomers(people).customer(ANNA)
        made = StoredLinkBook(people).link(ANNA, KARL, SAID)
        assert reader.customer(ANNA).households == ()
        StoredLinkBook(people).unlink(made.id, LATER)
        assert reader.customer(ANNA) == before

    def test_no_rule_joins_two_of_a_household(self, people):
        made = StoredPairBook(people).relate(ANNA, KARL, SAID)
        moved = person("2", "Karl Gruber", "anna@a.example", PHONE)
        StoredIntake(people).keep("web-shop", people_page(moved), at(20))
        assert StoredCustomers(people).customer_of(KARL) == KARL
        StoredPairBook(people).part(made.id, LATER)
        again = person("2", "Karl M. Gruber", "anna@a.example", PHONE)
        StoredIntake(people).keep("web-shop", people_page(again), at(30))
        assert StoredCustomers(people).customer_of(KARL) == ANNA

    def test_each_profile_says_what_it_is_called(self, people):
        StoredLinkBook(people).link(ANNA, EVA, SAID)
        told = StoredCustomers(people).customer(ANNA)
        assert [(one.profile, one.name, one.source) for one in told.parts] == [
            (ANNA, "Anna Gruber", "web-shop"),
            (EVA, "eva@a.example", "web-shop"),
        ]

    def test_a_proof_stays_with_whose_order_was_named(self, people):
        owner = person("2", "Karl Gruber", "karl@a.example", PHONE)
        StoredIntake(people).keep("web-shop", page(order_record(order(), owner)), at(1))
        link = StoredLinkBook(people).link(ANNA, KARL, SAID)
        book, reader = StoredVerifications(people), StoredCustomers(people)
        made = book.verify(ANNA, "A-7", "order number and postcode", SAID)
        assert (made.profile, made.who, made.when) == (KARL, "ana", at(5))
        assert reader.customer(ANNA).verified == made
        StoredLinkBook(people).unlink(link.id, LATER)
        assert reader.customer(ANNA).verified is None
        assert reader.customer(KARL).verified == made
        newer = book.verify(KARL, "A-7", "order number", LATER)
        assert reader.customer(KARL).verified == newer
        assert book.withdraw(newer.id, LATER) == newer
        assert reader.customer(KARL).verified == made
        assert book.withdraw(VerificationId(99), LATER) is None

    def test_whatever_is_said_of_people_is_in_the_audit_of_who_said_it(self, people):
        links, pairs, proofs = (
            StoredLinkBook(people),
            StoredPairBook(people),
            StoredVerifications(people),
        )
        made = links.link(KARL, ANNA, SAID)
        assert links.link(KARL, ANNA, SAID) == made, "said already, and written once"
        links.unlink(made.id, LATER)
        home = pairs.relate(ANNA, KARL, SAID)
        pairs.relate(ANNA, KARL, SAID)
        pairs.part(home.id, LATER)
        pairs.reconsider(pairs.dismiss(KARL, EVA, {"phone:1"}, LATER).id, SAID)
        proofs.withdraw(proofs.verify(ANNA, "A-7", "order number", SAID).id, LATER)
        proofs.withdraw(VerificationId(1), LATER)
        proofs.verify(EVA, "SHOP: 7", "order number", SAID)
        told = [
            (one.actor, one.at, one.what, one.detail)
            for about in (
                f"link {made.id}",
                f"household {home.id}",
                "dismissal 1",
                "verification 1",
            )
            for one in audit.steps(people, about)
        ]
        two, others = "profiles 1 and 2", "profiles 2 and 3"
        proof = "profile 1, order A-7 by order number"
        assert told == [
            ("ana", at(5), "link", f"{two}: she said so"),
            ("bo", at(9), "unlink", two),
            ("ana", at(5), "household", f"{two}: she said so"),
            ("bo", at(9), "part", two),
            ("bo", at(9), "dismiss", others),
            ("ana", at(5), "reconsider", f"{others}: she said so"),
            ("ana", at(5), "verify", f"{proof}: she said so"),
            ("bo", at(9), "withdraw", proof),
        ]
        assert (audit.broken(people), sealing.contradicted(people)) == ([], [])

    def test_a_row_that_was_changed_past_the_audit_is_found(self, people):
        links, proofs = StoredLinkBook(people), StoredVerifications(people)
        made = links.link(ANNA, KARL, SAID)
        other = links.link(ANNA, EVA, SAID)
        proof = proofs.verify(ANNA, "A-7", "order number", SAID)
        with people.write() as connection:
            changed = update(link).where(link.c.id == made.id)
            connection.execute(changed.values(ended_at=at(8), ended_by="ana"))
            connection.execute(delete(link).where(link.c.id == other.id))
            connection.execute(update(verification).values(who="bo"))
        assert sealing.contradicted(people) == [
            f"link {made.id}",
            f"link {other.id}",
            f"verification {proof.id}",
        ]

    def test_a_deed_that_comes_to_nothing_leaves_nothing_in_the_audit(self, people, monkeypatch):
        def fail(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(mails, "rehang_people", fail)
        with pytest.raises(RuntimeError):
            StoredLinkBook(people).link(ANNA, KARL, SAID)
        assert audit.count(people) == 0
        monkeypatch.undo()
        monkeypatch.setattr(audit, "append", fail)
        with pytest.raises(RuntimeError):
            StoredLinkBook(people).link(ANNA, KARL, SAID)
        assert StoredCustomers(people).customer(ANNA).links == ()

    def test_whatever_is_said_or_taken_back_is_noticed_elsewhere(self, people):
        pairs, proofs, health = (
            StoredPairBook(people),
            StoredVerifications(people),
            StoredHealth(people),
        )
        seen = [health.version()]
        dismissal = pairs.dismiss(ANNA, KARL, set(), SAID)
        seen.append(health.version())
        pairs.reconsider(dismissal.id, LATER)
        seen.append(health.version())
        household = pairs.relate(ANNA, KARL, SAID)
        seen.append(health.version())
        pairs.part(household.id, LATER)
        seen.append(health.version())
        proof = proofs.verify(ANNA, "A-7", "order number", SAID)
        seen.append(health.version())
        proofs.withdraw(proof.id, LATER)
        seen.append(health.version())
        assert len(set(seen)) == len(seen)

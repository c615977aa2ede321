"""Addresses that are nobody's: a till's joins no strangers, and a person's joins her as before."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from agent_console.domain.address import Address
from agent_console.domain.customer import Customer
from agent_console.domain.profile import SYSTEM, ProfileId, Statement
from agent_console.ports.source import NOBODY, OrderRecord
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.repositories.identities.pairs import StoredPairBook
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from agent_console.storage.tables.people import profile
from tests.contracts.contact_contract import mail
from tests.contracts.contact_contract import told as mails
from tests.fakes.records import at, names, order, order_record, page, people_page, person

SHOP, OTHER = "web-shop", "other-shop"
TILL = "pos@shop.example"
STRANGERS = ("Anna Gruber", "Karl Huber", "Eva Moser", "Udo Winter", "Ida Sommer")
GIVER = "giver@x.example"
SAID = Statement("ana", at(5), "")


def bought(number: int, name: str, address: str = TILL, own: str | None = None) -> OrderRecord:
    """Return an order of somebody with an account, told with an address."""
    owner = person(str(number), name, own or f"c{number}@a.example", None)
    record = order_record(replace(order(str(number)), number=f"A-{number}"), owner)
    return replace(record, contacts=names(address, None))


def sent(number: int, recipient: str, address: str = TILL, phone: str | None = None) -> OrderRecord:
    """Return an order whose customer the store hides: all that is told is to whom it went."""
    buyer = replace(person(str(number), recipient, address, phone), kind=NOBODY, is_guest=True)
    record = order_record(replace(order(str(number)), number=f"A-{number}"), buyer)
    return replace(record, contacts=names(address, phone))


def stranger(number: int) -> str:
    """Return a name that shares no word with that of another number."""
    return f"{_letters(number)}a {_letters(number)}o"


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(one)) * 2 for one in f"{number:03}")


class CrowdContract:
    """Subclasses give the fixture `store`: an empty one with all tables."""

    @pytest.fixture
    def intake(self, store: Store) -> StoredIntake:
        return StoredIntake(store)

    @pytest.mark.parametrize("at_once", [True, False])
    def test_an_address_told_with_orders_of_strangers_joins_none_of_them(
        self, store, intake, at_once
    ):
        orders = [bought(number, name) for number, name in enumerate(STRANGERS)]
        pages = [page(*orders)] if at_once else [page(one) for one in orders]
        for minute, told in enumerate(pages):
            intake.keep(SHOP, told, at(minute))
        assert len(customers(store)) == len(STRANGERS)
        intake.keep("support", mails(mail("1", "Hello", sender=TILL)), at(90))
        assert len(customers(store)) == len(STRANGERS) + 1, (
            "who writes from there is nobody of them"
        )

    def test_up_to_three_people_may_share_one(self, store, intake):
        intake.keep(SHOP, page(*(bought(n, name) for n, name in enumerate(STRANGERS[:3]))), at(0))
        assert len(customers(store)) == 1

    def test_one_person_in_many_spellings_is_one(self, store, intake):
        spellings = ("Anna Gruber", "Anna Maria Gruber", "Dr. A. Gruber", "Gruber", "agruber77", "")
        told = [bought(n, name, "anna@a.example") for n, name in enumerate(spellings)]
        intake.keep(SHOP, page(*told), at(0))
        assert len(customers(store)) == 1

    def test_the_same_address_as_a_store_customer_is_one_customer(self, store, intake):
        intake.keep(SHOP, people_page(person("1", "Anna Gruber", "anna@a.example")), at(0))
        intake.keep(OTHER, page(bought(1, "Annie Huber", "anna@a.example")), at(1))
        intake.keep("support", mails(mail("1", "Hello", sender="anna@a.example")), at(2))
        assert len(customers(store)) == 1

    def test_whom_a_till_had_joined_stay_one_by_an_address_of_their_own(self, store, intake):
        first = bought(0, STRANGERS[0], own="both@a.example")
        other = bought(1, "Anni Gruber", own="both@a.example")
        intake.keep(SHOP, page(first, other), at(0))
        rest = [bought(n, name) for n, name in enumerate(STRANGERS[1:], start=2)]
        intake.keep(SHOP, page(*rest), at(1))
        together = {tuple(one.profiles) for one in customers(store).values()}
        assert sorted(map(len, together)) == [1, 1, 1, 1, 2]
        [pair] = [one for one in customers(store).values() if len(one.profiles) > 1]
        assert [(one.who, one.why) for one in pair.links] == [
            (SYSTEM, "same e-mail both@a.example")
        ]

    def test_what_a_person_linked_stays_linked(self, store, intake):
        intake.keep(SHOP, page(*(bought(n, name) for n, name in enumerate(STRANGERS[:2]))), at(0))
        [joined] = customers(store).values()
        StoredLinkBook(store).unlink(joined.links[0].id, SAID)
        made = StoredLinkBook(store).link(*joined.profiles, SAID)
        rest = [bought(n, name) for n, name in enumerate(STRANGERS[2:], start=2)]
        intake.keep(SHOP, page(*rest), at(9))
        [pair] = [one for one in customers(store).values() if len(one.profiles) > 1]
        assert [one.id for one in pair.links] == [made.id]

    def test_a_guest_whom_the_till_renames_each_time_is_a_crowd_alone(self, store, intake):
        for number in range(20):
            guest = person(TILL, f"Guest{'abcdefghijklmnopqrst'[number] * 3} Nobody", TILL, None)
            known = replace(guest, kind="guest", is_guest=True)
            record = order_record(order(str(100 + number)), known)
            intake.keep(SHOP, page(replace(record, contacts=())), at(number))
            other = replace(
                guest, name=f"{'abcdefghijklmnopqrst'[number] * 4} Nobody", kind="guest"
            )
            intake.keep(SHOP, people_page(other), at(number + 0.5))
        assert len(customers(store)) == 1
        intake.keep(SHOP, page(bought(1, "Anna Gruber")), at(60))
        assert len(customers(store)) == 2

    def test_an_address_of_very_many_profiles_is_nobodys_without_any_name(self, store, intake):
        nameless = [bought(number, "") for number in range(60)]
        for start in range(0, 60, 20):
            intake.keep(SHOP, page(*nameless[start : start + 20]), at(start))
        assert len(customers(store)) == 60

    def test_who_sends_presents_is_one_where_the_store_hides_customers(self, store, intake):
        for number, name in enumerate(STRANGERS):
            intake.keep(SHOP, page(sent(number, name, GIVER)), at(number))
            assert len(customers(store)) == 1
        presents = [sent(number, stranger(number), GIVER) for number in range(5, 30)]
        intake.keep(SHOP, page(*presents), at(50))
        assert len(customers(store)) == 1

    def test_the_phone_on_a_present_is_not_that_of_who_sends_it(self, store, intake):
        presents = []
        for number, name in enumerate(STRANGERS):
            phone = f"0664 55 66 {number}00"
            record = sent(number, name, GIVER, phone)
            to = Address(name, "Am Ring 1", "Graz", "8010", "AT", phone=phone)
            presents.append(replace(record, order=replace(record.order, address=to)))
        intake.keep(SHOP, page(*presents), at(0))
        assert len(customers(store)) == 1

    @pytest.mark.parametrize("at_once", [True, False])
    def test_who_orders_often_is_one_where_the_store_hides_customers(self, store, intake, at_once):
        recipients = ["Anna Gruber"] * 45 + ["Karl Huber", "", "Eva Moser"] + ["Anna M. Gruber"] * 5
        orders = [sent(number, name, GIVER) for number, name in enumerate(recipients)]
        told = [page(*orders)] if at_once else [page(one) for one in orders]
        for minute, one in enumerate(told):
            intake.keep(SHOP, one, at(minute))
        assert len(customers(store)) == 1
        intake.keep("support", mails(mail("1", "Hello", sender=GIVER)), at(90))
        assert len(customers(store)) == 1

    def test_who_sends_presents_to_the_same_people_again_and_again_is_one(self, store, intake):
        family = ("Anna Gruber", *STRANGERS[1:], *map(stranger, range(4)))
        orders = [sent(n, family[n % len(family)], GIVER) for n in range(60)]
        intake.keep(SHOP, page(*orders), at(0))
        assert len(customers(store)) == 1

    @pytest.mark.parametrize("name", [stranger, lambda _: ""])
    def test_a_till_of_a_store_that_hides_customers_joins_none_of_very_many(
        self, store, intake, name
    ):
        orders = [sent(number, name(number)) for number in range(60)]
        for start in range(0, 60, 20):
            intake.keep(SHOP, page(*orders[start : start + 20]), at(start))
        assert len(customers(store)) == 60

    def test_a_till_is_known_by_the_phones_of_whom_it_sells_to(self, store, intake):
        orders = [
            sent(number, name, phone=f"0664 55 66 {number}00")
            for number, name in enumerate(STRANGERS)
        ]
        intake.keep(SHOP, page(*orders[:3]), at(0))
        intake.keep(SHOP, page(*orders[3:]), at(1))
        assert len(customers(store)) == len(STRANGERS)

    def test_presents_make_no_crowd_of_an_account(self, store, intake):
        intake.keep(SHOP, people_page(person("1", "Anna Gruber", GIVER)), at(0))
        presents = [sent(n, name, GIVER) for n, name in enumerate(STRANGERS[1:], start=2)]
        intake.keep(OTHER, page(*presents), at(1))
        assert len(customers(store)) == 1

    def test_who_was_said_to_be_two_is_joined_by_no_rule(self, store, intake):
        told = [
            person("1", "Anna Gruber", "a@a.example"),
            person("2", "Karl Gruber", "k@a.example"),
        ]
        intake.keep(SHOP, people_page(*told), at(0))
        anna, karl = customers(store)
        made = StoredPairBook(store).dismiss(anna, karl, {"phone:1"}, SAID)
        intake.keep(SHOP, page(bought(2, "Karl Gruber", "a@a.example", "k@a.example")), at(9))
        assert len(customers(store)) == 2
        StoredPairBook(store).reconsider(made.id, SAID)
        intake.keep(SHOP, page(bought(2, "Karl M. Gruber", "a@a.example", "a@a.example")), at(19))
        assert len(customers(store)) == 1


def customers(store: Store) -> dict[ProfileId, Customer]:
    """Return all customers there are, by their ids."""
    with store.read() as connection:
        found = sorted(set(connection.execute(select(profile.c.customer_id)).scalars()))
    return {ProfileId(one): StoredCustomers(store).customer(ProfileId(one)) for one in found}

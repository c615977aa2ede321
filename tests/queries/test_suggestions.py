"""Who is suggested as the same person, and who never is."""

from dataclasses import replace

from agent_console.domain import identity
from agent_console.domain.customer import Customer, KnownIdentity
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import ProfileId
from agent_console.queries.suggestions import BOTH, MOST, NAME, PHONE, suggestions
from tests.fakes.desk import MemoryDesk, Person
from tests.ui.invented import invented

PHONE_OF_ALL = Identity(IdentityKind.PHONE, "0664 1882041", "+436641882041")
MODEL = invented(events=1).everybody[ProfileId(17)]
HOME = "Anna Gruber\nSparbersbachgasse 41/7\n8010 Graz\nAT"


def made(id_: int, name: str, phone: Identity | None = None, ship_to: str | None = None) -> Person:
    """Return a customer with one order, made of the invented one."""
    person = MODEL
    known = person.customer.orders[0]
    order = replace(known.order, number=f"N{id_}", ship_to=ship_to, is_open=True)
    mail = identity.email(f"c{id_}@a.test")
    names = [one for one in (mail, phone) if one is not None]
    customer = replace(
        person.customer,
        id=ProfileId(id_),
        name=name,
        profiles=(ProfileId(id_),),
        identities=tuple(KnownIdentity(one, "web-shop") for one in names),
        orders=(replace(known, order=order),),
    )
    return Person(customer)


def suggested(*others: Person, apart: int | None = None) -> list[tuple[int, str]]:
    first, *_ = everybody = (made(1, "Anna Gruber", PHONE_OF_ALL, HOME), *others)
    desk = MemoryDesk(everybody)
    desk.apart = [] if apart is None else [ProfileId(apart)]
    customer: Customer = first.customer
    return [(one.id, one.why) for one in suggestions(desk.desk(), customer)]


def test_who_shares_the_phone_is_suggested_with_the_open_order():
    other = made(2, "Karl Gruber", PHONE_OF_ALL)
    assert suggested(other) == [(2, PHONE)]
    desk = MemoryDesk([made(1, "Anna Gruber", PHONE_OF_ALL), other])
    [told] = suggestions(desk.desk(), desk.everybody[ProfileId(1)].customer)
    assert (told.name, told.email, told.open_order) == ("Karl Gruber", "c2@a.test", "N2")


def test_who_shares_phone_and_name_is_suggested_first():
    karl, anna = made(2, "Karl Gruber", PHONE_OF_ALL), made(3, "Gruber Anna", PHONE_OF_ALL)
    at_home = made(4, "Anna Gruber", None, HOME)
    assert suggested(at_home, karl, anna) == [(3, BOTH), (2, PHONE), (4, NAME)]


def test_the_namesake_among_all_of_an_office_is_found():
    many = [made(number, f"Nr {number}", PHONE_OF_ALL) for number in range(2, 62)]
    assert suggested(*many, made(77, "Anna Gruber", PHONE_OF_ALL))[0] == (77, BOTH)


def test_one_word_is_no_name_to_go_by():
    first = made(1, "Anna", PHONE_OF_ALL, HOME)
    desk = MemoryDesk([first, made(2, "Anna", PHONE_OF_ALL)])
    assert [one.why for one in suggestions(desk.desk(), first.customer)] == [PHONE]


def test_the_same_name_at_the_same_street_is_suggested():
    assert suggested(made(2, "Gruber Anna", None, HOME.replace("Anna", "A."))) == [(2, NAME)]


def test_a_namesake_who_lives_elsewhere_is_somebody_else():
    assert suggested(made(2, "Anna Gruber", None, HOME.replace("41/7", "42"))) == []
    assert suggested(made(2, "Anna Gruber")) == []
    assert suggested(made(2, "Anna Gruber-Moser", None, HOME)) == []


def test_who_was_kept_apart_is_never_suggested_again():
    assert suggested(made(2, "Karl Gruber", PHONE_OF_ALL), apart=2) == []


def test_the_number_of_an_office_suggests_but_a_few():
    many = [made(number, f"Nr {number}", PHONE_OF_ALL) for number in range(2, 12)]
    assert len(suggested(*many)) == MOST

"""Who is suggested as the same person, and who never is."""

from dataclasses import replace

from agent_console.domain import identity
from agent_console.domain.customer import Customer, CustomerName, Housemate, KnownIdentity
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import ProfileId, Statement
from agent_console.queries.identities.evidence import Compared, Likelihood, compare
from agent_console.queries.suggestions import (
    BOTH,
    EMAIL,
    MOST,
    NAME,
    PHONE,
    SHARED,
    all_suggestions,
    suggestions,
)
from tests.fakes.desk import NOW, MemoryDesk, Person
from tests.ui.invented import invented

PHONE_OF_ALL = Identity(IdentityKind.PHONE, "0664 1882041", "+436641882041")
MODEL = invented(events=1).everybody[ProfileId(17)]
HOME = "Anna Gruber\nSparbersbachgasse 41/7\n8010 Graz\nAT"


def writing(person: Person, address: str) -> Person:
    """Return the customer with one more e-mail address."""
    known = KnownIdentity(identity.email(address), "web-shop")
    told = (*person.customer.identities, known)
    return Person(replace(person.customer, identities=told))


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
    assert suggested(at_home, karl, anna) == [(3, BOTH), (4, NAME), (2, PHONE)]


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


def told_of(other: Person, first: Person | None = None) -> Compared:
    """Compare somebody with Anna Gruber."""
    one = first or made(1, "Anna Gruber", PHONE_OF_ALL, HOME)
    return compare(one.customer, other.customer)


def test_what_speaks_against_one_person_is_told_too():
    stranger = told_of(made(2, "Karl Moser", PHONE_OF_ALL, HOME.replace("41/7", "42")))
    assert [one.words for one in stranger.evidence] == ["same phone +436641882041"]
    assert [one.words for one in stranger.against] == ["other surname", "other address"]
    assert stranger.likelihood() is Likelihood.UNLIKELY
    wife = told_of(made(2, "Karl Gruber", PHONE_OF_ALL, HOME.replace("Anna", "Karl")))
    assert [one.words for one in wife.evidence][1:] == ["same surname", "same address"]
    assert [one.words for one in wife.against] == ["other first name"]
    assert told_of(made(2, "Gruber Anna", PHONE_OF_ALL)).likelihood() is Likelihood.LIKELY


def test_a_number_that_stands_in_for_a_name_is_no_other_surname():
    nameless = told_of(made(2, "+43 664 188 2041", PHONE_OF_ALL))
    assert nameless.against == ()
    assert told_of(made(2, "anna.gruber@a.test", PHONE_OF_ALL)).against == ()


def test_who_was_dismissed_comes_back_only_with_new_evidence():
    anna, karl = made(1, "Anna Gruber", PHONE_OF_ALL, HOME), made(2, "Karl Gruber", PHONE_OF_ALL)
    desk = MemoryDesk([anna, karl])
    both = anna.customer, karl.customer
    known = compare(*both).keys()
    desk.pairs.dismiss(ProfileId(1), ProfileId(2), known, Statement("ana", NOW, ""))
    for one in both:
        assert suggestions(desk.desk(), one) == ()
    moved_in = made(2, "Karl Gruber", PHONE_OF_ALL, HOME.replace("Anna", "Karl"))
    desk.everybody[ProfileId(2)] = moved_in
    for one in (anna.customer, moved_in.customer):
        [told] = suggestions(desk.desk(), one)
        assert "same address" in [reason.words for reason in told.compared.evidence]


def test_whom_no_rule_joins_by_an_address_of_both_is_suggested_by_it():
    anna = writing(made(1, "Anna Gruber"), "both@a.test")
    karl = writing(made(2, "Karl Moser"), "both@a.test")
    desk = MemoryDesk([anna, karl])
    [told] = suggestions(desk.desk(), anna.customer)
    assert (told.id, told.why) == (2, EMAIL)
    assert [one.words for one in told.compared.evidence] == ["same e-mail both@a.test"]
    assert [one.words for one in told.compared.against] == ["other surname"]


def test_who_was_dismissed_before_the_address_was_known_comes_back_with_it():
    anna, karl = made(1, "Anna Gruber", PHONE_OF_ALL), made(2, "Karl Gruber", PHONE_OF_ALL)
    known = compare(anna.customer, karl.customer).keys()
    both = [writing(anna, "both@a.test"), writing(karl, "both@a.test")]
    desk = MemoryDesk(both)
    desk.pairs.dismiss(ProfileId(1), ProfileId(2), known, Statement("ana", NOW, ""))
    [told] = suggestions(desk.desk(), both[0].customer)
    assert told.id == 2


def test_an_address_of_many_suggests_only_who_is_alike_and_says_that_many_share_it():
    names = ("Anna Gruber", "Karl Moser", "Eva Winter", "Udo Sommer", "Gruber Anna")
    crowd = [writing(made(n, name), "pos@shop.test") for n, name in enumerate(names, start=1)]
    desk = MemoryDesk(crowd)
    [told] = suggestions(desk.desk(), crowd[0].customer)
    assert (told.id, told.why) == (5, SHARED)
    assert told.compared.evidence[0].words == "same e-mail pos@shop.test, which many people share"


def test_who_is_of_the_household_is_suggested_no_more():
    anna, karl = made(1, "Anna Gruber", PHONE_OF_ALL, HOME), made(2, "Karl Gruber", PHONE_OF_ALL)
    desk = MemoryDesk([anna, karl])
    said = desk.pairs.relate(ProfileId(1), ProfileId(2), Statement("ana", NOW, ""))
    mate = Housemate(CustomerName(ProfileId(2), "Karl Gruber"), said)
    assert suggestions(desk.desk(), replace(anna.customer, households=(mate,))) == ()


def test_all_who_share_a_phone_are_listed_each_two_once():
    desk = MemoryDesk([made(1, "Anna Gruber", PHONE_OF_ALL), made(2, "Karl Gruber", PHONE_OF_ALL)])
    desk.pairs.numbers = [PHONE_OF_ALL.value]
    told = [(one.id, other.id) for one, other in all_suggestions(desk.desk(), 10)]
    assert told == [(1, 2)]

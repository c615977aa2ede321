"""Two spellings of one name are one value, and two names never are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain import identity
from agent_console.domain.identity import IdentityKind


@pytest.mark.parametrize(
    "raw",
    [
        "+43 664 1882041",
        "0664 188 20 41",
        "0664/1882041",
        "0664-188-2041",
        "(0664) 1882041",
        "0043 664 1882041",
        "+43 (0)664 188 20 41",
        "+436641882041",
        "tel:+43-664-1882041",
        "\uff0b43 664 1882041",
        "+43\u00a0664\u00a01882041",
        "06641882041",
    ],
)
def test_a_phone_in_many_spellings_is_one(raw):
    found = identity.phone(raw, "AT")
    assert found is not None
    assert (found.kind, found.raw, found.value) == (IdentityKind.PHONE, raw, "+436641882041")


@pytest.mark.parametrize(
    ("raw", "region", "value"),
    [
        ("(555) 625-1199", "US", "+15556251199"),
        ("555-555-SHIP", "US", "+15555557447"),
        ("0170 1234567", "DE", "+491701234567"),
        ("+49 170 1234567", "US", "+491701234567"),
        ("12345", "AT", "+4312345"),
        ("0664 188 20 41", "XX", "06641882041"),
        ("999999999999999999", "AT", "999999999999999999"),
        ("+4477003912345", "AT", "+4477003912345"),
        ("00447700 3912345", "AT", "+4477003912345"),
        ("07700 3912345", "GB", "+4477003912345"),
        ("+999 1234567", "AT", "+9991234567"),
    ],
)
def test_a_number_belongs_to_its_region(raw, region, value):
    found = identity.phone(raw, region)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("raw", ["", "1234", "call me", "-", "+", "()", "a1b2c3d"])
def test_what_is_too_short_is_no_phone(raw):
    assert identity.phone(raw, "AT") is None


@given(st.text(max_size=30), st.sampled_from(["AT", "US", "XX", ""]))
def test_no_text_whatever_breaks_a_phone(raw, region):
    found = identity.phone(raw, region)
    assert found is None or found.value


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("0664", "+43664"),
        ("+43 664", "+43664"),
        ("0043664", "+43664"),
        ("664", None),
        ("A-7", None),
        ("", None),
        ("+", None),
    ],
)
def test_the_beginning_of_a_number_as_typed(typed, start):
    assert identity.phone_prefix(typed, "AT") == start


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Anna@Shop.Example", "anna@shop.example"),
        (" <anna@shop.example> ", "anna@shop.example"),
        ("MÜLLER@x.at", "müller@x.at"),
        ("mu\u0308ller@x.at", "müller@x.at"),
        ("a@b@c.at", "a@b@c.at"),
    ],
)
def test_an_address_is_one_in_any_case(raw, value):
    found = identity.email(raw)
    assert found is not None
    assert (found.kind, found.raw, found.value) == (IdentityKind.EMAIL, raw, value)


@pytest.mark.parametrize("raw", ["", "@", "a@", "@b", "anna", "a b@c.at", "a@b c", "a\n@b.at"])
def test_what_has_no_two_sides_is_no_address(raw):
    assert identity.email(raw) is None


@pytest.mark.parametrize(("one", "two"), [("straße@x.at", "strasse@x.at"), ("ﬁ@x.at", "fi@x.at")])
def test_two_mailboxes_are_never_one(one, two):
    first, second = identity.email(one), identity.email(two)
    assert first is not None
    assert second is not None
    assert first.value != second.value


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Müller-Lüdenscheidt", "muller ludenscheidt"),
        ("Łukasz Øster", "lukasz oster"),
        ("STRASSE", "straße"),
        ("José Ñandú", "jose nandu"),
        ("\uff21\uff4e\uff4e\uff41", "anna"),
        ("O'Brien", "o brien"),
        ("Anna Anna", "anna"),
        ("山田 太郎", "山田 太郎"),
    ],
)
def test_names_are_found_without_accents(name, typed):
    assert identity.name_tokens(name) == identity.name_tokens(typed)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text):
    assert identity.folded(identity.folded(text)) == identity.folded(text)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("#A-7", "A7"),
        ("0034 0434 1610", "003404341610"),
        ("1z 999 aa1", "1Z999AA1"),
        ("\uff38\uff11", "X1"),
        ("--", ""),
    ],
)
def test_a_reference_is_letters_and_digits(raw, value):
    assert identity.reference(raw) == value

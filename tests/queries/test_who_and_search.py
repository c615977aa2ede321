"""Exactly one customer out of what was typed; and in the search box the likeliest first."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.customer import CustomerName
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import FoundCustomer, Hit, KeyKind
from agent_console.queries.desk import Desk
from agent_console.queries.search import meaning, search
from agent_console.queries.who import AmbiguousError, NobodyFoundError, find_one, own_row
from tests.fakes.clock import FixedClock
from tests.fakes.desk import MemoryDesk
from tests.fakes.records import START
from tests.queries.test_suggestions import made

ANNA, BERT, CARO = ProfileId(1), ProfileId(2), ProfileId(17)


@dataclass
class Keys:
    """A few keys in memory (ports LookupReader and CustomerReader) that notes what is asked."""

    keys: dict[tuple[KeyKind, str], list[ProfileId]]
    asked: list[KeyKind] = field(default_factory=list)
    tracked: dict[str, list[str]] = field(default_factory=dict)

    def desk(self) -> Desk:
        return Desk(self, None, self, None, None, FixedClock(START), "AT", None, None, None, None)

    def customer_of(self, profile: ProfileId) -> ProfileId | None:
        return {ANNA: ANNA, BERT: BERT, CARO: CARO, ProfileId(5): ANNA}.get(profile)

    def exact(self, kind: KeyKind, value: str) -> list[Hit]:
        self.asked.append(kind)
        return [Hit(one, kind, value) for one in self.keys.get((kind, value), [])]

    def prefix(self, kind: KeyKind, start: str, limit: int) -> list[Hit]:
        found = [
            Hit(one, kind, value)
            for (of, value), owners in sorted(self.keys.items())
            for one in owners
            if of is kind and value.startswith(start)
        ]
        return found[:limit]

    def names(
        self, tokens: tuple[str, ...], limit: int, postcode: str = "", *, is_whole: bool = False
    ) -> list[Hit]:
        found = [self._word(token, limit, is_whole=is_whole) for token in tokens]
        everywhere = set.intersection(*({hit.customer for hit in hits} for hits in found))
        if postcode:
            everywhere &= set(self.keys.get((KeyKind.POSTCODE, postcode), []))
        return [hit for hit in found[0] if hit.customer in everywhere]

    def _word(self, token: str, limit: int, *, is_whole: bool) -> list[Hit]:
        hits = self.prefix(KeyKind.NAME, token, limit)
        return [hit for hit in hits if hit.value == token or not is_whole]

    def vocabulary(self) -> list[str]:
        return sorted({value for kind, value in self.keys if kind is KeyKind.NAME})

    def trackers(self, reference: str) -> list[str]:
        return self.tracked.get(reference, [])

    def labels(self, customers: list[ProfileId]) -> list[CustomerName]:
        return [CustomerName(one, f"Customer {one}") for one in customers]

    def cards(self, customers: list[ProfileId]) -> dict[ProfileId, FoundCustomer]:
        return {one: FoundCustomer(one, f"Customer {one}", (), (), ()) for one in customers}


def keys(**told: list[ProfileId]) -> Keys:
    """Make keys of arguments such as email__a_x."""
    return Keys({(KeyKind[name.partition("__")[0].upper()], name.partition("__")[2]): owners
                 for name, owners in told.items()})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "owner"),
    [("c1", ANNA), ("c17", CARO), (" c2 ", BERT), ("c5", ANNA)],
)
def test_our_own_id_comes_first(text, owner):
    desk = keys(order__C17=[BERT], order__C1=[BERT]).desk()
    assert find_one(desk, text) == owner


def test_the_kinds_of_keys_are_tried_in_order():
    told = Keys({})
    with pytest.raises(NobodyFoundError):
        find_one(told.desk(), "0664 1882041")
    assert told.asked == [KeyKind.ORDER, KeyKind.TRACKING, KeyKind.PHONE]
    told.asked.clear()
    with pytest.raises(NobodyFoundError):
        find_one(told.desk(), "a@b.at")
    assert told.asked == [KeyKind.EMAIL], "an address is never taken for a number"


def test_the_stronger_kind_wins_over_the_weaker():
    told = keys(order__06641882041=[ANNA], tracking__06641882041=[BERT])
    told.keys[KeyKind.PHONE, "+436641882041"] = [CARO]
    assert find_one(told.desk(), "0664/1882041") == ANNA
    del told.keys[KeyKind.ORDER, "06641882041"]
    assert find_one(told.desk(), "0664/1882041") == BERT
    del told.keys[KeyKind.TRACKING, "06641882041"]
    assert find_one(told.desk(), "0664/1882041") == CARO


def test_two_profiles_of_one_customer_are_one():
    assert find_one(keys(order__A7=[ANNA, ANNA]).desk(), "a-7") == ANNA


def test_several_customers_are_candidates():
    with pytest.raises(AmbiguousError) as caught:
        find_one(keys(order__A7=[BERT, ANNA, BERT]).desk(), "A-7")
    assert [one.id for one in caught.value.candidates] == [BERT, ANNA]
    assert "2 customers" in str(caught.value)


def test_a_parcel_that_no_order_names_is_said_to_be_known():
    told = Keys({}, tracked={"0034": ["easypost", "ups"]})
    with pytest.raises(NobodyFoundError, match="easypost and ups track a parcel of that number"):
        find_one(told.desk(), "00-34")
    told.tracked["0034"] = ["ups"]
    with pytest.raises(NobodyFoundError, match="ups tracks a parcel of that number"):
        find_one(told.desk(), "00-34")
    with pytest.raises(NobodyFoundError, match="Try an e-mail"):
        find_one(told.desk(), "00-35")


@given(st.text(max_size=30))
def test_no_text_whatever_breaks_the_finding(text):
    desk = Keys({}).desk()
    if own_row(text, "c") not in {1, 2, 5, 17}:
        with pytest.raises(NobodyFoundError):
            find_one(desk, text)
    assert search(desk, text) == []


@pytest.mark.parametrize(
    ("text", "row"),
    [("c17", 17), ("c0", 0), ("17", None), ("c", None), ("cc1", None), ("c-1", None),
     ("c1.0", None), ("c\u0661", None), ("c²", None), ("C17", None),
     (f"c{'9' * 19}", None), ("l17", None)],
)  # fmt: skip
def test_only_our_own_ids_are_ids(text, row):
    assert own_row(text, "c") == row


def found(told: Keys, text: str, limit: int = 20) -> list[tuple[int, str]]:
    return [(one.found.id, one.kind.value) for one in search(told.desk(), text, limit)]


def test_exact_keys_lead_then_beginnings_then_names():
    told = keys(order__A7=[CARO], order__A70=[BERT], name__a=[ANNA], name__7=[ANNA])
    assert found(told, "A-7") == [(17, "order"), (1, "name")]
    told.keys[KeyKind.ORDER, "A7000"] = [ANNA]
    assert found(told, "A70") == [(2, "order"), (1, "order")]


def test_an_order_code_of_letters_is_found_by_its_beginning_after_the_names():
    keys = Keys(
        {
            (KeyKind.ORDER, "ANNABXJGNELG2345"): [CARO],
            (KeyKind.TRACKING, "ANNAB77"): [BERT],
            (KeyKind.NAME, "annabel"): [ANNA],
        }
    )
    assert [hit.found.id for hit in search(keys.desk(), "annab")] == [ANNA, CARO, BERT]
    assert [hit.found.id for hit in search(keys.desk(), "annabxj")] == [CARO, ANNA]
    assert search(keys.desk(), "an") != []


@pytest.mark.parametrize(
    "typed",
    ["brndt", "bradnt", "barndt", "brant", "brandtt", "brundt", "Brandt helnea", "rbandt"],
)
def test_a_name_is_found_as_people_mistype_it(typed):
    keys = Keys({(KeyKind.NAME, "brandt"): [ANNA], (KeyKind.NAME, "helena"): [ANNA]})
    assert [hit.found.id for hit in search(keys.desk(), typed)] == [ANNA]


@pytest.mark.parametrize(
    "typed", ["bra x", "brt", "xyzzy", "brown", "be", "helmut", "#", "12345678"]
)
def test_what_is_like_no_name_finds_nobody(typed):
    keys = Keys({(KeyKind.NAME, "brandt"): [ANNA], (KeyKind.NAME, "helena"): [ANNA]})
    assert search(keys.desk(), typed) == []


def test_a_mistyped_name_is_found_though_others_begin_as_it_was_typed():
    words = {"huber": [ANNA], "hubre": [BERT], "hubrecht": [CARO]}
    keys = Keys({(KeyKind.NAME, word): who for word, who in words.items()})
    assert [hit.found.id for hit in search(keys.desk(), "hubr")] == [BERT, CARO, ANNA]


def test_of_two_words_that_begin_alike_each_must_be_there():
    names = {"elbel": [ANNA, BERT], "elbelin": [BERT], "zzzelbel": [CARO]}
    keys = Keys({(KeyKind.NAME, word): who for word, who in names.items()})
    assert search(keys.desk(), "elbel eblelin")[0].found.id == BERT


def test_who_is_spelled_nearly_so_stands_below_whose_name_was_typed():
    names = {"brandt": [ANNA], "brand": [BERT], "brandts": [CARO]}
    keys = Keys({(KeyKind.NAME, word): who for word, who in names.items()})
    assert [hit.found.id for hit in search(keys.desk(), "brand")] == [BERT, ANNA, CARO]
    assert [hit.found.id for hit in search(keys.desk(), "brandt")] == [ANNA, CARO, BERT]


def test_an_address_as_typed_is_never_respelled():
    told = {(KeyKind.EMAIL, "a@brandt.at"): [ANNA], (KeyKind.NAME, "brand"): [BERT]}
    assert [hit.found.id for hit in search(Keys(told).desk(), "a@brandt.at")] == [ANNA]


def test_an_address_that_begins_as_a_name_was_typed_hides_nobody_spelled_nearly_so():
    told = {(KeyKind.EMAIL, "maier@a.test"): [ANNA], (KeyKind.NAME, "maier"): [ANNA]}
    keys = Keys(told | {(KeyKind.NAME, "meier"): [BERT]})
    assert [hit.found.id for hit in search(keys.desk(), "maier")] == [ANNA, BERT]


def test_a_code_of_letters_as_typed_is_never_respelled():
    told = {(KeyKind.ORDER, "BRANDT"): [ANNA], (KeyKind.NAME, "brand"): [BERT]}
    assert [hit.found.id for hit in search(Keys(told).desk(), "brandt")] == [ANNA]


@pytest.mark.parametrize("typed", ["QHJA", "kqhja"])
def test_the_last_letters_of_a_code_find_it(typed):
    told = {(KeyKind.ORDER_REVERSED, "AJHQKRDNUVPX8D3T"): [ANNA]}
    [hit] = search(Keys(told).desk(), typed)
    assert (hit.found.id, hit.value) == (ANNA, "T3D8XPVUNDRKQHJA")


def test_of_a_name_said_twice_both_words_must_be_there():
    told = MemoryDesk([made(1, "Helena Omar"), made(2, "Omar Omar"), made(17, "Omar Brandt")])
    assert next(hit.found.id for hit in search(told.desk(), "omra omar")) == BERT


class TestANameBesideAPhone:
    MARY, NEIGHBOUR, NAMESAKE = (ProfileId(one) for one in (1, 2, 17))

    def told(self) -> MemoryDesk:
        phone = Identity(IdentityKind.PHONE, "", "+447700900128")
        return MemoryDesk(
            [
                made(2, "Declan O'Neill", phone),
                made(17, "Mary O'Neill"),
                made(1, "Mary O'Neill", phone),
            ]
        )

    @pytest.mark.parametrize(
        "typed",
        [
            "Mary O'Neill +44 7700 900128",
            "+44 7700 900128 mary",
            "mary 900128",
            "O'Neill, Mary (900-128)",
        ],
    )
    def test_who_has_both_comes_before_who_has_one(self, typed):
        hits = [hit.found.id for hit in search(self.told().desk(), typed)]
        assert hits[0] == self.MARY
        assert set(hits) == {self.MARY, self.NEIGHBOUR, self.NAMESAKE}

    def test_a_number_of_nobody_leaves_the_name(self):
        hits = search(self.told().desk(), "declan 555 0000")
        assert [hit.found.id for hit in hits] == [self.NEIGHBOUR]


def test_each_customer_is_listed_once_by_the_best_key():
    told = keys(order__ANNA1=[ANNA], name__anna1=[ANNA, BERT])
    assert found(told, "anna1") == [(1, "order"), (2, "name")]


def test_the_last_digits_of_a_number_are_enough():
    told = keys(phone_reversed__1402881466340=[ANNA])
    assert [customer for customer, _ in found(told, "2041")] == [1]
    assert found(told, "041") == []


def test_a_list_is_never_longer_than_asked():
    many = {(KeyKind.NAME, f"anna{n}"): [ProfileId(n)] for n in range(100)}
    assert len(found(Keys(many), "anna", 20)) == 20


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("1Z12345E0205271686", "1z 12345e 02 0527 1686"),
        ("1Z12345E0205271686", "UPS: 1Z12345E0205271686, thank you"),
        ("9400109104250532908587", "420 12345 9400 1091 0425 0532 9085 87"),
        ("9400109104250532908587", "]C1420123459400109104250532908587"),
        ("00340434161094015902", "(00) 3 4043416 109401590 2"),
        ("340434161094015902", "(00)340434161094015902"),
        ("00340434161094015902", "340434161094015902"),
        ("JJD01234567890123456", "(J)JD01 2345 6789 0123 456"),
        ("RB123456785GB", "rb 123-456-785 gb"),
    ],
)
def test_a_parcel_is_found_in_whatever_spelling(stored, typed):
    desk = Keys({(KeyKind.TRACKING, stored): [ANNA]}).desk()
    assert [hit.found.id for hit in search(desk, typed)] == [ANNA]
    assert find_one(desk, typed) == ANNA


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1Z12345E0205271686", "This is a tracking number of UPS; no parcel of ours has it."),
        ("420123459400109104250532908587", "This is a tracking number of USPS; no parcel of ours"),
        ("JJD01234567890123456", "This may be a tracking number of DHL Paket; no parcel"),
        ("1Z12345E0205271680", ""),
        ("Anna Huber", ""),
        ("", ""),
    ],
)
def test_of_a_number_of_nobody_is_said_whose_it_is(typed, said):
    told = meaning(Keys({}).desk(), typed)
    assert told.startswith(said)
    assert bool(told) is bool(said)


def test_a_number_that_several_carriers_may_have_names_them_all():
    told = meaning(Keys({}).desk(), "100000000242")
    assert told.startswith("This may be a tracking number of ")
    assert " or " in told


def test_a_number_that_is_tracked_for_no_order_is_said_to_be():
    keys = Keys({}, tracked={"1Z12345E0205271686": ["ups"]})
    told = meaning(keys.desk(), "1Z 12345E 0205271686")
    assert told == "ups tracks a parcel of that number, but no order names it."


def test_the_last_four_of_an_order_or_parcel_find_it():
    keys = Keys(
        {
            (KeyKind.ORDER_REVERSED, "714401A"): [ANNA],
            (KeyKind.TRACKING_REVERSED, "5112204901"): [BERT],
        }
    )
    [hit] = search(keys.desk(), "4417")
    assert (hit.found.id, hit.kind, hit.value) == (ANNA, KeyKind.ORDER, "A104417")
    [hit] = search(keys.desk(), "2115")
    assert (hit.found.id, hit.kind, hit.value) == (BERT, KeyKind.TRACKING, "1094022115")
    assert search(keys.desk(), "115") == [], "three are too few"


def test_a_name_with_a_postcode_finds_who_lives_there_first():
    keys = Keys(
        {
            (KeyKind.NAME, "brandt"): [ANNA, BERT],
            (KeyKind.POSTCODE, "8010"): [BERT],
            (KeyKind.POSTCODE, "SW1A1AA"): [ANNA],
        }
    )
    assert search(keys.desk(), "brandt 8010")[0].found.id == BERT
    assert search(keys.desk(), "8010 Brandt")[0].found.id == BERT
    assert search(keys.desk(), "brandt sw1a 1aa")[0].found.id == ANNA
    [hit] = search(keys.desk(), "8010")
    assert (hit.found.id, hit.kind, hit.value) == (BERT, KeyKind.POSTCODE, "8010")

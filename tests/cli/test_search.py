"""`search`: whom a text may mean, best first, each once."""

import pytest

from tests.fakes.program import Program


def found(program: Program, text: str) -> list[tuple[str, str]]:
    return [
        (one["id"], one["matched"]["kind"]) for one in program.json("search", text)["customers"]
    ]


def test_a_result_has_the_keys_of_the_interface(synced: Program):
    told = synced.json("search", "Brandt, Helena")
    assert list(told) == ["customers"]
    assert told["customers"] == [
        {
            "id": "c1",
            "name": "Helena Brandt",
            "emails": ["helena@brandt.example"],
            "phones": ["+436641882041", "+4331677"],
            "orders": ["A-7"],
            "matched": {"kind": "name", "value": "Helena Brandt"},
        }
    ]


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("A-7", "order"),
        ("a7", "order"),
        ("0034 0434", "tracking"),
        ("helena@brandt.example", "email"),
        ("HELENA@BR", "email"),
        ("+43 664 188", "phone"),
        ("0664188", "phone"),
        ("82041", "phone"),
        ("brandt hel", "name"),
    ],
)
def test_parts_of_every_key_find_helena(synced: Program, text, matched):
    assert found(synced, text)[0] == ("c1", matched)


def test_namesakes_are_listed_each_once(synced: Program):
    assert sorted(found(synced, "brandt")) == [("c1", "name"), ("c2", "name")]
    assert sorted(found(synced, "015551234")) == [("c3", "phone"), ("c4", "phone")]


def test_an_exact_key_comes_before_names(synced: Program):
    assert found(synced, "ida@wg.example")[0] == ("c3", "email")


@pytest.mark.parametrize(
    "text", ["zzz", "", "  ", "%", "_", "' OR 1=1 --", "\x00", '"', "*", "D-9"]
)
def test_what_fits_nobody_is_an_empty_list(synced: Program, text):
    assert synced.json("search", text) == {"customers": []}

"""`suggestions`, `dismiss`, `household` and `verify`: who is two people, and who is herself."""

import getpass

from tests.fakes.program import Program


def pairs(told: dict) -> list[tuple[str, str]]:
    return [(one["customer"]["id"], one["id"]) for one in told["suggestions"]]


def test_who_shares_a_phone_is_suggested_with_reasons_on_both_sides(synced: Program):
    told = synced.json("suggestions", "c3")
    assert told["customer"]["id"] == "c3"
    [one] = told["suggestions"]
    assert list(one)[:4] == ["customer", "id", "name", "why"]
    assert one["id"] == "c4"
    assert next(reason["kind"] for reason in one["evidence"]) == "phone"
    assert all(reason["text"] for reason in (*one["evidence"], *one["counter_evidence"]))
    assert one["likelihood"] in {"likely", "possible", "unlikely"}
    assert pairs(synced.json("suggestions")) == [("c3", "c4")]


def test_a_dismissed_suggestion_is_gone_for_both_and_can_be_taken_back(synced: Program):
    made = synced.json("dismiss", "c3", "c4")["dismissal"]
    assert made["who"] == getpass.getuser()
    assert made["when"].endswith("Z")
    for who, other in (("c3", "c4"), ("c4", "c3")):
        told = synced.json("suggestions", who)
        assert told["suggestions"] == []
        assert [one["id"] for one in told["dismissed"]] == [other]
        assert synced.json("customer", who)["suggestions"] == []
    assert pairs(synced.json("suggestions")) == []
    synced.json("dismiss", made["id"], "--undo")
    assert pairs(synced.json("suggestions")) == [("c3", "c4")]
    assert synced.json("dismiss", made["id"], "--undo", expect=1)["error"]["kind"] == "not_found"


def test_who_is_one_customer_is_not_two(synced: Program):
    synced.json("link", "c3", "c4", "--reason", "asked her")
    assert synced.json("dismiss", "c3", "c4", expect=7)["error"]["kind"] == "refused"
    assert synced.json("household", "c3", "c4", expect=7)["error"]["kind"] == "refused"


def test_what_cannot_be_meant_is_a_usage_error(synced: Program):
    assert synced.json("dismiss", "c3", expect=2)["error"]["kind"] == "usage"
    assert synced.json("dismiss", "c3", "--undo", expect=2)["error"]["kind"] == "usage"
    assert synced.json("unlink", "x3", expect=2)["error"]["kind"] == "usage"


def test_a_household_is_named_on_both_pages_and_taken_back_in_one(synced: Program):
    before = [synced.json("customer", who) for who in ("c3", "c4")]
    made = synced.json("household", "c3", "c4", "--reason", "husband and wife")["household"]
    for who, other in (("c3", "c4"), ("c4", "c3")):
        told = synced.json("customer", who)
        assert told["id"] == who
        [one] = told["households"]
        assert (one["customer"]["id"], one["why"]) == (other, "husband and wife")
        assert one["who"] == getpass.getuser()
        assert told["suggestions"] == []
    told = synced.json("unlink", made["id"])
    assert told["household"]["id"] == made["id"]
    assert [synced.json("customer", who) for who in ("c3", "c4")] == before
    assert synced.json("unlink", made["id"], expect=1)["error"]["kind"] == "not_found"


def test_who_proved_herself_is_shown_with_by_what_and_by_whom(synced: Program):
    assert synced.json("customer", "A-7")["verified"] is None
    postcode = "8010"
    told = synced.json("verify", "c1", "--order", "a 7", "--postcode", postcode)["verified"]
    assert (told["by"], told["order"]) == ("order number and postcode", "A-7")
    assert told["who"] == getpass.getuser()
    assert synced.json("customer", "c1")["verified"] == told


def test_what_does_not_fit_proves_nothing(synced: Program):
    for order, postcode in (("A-7", "9999"), ("B-8", "8010"), ("A-7", "")):
        told = synced.json("verify", "c1", "--order", order, "--postcode", postcode, expect=7)
        assert told["error"]["kind"] == "refused"
    assert synced.json("customer", "c1")["verified"] is None

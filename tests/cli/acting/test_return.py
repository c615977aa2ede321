"""A return from the command line: judged, bought once at the demo's EasyPost, shown, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from agent_console.domain.profile import Statement
from tests.cli.acting.counter import Counter, counter_of
from tests.fakes.program import Program
from tests.fakes.records import order


@pytest.fixture
def counter(program: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_EASYPOST_API_KEY", "EZAKloopbackonly")
    with counter_of(program) as found:
        yield found


def test_a_label_is_bought_once_and_lies_in_a_file_only_its_owner_reads(counter: Counter):
    counter.know()
    made = counter.ask()
    assert (made["kind"], made["state"]) == ("label", "pending")
    assert made["return"]["lines"] == [
        {"sku": "JACKET-M", "title": "Trail jacket", "quantity": "1"}
    ]
    assert "25 days left" in made["verdict"]["sentence"]
    assert counter.bought() == 0
    assert counter.run()[made["key"]]["state"] == "done"
    shown = counter.show(made["key"])
    assert (shown["state"], shown["carrier"]) == ("done", "AustrianPost")
    assert shown["cost"] == made["quote"]["rates"][0]["price"]
    assert shown["label"], shown
    assert shown["label"]["format"] == "pdf"
    file = Path(shown["label"]["path"])
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o777 == 0o600
    counter.run()
    assert counter.bought() == 1


def test_the_return_stands_on_the_timeline_and_its_label_once_it_is_bought(counter: Counter):
    counter.know()
    made = counter.ask()
    titles = [one["title"] for one in _returns(counter)]
    assert len(titles) == 1
    assert titles[0].endswith("1 \u00d7 Trail jacket")
    counter.run()
    told = {one["status"]: one for one in _returns(counter)}
    assert set(told) == {"requested", "label_bought"}
    bought, asked = told["label_bought"], told["requested"]
    assert bought["title"].startswith("Return label bought for 7.")
    assert bought["shipment"] == counter.show(made["key"])["tracking_number"]
    assert (bought["order"], asked["order"]) == ("A-7", "A-7")
    assert "Too small" in asked["text"]


def test_a_return_is_found_by_the_number_of_its_label(counter: Counter):
    counter.know()
    made = counter.ask()
    counter.run()
    number = counter.show(made["key"])["tracking_number"]
    found = counter.program.json("customer", number)
    assert found["orders"][0]["number"] == "A-7"
    [hit] = counter.program.json("search", number[:8])["customers"]
    assert (hit["id"], hit["matched"]["kind"]) == (found["id"], "tracking")
    counter.know(channel="elsewhere")
    assert counter.program.json("customer", number)["id"] == found["id"], "its order was read again"


def test_a_quote_buys_nothing_and_names_the_cheapest_first(counter: Counter):
    counter.know()
    told = counter.ask("--quote")
    prices = [one["price"]["minor"] for one in told["quote"]["rates"]]
    assert prices == sorted(prices)
    assert len(prices) > 1
    assert counter.program.json("outbox")["intents"] == []
    assert counter.bought() == 0


def test_the_same_return_twice_is_one_label_and_the_second_sees_who(counter: Counter):
    counter.know()
    made = counter.ask()
    told = counter.ask(expect=7)["error"]
    assert told["kind"] == "refused"
    assert made["key"] in told["reasons"][0]
    counter.run()
    assert "1 can go back" not in counter.ask("--quote", expect=7)["error"]["message"]
    assert counter.bought() == 1


@pytest.mark.parametrize("line", ["JACKET-M=1_0", "JACKET-M=\uff11", "JACKET-M=1e0"], ids=range(3))
def test_a_quantity_is_written_in_plain_digits(counter: Counter, line: str):
    counter.know()
    told = counter.ask("--quote", line=line, expect=2)["error"]
    assert "SKU=QTY" in told["message"]


def test_a_service_that_is_not_offered_is_said_to_be_before_it_is_bought(counter: Counter):
    counter.know()
    told = counter.ask("--quote", "--service", "XX", expect=2)["error"]
    assert "There is no service 'XX'" in told["message"]


def test_more_than_was_bought_is_refused_and_no_exception_helps(counter: Counter):
    counter.know()
    for more in ((), ("--exception", "she insists")):
        told = counter.ask(*more, expect=7, line="JACKET-M=2")["error"]
        assert told["verdict"]["eligible"] is False
        assert "1 can go back at most" in told["verdict"]["sentence"]
    assert counter.program.json("outbox")["intents"] == []


@pytest.mark.parametrize("line", ["JACKET-M", "JACKET-M=0", "JACKET-M=-1", "=1", "JACKET-M=NaN"])
def test_a_line_that_is_none_is_said_to_be(counter: Counter, line: str):
    counter.know()
    assert "SKU=QTY" in counter.ask(expect=2, line=line)["error"]["message"]


def test_too_late_is_refused_with_the_arithmetic_unless_an_exception_is_asked_for(
    counter: Counter,
):
    counter.know(days_ago=33)
    told = counter.ask(expect=7)["error"]
    assert "which was 3 days ago" in told["verdict"]["sentence"]
    assert told["verdict"]["exception_possible"] is True
    made = counter.ask("--exception", "she was in hospital")
    assert made["state"] == "draft"
    assert counter.run()[made["key"]]["state"] == "draft"
    assert counter.bought() == 0


def test_an_exception_is_approved_once_and_then_bought(counter: Counter):
    counter.know(days_ago=33)
    made = counter.ask("--exception", "she was in hospital")
    [asked] = counter.program.json("escalations")["escalations"]
    assert asked["request"]["exception"] == "she was in hospital"
    assert asked["suggestion"]["decision"] == "approve"
    assert asked["money"]["goods"] == {"minor": 14990, "currency": "EUR"}
    decide = ("decide", made["key"], "approve", "--reason", "goodwill")
    assert counter.program.json(*decide)["state"] == "pending"
    assert counter.program.json("escalations")["escalations"] == []
    assert "already" in counter.program.json(*decide, expect=7)["error"]["message"]
    assert counter.run()[made["key"]]["state"] == "done"
    assert counter.bought() == 1
    told = _entries(counter, "escalation")
    assert [one["status"] for one in told] == ["approved", "asked"]
    assert told[0]["text"] == "goodwill"


def test_a_denied_exception_buys_nothing_and_may_be_asked_for_again(counter: Counter):
    counter.know(days_ago=60)
    made = counter.ask("--exception", "please")
    [asked] = counter.program.json("escalations")["escalations"]
    assert asked["suggestion"]["decision"] == "deny"
    denied = counter.program.json("decide", made["key"], "deny", "--reason", "too late")
    assert denied["state"] == "cancelled"
    assert counter.run()[made["key"]]["state"] == "cancelled"
    assert counter.bought() == 0
    assert counter.ask("--exception", "please, please")["key"] != made["key"]


def test_an_exception_cannot_be_let_go_past_the_decision(counter: Counter):
    counter.know(days_ago=33)
    made = counter.ask("--exception", "she was in hospital")
    told = counter.program.json("outbox", "release", made["key"], expect=7)
    assert told["release_done"] is False
    assert counter.run()[made["key"]]["state"] == "draft"


def test_what_changed_since_an_exception_was_asked_for_keeps_it_back(counter: Counter):
    counter.know(days_ago=33)
    made = counter.ask("--exception", "she was in hospital")
    counter.know(days_ago=34)
    decide = ("decide", made["key"], "approve", "--reason", "goodwill")
    told = counter.program.json(*decide, expect=7)["error"]
    assert "the day of delivery has changed" in told["reasons"][0]
    [asked] = counter.program.json("escalations")["escalations"]
    assert asked["changed"] == told["reasons"]
    counter.program.json(*decide, "--anyway")
    assert counter.run()[made["key"]]["state"] == "done"


def test_a_lost_answer_is_looked_for_and_no_second_label_is_bought(counter: Counter):
    counter.know()
    counter.misbehave("lose")
    made = counter.ask()
    assert counter.run()[made["key"]]["state"] == "unknown"
    assert counter.show(made["key"])["label"] is None
    _until_settled(counter, made["key"])
    shown = counter.show(made["key"])
    assert shown["label"]["format"] == "pdf", shown
    assert counter.bought() == 1


def test_a_label_is_taken_back_once_and_blocked_from_then_on(counter: Counter):
    counter.know()
    made = counter.ask()
    counter.run()
    path = Path(counter.show(made["key"])["label"]["path"])
    void = counter.program.json("return", "void", made["key"])
    assert (void["kind"], void["state"]) == ("void", "pending")
    assert not path.exists()
    assert counter.show(made["key"])["label"] is None
    assert counter.program.json("return", "void", made["key"])["key"] == void["key"]
    told = counter.run()
    assert (told[void["key"]]["state"], told[made["key"]]["state"]) == ("done", "void")
    shown = counter.show(made["key"])
    assert (shown["state"], shown["label"]) == ("void", None)
    assert shown["outcome"] == "taken back; the money is asked for, not back yet"
    [asked] = [one for one in _returns(counter) if one["status"] == "void_requested"]
    price = next(one for one in _returns(counter) if one["status"] == "label_bought")["amount"]
    assert asked["amount"] == price
    assert "unknown" not in asked["title"]
    assert counter.ask()["key"] != made["key"]


def test_half_of_what_was_bought_whole_is_refused_even_as_an_exception(counter: Counter):
    counter.know()
    for more in ([], ["--exception", "she insists"]):
        told = counter.ask(*more, line="JACKET-M=0.5", expect=7)["error"]
        assert "it was bought in whole pieces" in told["message"]
    assert counter.program.json("outbox")["intents"] == []


def test_what_is_not_bought_yet_is_taken_back_for_nothing(counter: Counter):
    counter.know()
    made = counter.ask()
    assert counter.program.json("return", "void", made["key"])["state"] == "cancelled"
    counter.run()
    assert counter.bought() == 0
    assert counter.program.json("return", "void", "nothing", expect=1)["error"]["kind"] == (
        "not_found"
    )


def test_without_an_address_in_parts_it_says_what_to_do(counter: Counter):
    counter.know(address=None)
    told = counter.ask(expect=7)["error"]
    assert "Mend the order in the store" in told["message"]


def _returns(counter: Counter) -> list[dict]:
    return _entries(counter, "return")


def _entries(counter: Counter, kind: str) -> list[dict]:
    return counter.program.json("timeline", counter.address, "--kind", kind)["entries"]


def _until_settled(counter: Counter, key: str) -> None:
    for _ in range(100):
        if counter.run()[key]["state"] == "done":
            return
    raise AssertionError(f"{key} is not done")


def test_one_more_of_the_same_is_said_to_be_and_then_is_another_label(counter: Counter):
    made = order()
    twice = replace(made.lines[0], quantity=Decimal(2))
    counter.know(lines=(twice, *made.lines[1:]))
    first = counter.ask()
    refused = counter.ask(expect=7)["error"]
    assert first["key"] in refused["message"]
    second = counter.ask("--another")
    assert second["key"] != first["key"]
    assert counter.ask("--another", expect=7)["error"]["verdict"]["eligible"] is False
    assert {one["state"] for one in counter.run().values()} == {"done"}
    assert counter.bought() == 2


def test_a_denial_takes_nothing_back_that_was_approved(counter: Counter):
    counter.know(days_ago=33)
    made = counter.ask("--exception", "she was in hospital")
    with counter.outbox() as outbox:
        said = Statement("mira", datetime.now(UTC), "no")
        assert outbox.release(made["key"], replace(said, who="jonas"))
        assert not outbox.cancel(made["key"], said, only_held=True)
    assert counter.run()[made["key"]]["state"] == "done"


def test_a_label_stands_after_what_it_was_bought_for(counter: Counter):
    counter.know()
    made = counter.ask()
    counter.run()
    assert made["key"]
    told = [one["status"] for one in _entries(counter, "return")]
    assert told == ["label_bought", "requested"]

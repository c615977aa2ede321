"""One person is linked in two actions and taken back in one, exactly; a proof takes one key."""

import time
from pathlib import Path

import pytest

from agent_console.ports.source import OrderRecord
from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.intake import StoredIntake
from tests.fakes.program import KEY, Program
from tests.fakes.records import at, order, order_record, page, person, placed
from tests.journeys.person import Person
from tests.peers.desktop.desktop import Desktop


@pytest.fixture
def home(program: Program) -> Path:
    """A home whose store knows two customers of one phone, each with an order."""
    store = create_store(Place(program.home), KEY)
    other = person("2", "Helena Brandt", "helena@office.example", "+43 664 1882041")
    told = page(order_record(), OrderRecord(order("8"), other, other.identities, (placed("8"),)))
    StoredIntake(store).keep("web-shop", told, at(0))
    store.close()
    return program.home


def waited(program: Program, true_of: str, count: int) -> dict:
    """Return the customer once so many of something are there."""
    end = time.monotonic() + 15
    while len((told := program.json("customer", "A-7"))[true_of]) != count:
        assert time.monotonic() < end, told[true_of]
        time.sleep(0.1)  # noqa: TID251 - a real window writes
    return told


@pytest.mark.timeout(240)
def test_two_actions_link_and_one_takes_it_back(home: Path, desktop: Desktop, program: Program):
    before = [program.json("customer", one) for one in ("A-7", "A-8")]
    agent = Person(desktop)
    agent.sit_down(home)
    agent.open("A-7")
    desktop.find("Same phone and name: Helena Brandt", seconds=10)
    agent.press("i")
    desktop.find("For: same phone +436641882041, same name, same address", seconds=10)
    agent.press("Return")
    assert agent.actions == 2
    [link] = waited(program, "links", 1)["links"]
    assert link["why"] == "same phone +436641882041; same name; same address"
    assert sorted(one["number"] for one in program.json("customer", "A-8")["orders"]) == [
        "A-7",
        "A-8",
    ]
    agent.press("Escape")
    desktop.find("Unlink Helena Brandt (web-shop)", seconds=10)
    agent.actions = 0
    agent.press("u")
    assert agent.actions == 1
    waited(program, "links", 0)
    after = [program.json("customer", one) for one in ("A-7", "A-8")]
    for one in (*before, *after):
        del one["suggestions"]
    assert after == before


@pytest.mark.timeout(240)
def test_a_proof_takes_one_key_and_is_told_to_the_next(
    home: Path, desktop: Desktop, program: Program
):
    agent = Person(desktop)
    agent.sit_down(home)
    agent.open("A-7")
    agent.press("v")
    desktop.find("Notice: Helena Brandt is verified today", seconds=10)
    assert agent.actions == 1
    told = program.json("customer", "A-7")["verified"]
    assert (told["order"], told["by"]) == ("A-7", "order number")

"""A return label on the phone takes two actions, an exception one decision; each is bought once."""

import time
from collections.abc import Callable, Iterator

import pytest

from tests.cli.acting.conftest import Post, post  # noqa: F401 - a fixture
from tests.cli.acting.counter import Counter, counter_of
from tests.fakes.records import order
from tests.journeys.person import SECRETS, Person
from tests.peers.desktop.desktop import Desktop

LOOK_S = 0.6
"""So long a person looks at a price at least."""


@pytest.fixture
def counter(post: Post, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:  # noqa: F811
    name = "AGENT_CONSOLE_SECRET_EASYPOST_API_KEY"
    monkeypatch.setenv(name, SECRETS[name])
    with counter_of(post.program) as found:
        found.address = post.customer.address
        yield found


@pytest.fixture
def person(desktop: Desktop) -> Person:
    return Person(desktop)


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never became true"
        time.sleep(0.2)  # noqa: TID251 - real programs act


def know_one_article(counter: Counter) -> None:
    counter.know(lines=order().lines[:1])


def order_label(person: Person, presses: int = 1) -> None:
    person.wait_until_possible("Return label")
    person.press("r")
    person.desktop.find("Buy label for", "push button", seconds=20)
    time.sleep(LOOK_S)  # noqa: TID251 - a person looks at the price
    person.press(*["Return"] * presses)


@pytest.mark.timeout(240)
def test_a_return_label_on_the_phone_is_two_actions(
    person: Person,
    counter: Counter,
    post: Post,  # noqa: F811
):
    know_one_article(counter)
    person.sit_down(counter.program.home)
    person.open("A-7")
    order_label(person)
    assert person.actions == 2
    until(lambda: counter.bought() == 1)
    until(lambda: len(post.received()) == 1)
    [letter] = post.received()
    [label] = letter.iter_attachments()
    assert label.get_content().startswith(b"%PDF")
    person.desktop.find("Return", "list item", seconds=20)
    time.sleep(3)  # noqa: TID251 - a second one would have come by now
    assert (counter.bought(), len(post.received())) == (1, 1)


@pytest.mark.timeout(240)
def test_five_quick_presses_buy_one_label_and_it_is_taken_back_from_where_it_was_bought(
    person: Person, counter: Counter
):
    know_one_article(counter)
    person.sit_down(counter.program.home)
    person.open("A-7")
    order_label(person, presses=5)
    until(lambda: counter.bought() == 1)
    time.sleep(3)  # noqa: TID251 - a second one would have been bought by now
    assert counter.bought() == 1
    until(lambda: taken_by(counter) == ["label"] and states(counter)[0] == "done")
    person.actions = 0
    person.press("r")
    person.desktop.find("Label as it will be printed", seconds=20)
    person.press("ctrl+b")
    assert person.actions == 2
    until(lambda: "void" in states(counter), 40)


@pytest.mark.timeout(240)
def test_a_supervisor_decides_by_one_key(person: Person, counter: Counter):
    know_one_article(counter)
    counter.know(days_ago=40, lines=order().lines[:1])
    counter.ask("--exception", "she was in hospital")
    person.sit_down(counter.program.home)
    person.desktop.key("ctrl+2")
    person.desktop.find("Results")
    person.desktop.key("Home", "Return")
    person.desktop.find("Suggested:", seconds=20)
    assert counter.bought() == 0
    time.sleep(LOOK_S)  # noqa: TID251 - a person reads what it is about
    person.press("a")
    assert person.actions == 1
    until(lambda: counter.bought() == 1)
    person.desktop.gone("Suggested:", seconds=20)
    [decided] = counter.program.json("outbox")["intents"]
    assert decided["state"] in {"sending", "done"}


def taken_by(counter: Counter) -> list[str]:
    told = counter.program.json("outbox")["intents"]
    return [one["kind"] for one in told if one["kind"] == "label"]


def states(counter: Counter) -> list[str]:
    told = counter.program.json("outbox")["intents"]
    return [one["state"] for one in told if one["kind"] == "label"]

"""Who waits for an answer, whatever keeps it: a fake, an embedded store, the store of a team."""

from dataclasses import dataclass, field
from typing import Protocol

import pytest

from agent_console.domain.acting.note import Disposition, Note
from agent_console.domain.acting.waiting import Care, DecisionKind, WaitingContact, WaitingState
from agent_console.domain.observation import Direction
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.waiting import (
    NotWaitingError,
    TakenError,
    WaitingBook,
    WaitingReader,
    WaitingWish,
    Wanted,
)
from agent_console.ports.reading import KeyKind
from agent_console.storage.readers.lookups import StoredLookups
from agent_console.storage.readers.waiting import StoredWaiting
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.notes import StoredNotebook
from agent_console.storage.repositories.acting.waiting import StoredWaitingBook
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.links import StoredLinkBook
from agent_console.storage.store import Store
from tests.contracts.contact_contract import BOB, BOX, HELENA, bounce_of, mail, told
from tests.fakes.records import at
from tests.fakes.waiting import MemoryWaiting

OPEN, CUSTOMER, DONE = WaitingState.OPEN, WaitingState.CUSTOMER, WaitingState.DONE
CLAIM, RELEASE = DecisionKind.CLAIM, DecisionKind.RELEASE
MIRA, JONAS = "mira", "jonas"
WORDS = "Hello,\n\nwhere is my parcel?\nHelena"


class Hall(Protocol):
    """Where customers ask and agents answer."""

    reader: WaitingReader
    book: WaitingBook

    def ask(self, who: str, minutes: float) -> None:
        """Have somebody write to us."""

    def answer(self, who: str, minutes: float) -> None:
        """Write to somebody."""


def states(hall: Hall, **wish: object) -> list[tuple[str, WaitingState]]:
    found = hall.reader.contacts(WaitingWish(**wish))
    return [(one.name, one.state()) for one in found]


def only(hall: Hall) -> WaitingContact:
    [one] = hall.reader.contacts(WaitingWish())
    return one


def decide(hall: Hall, kind: DecisionKind, who: str = MIRA, minutes: float = 200, **how) -> Care:
    contact = how.pop("contact", None) or only(hall).id
    return hall.book.decide(Wanted(contact, kind, **how), Statement(who, at(minutes), ""))


class WaitingContract:
    """Subclasses give the fixture `hall`: nobody has asked anything there yet."""

    def test_who_writes_waits_until_we_answer(self, hall: Hall):
        assert states(hall) == []
        hall.ask(HELENA, 10)
        assert states(hall) == [(HELENA, OPEN)]
        hall.answer(HELENA, 20)
        assert states(hall) == [(HELENA, CUSTOMER)]
        hall.ask(HELENA, 30)
        assert states(hall) == [(HELENA, OPEN)]

    def test_an_answer_to_an_earlier_mail_answers_no_later_one(self, hall: Hall):
        hall.ask(HELENA, 30)
        hall.answer(HELENA, 20)
        assert states(hall) == [(HELENA, OPEN)]

    def test_a_customer_is_listed_once_by_what_they_asked_last(self, hall: Hall):
        hall.ask(HELENA, 10)
        hall.ask(BOB, 20)
        hall.ask(HELENA, 30)
        assert [one.received_at for one in hall.reader.contacts(WaitingWish())] == [at(30), at(20)]
        assert only_why(hall) == ["Where is it"] * 2

    def test_pages_go_on_where_the_last_one_ended(self, hall: Hall):
        people = [f"p{n}@example.test" for n in range(7)]
        for minute, who in enumerate(people):
            hall.ask(who, minute)
        seen, before = list[str](), None
        while page := hall.reader.contacts(WaitingWish(limit=3, before=before)):
            seen += [one.name for one in page]
            before = page[-1].asked_at, page[-1].id
        assert seen == people[::-1]

    def test_states_and_times_can_be_asked_for(self, hall: Hall):
        hall.ask(HELENA, 10)
        hall.ask(BOB, 20)
        hall.answer(BOB, 25)
        assert states(hall, states=frozenset({OPEN})) == [(HELENA, OPEN)]
        assert states(hall, states=frozenset({CUSTOMER})) == [(BOB, CUSTOMER)]
        assert states(hall, since=at(15)) == [(BOB, CUSTOMER)]

    def test_what_a_colleague_has_cannot_be_claimed(self, hall: Hall):
        hall.ask(HELENA, 10)
        assert decide(hall, CLAIM, MIRA, 100).owner == MIRA
        with pytest.raises(TakenError) as refused:
            decide(hall, CLAIM, JONAS, 101, anyway=True)
        assert (refused.value.owner, refused.value.since) == (MIRA, at(100))
        for kind in (RELEASE, DecisionKind.SNOOZE, DecisionKind.DONE):
            with pytest.raises(TakenError):
                decide(hall, kind, JONAS, 102, until=at(900))
        assert (only(hall).care.owner, only(hall).care.since) == (MIRA, at(100))
        assert states(hall, owner=MIRA) == [(HELENA, OPEN)]
        assert states(hall, owner=JONAS) == []

    def test_claiming_again_changes_nothing(self, hall: Hall):
        hall.ask(HELENA, 10)
        decide(hall, CLAIM, MIRA, 100)
        assert decide(hall, CLAIM, MIRA, 150).since == at(100)

    def test_what_is_released_is_free_for_all(self, hall: Hall):
        hall.ask(HELENA, 10)
        decide(hall, CLAIM, MIRA, 100)
        assert decide(hall, RELEASE, JONAS, 101, anyway=True).owner is None
        assert decide(hall, CLAIM, JONAS, 102).owner == JONAS
        assert states(hall, owner=MIRA) == []

    def test_whoever_has_it_keeps_it_when_the_customer_writes_again(self, hall: Hall):
        hall.ask(HELENA, 10)
        decide(hall, CLAIM, MIRA, 100)
        hall.answer(HELENA, 110)
        hall.ask(HELENA, 120)
        assert (only(hall).state(), only(hall).care.owner) == (OPEN, MIRA)

    def test_done_is_done_until_the_customer_writes_again(self, hall: Hall):
        hall.ask(HELENA, 10)
        decide(hall, CLAIM)
        decide(hall, DecisionKind.DONE)
        assert states(hall) == [(HELENA, DONE)]
        assert states(hall, states=frozenset({OPEN})) == []
        hall.ask(HELENA, 300)
        assert states(hall, states=frozenset({OPEN})) == [(HELENA, OPEN)]
        assert only(hall).care.owner is None

    def test_done_does_not_cover_what_was_not_seen(self, hall: Hall):
        hall.ask(HELENA, 10)
        seen = only(hall).id
        hall.ask(HELENA, 20)
        decide(hall, DecisionKind.DONE, contact=seen)
        assert states(hall) == [(HELENA, OPEN)]

    def test_what_is_done_can_be_taken_up_again(self, hall: Hall):
        hall.ask(HELENA, 10)
        decide(hall, DecisionKind.DONE)
        decide(hall, CLAIM, JONAS)
        assert states(hall, states=frozenset({OPEN})) == [(HELENA, OPEN)]

    @pytest.mark.parametrize("kind", [DecisionKind.DONE, DecisionKind.SNOOZE])
    def test_what_was_ended_by_mistake_is_as_it_was(self, hall: Hall, kind: DecisionKind):
        hall.ask(HELENA, 10)
        before = decide(hall, CLAIM, MIRA, 100)
        decide(hall, kind, MIRA, 101, until=at(900))
        assert decide(hall, DecisionKind.REOPEN, MIRA, 102) == before
        assert states(hall, states=frozenset({OPEN})) == [(HELENA, OPEN)]
        assert only(hall).snoozed_until(at(103)) is None
        assert decide(hall, DecisionKind.REOPEN, MIRA, 104) == before, "nothing more to take back"

    def test_what_a_colleague_took_up_again_stays_theirs(self, hall: Hall):
        hall.ask(HELENA, 10)
        decide(hall, DecisionKind.DONE, MIRA, 100)
        decide(hall, CLAIM, JONAS, 101)
        with pytest.raises(TakenError):
            decide(hall, DecisionKind.REOPEN, MIRA, 102)
        assert only(hall).care.owner == JONAS

    def test_what_is_put_off_comes_back_in_time_or_with_the_next_mail(self, hall: Hall):
        hall.ask(HELENA, 10)
        decide(hall, DecisionKind.SNOOZE, until=at(500))
        assert only(hall).snoozed_until(at(499)) == at(500)
        assert only(hall).snoozed_until(at(500)) is None
        hall.ask(HELENA, 20)
        assert only(hall).snoozed_until(at(300)) is None

    def test_nothing_is_decided_about_what_nobody_asked(self, hall: Hall):
        with pytest.raises(NotWaitingError):
            decide(hall, CLAIM, contact=4711)
        assert hall.reader.contact(4711) is None


def only_why(hall: Hall) -> list[str]:
    return [one.why() for one in hall.reader.contacts(WaitingWish())]


@dataclass
class MemoryHall:
    """The fake, and who writes to it."""

    kept: MemoryWaiting = field(default_factory=MemoryWaiting)

    @property
    def reader(self) -> WaitingReader:
        return self.kept

    @property
    def book(self) -> WaitingBook:
        return self.kept

    def ask(self, who: str, minutes: float) -> None:
        self.kept.ask(_number(who), who, at(minutes), ("Where is it", WORDS))

    def answer(self, who: str, minutes: float) -> None:
        self.kept.answer(_number(who), at(minutes))


def _number(who: str) -> ProfileId:
    return ProfileId(sum(who.encode()))


class StoredHall:
    """A store, and the mails that come and go."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.reader, self.book = StoredWaiting(store), StoredWaitingBook(store)
        self.intake = StoredIntake(store)
        self.mails = 0
        self.heard = at(600)

    def ask(self, who: str, minutes: float, **fields: str) -> None:
        self._keep(sender=fields.pop("sender", who), minutes=minutes, **{"words": WORDS, **fields})

    def answer(self, who: str, minutes: float) -> None:
        self._keep(sender="support@shop.test", To=who, folder="Sent", minutes=minutes)

    def call(self, who: str, minutes: float, call: Direction, ended: Disposition | None) -> None:
        """Log a call."""
        [hit] = {hit.customer for hit in StoredLookups(self.store).exact(KeyKind.EMAIL, who)}
        note = Note("called", call=call, disposition=ended)
        StoredNotebook(self.store).write(f"k{minutes}", hit, note, Statement(MIRA, at(minutes), ""))

    def _keep(self, *, minutes: float, **fields: str) -> None:
        self.mails += 1
        date = at(minutes).strftime("%a, %d %b %Y %H:%M:%S +0000")
        one = mail(f"w{self.mails}", "Where is it", Date=date, **fields)
        self.intake.keep(BOX, told(one), self.heard)


class StoredWaitingContract(WaitingContract):
    """The same, and what only a store knows: kinds of mail, calls, links, the audit."""

    @pytest.fixture
    def hall(self, store: Store) -> StoredHall:
        return StoredHall(store)

    def test_machines_never_wait(self, hall: StoredHall):
        hall.ask(HELENA, 10, Auto_Submitted="auto-replied")
        hall.intake.keep(BOX, told(bounce_of("m1", HELENA)), at(600))
        assert states(hall) == []

    @pytest.mark.parametrize(
        ("call", "ended", "state"),
        [
            (Direction.OUTBOUND, Disposition.RESOLVED, CUSTOMER),
            (Direction.OUTBOUND, Disposition.VOICEMAIL, CUSTOMER),
            (Direction.OUTBOUND, Disposition.NO_ANSWER, OPEN),
            (Direction.OUTBOUND, Disposition.FOLLOW_UP, OPEN),
            (Direction.INBOUND, None, CUSTOMER),
            (Direction.INBOUND, Disposition.WRONG_NUMBER, OPEN),
        ],
    )
    def test_a_call_answers_if_somebody_was_reached(self, hall: StoredHall, call, ended, state):
        hall.ask(HELENA, 10)
        hall.call(HELENA, 20, call, ended)
        assert states(hall) == [(HELENA, state)]

    def test_a_call_to_be_followed_up_waits(self, hall: StoredHall):
        hall.ask(HELENA, 10)
        hall.answer(HELENA, 20)
        hall.call(HELENA, 30, Direction.INBOUND, Disposition.FOLLOW_UP)
        assert states(hall) == [(HELENA, OPEN)]
        assert str(only(hall).channel) == "phone"

    def test_a_mail_told_twice_asks_once(self, hall: StoredHall):
        hall.ask(HELENA, 10)
        hall.mails = 0
        hall.answer(HELENA, 20)
        hall.mails = 0
        hall.ask(HELENA, 10)
        assert states(hall) == [(HELENA, CUSTOMER)]

    def test_linked_profiles_stand_as_one_and_part_as_they_were(self, hall: StoredHall):
        hall.ask(HELENA, 10)
        hall.ask(BOB, 20)
        hall.answer(BOB, 30)
        first, second = (one.customer for one in hall.reader.contacts(WaitingWish()))
        before = states(hall)
        links = StoredLinkBook(hall.store)
        link = links.link(first, second, Statement(MIRA, at(40), "same person"))
        assert [state for _, state in states(hall)] == [CUSTOMER]
        links.unlink(link.id, Statement(MIRA, at(50), "no"))
        assert states(hall) == before == [(BOB, CUSTOMER), (HELENA, OPEN)]

    def test_each_decision_stays_with_who_and_when(self, hall: StoredHall):
        hall.ask(HELENA, 10)
        decide(hall, CLAIM, MIRA, 100)
        decide(hall, CLAIM, MIRA, 101)
        decide(hall, RELEASE, MIRA, 102)
        contact = only(hall).id
        told_by = audit.steps(hall.store, f"contact {contact}")
        assert [(one.actor, one.what, one.at) for one in told_by] == [
            (MIRA, "claim", at(100)),
            (MIRA, "release", at(102)),
        ]
        assert audit.broken(hall.store) == []

    def test_an_older_mail_read_later_changes_nothing(self, hall: StoredHall):
        hall.ask(HELENA, 10)
        again = StoredHall(hall.store)
        again.mails = 50
        again.ask(HELENA, 5)
        assert [one.received_at for one in hall.reader.contacts(WaitingWish())] == [at(10)]

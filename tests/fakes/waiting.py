"""Who waits, in memory: what was asked, what was answered, what people decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from agent_console.domain.acting.waiting import (
    Care,
    Decision,
    DecisionKind,
    WaitingContact,
    care_of,
)
from agent_console.domain.moment import microseconds
from agent_console.domain.observation import Channel
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.waiting import (
    NotWaitingError,
    TakenError,
    WaitingWish,
    Wanted,
)


@dataclass
class MemoryWaiting:
    """Standings by customer (ports WaitingReader, WaitingBook)."""

    asked: dict[int, WaitingContact] = field(default_factory=dict)
    answered: dict[ProfileId, int] = field(default_factory=dict)
    decisions: dict[ProfileId, list[Decision]] = field(default_factory=dict)
    failure: Exception | None = None

    def ask(self, who: ProfileId, name: str, when: datetime, words: tuple[str, str]) -> int:
        """Have a customer ask something; return the id of it."""
        made = len(self.asked) + 1
        subject, text = words
        asked_at = microseconds(when)
        self.asked[made] = WaitingContact(
            made, who, name, Channel.EMAIL, subject, text, when, asked_at
        )
        return made

    def answer(self, who: ProfileId, when: datetime) -> None:
        """Answer a customer."""
        self.answered[who] = max(microseconds(when), self.answered.get(who, 0))

    def contacts(self, wish: WaitingWish) -> Sequence[WaitingContact]:
        if self.failure is not None:
            raise self.failure
        newest = [self._standing(who) for who in {one.customer for one in self.asked.values()}]
        newest.sort(key=_place, reverse=True)
        since = microseconds(wish.since) if wish.since else 0
        return [
            one
            for one in newest
            if one.state() in wish.states
            and one.asked_at >= since
            and (wish.before is None or _place(one) < wish.before)
            and wish.owner in {None, one.care.owner}
        ][: wish.limit]

    def contact(self, contact: int) -> WaitingContact | None:
        asked = self.asked.get(contact)
        return None if asked is None else self._standing(asked.customer)

    def decide(self, wanted: Wanted, said: Statement) -> Care:
        asked = self.asked.get(wanted.contact)
        if asked is None:
            raise NotWaitingError("Nothing is asked by it.")
        told = self.decisions.setdefault(asked.customer, [])
        care = care_of(told)
        is_claim = wanted.kind is DecisionKind.CLAIM
        if care.owner is not None and care.taken_from(said.who) and (is_claim or not wanted.anyway):
            raise TakenError(care.owner, care.since)
        is_up = wanted.kind is DecisionKind.REOPEN and not care.is_off(asked.asked_at)
        if not is_up and not (is_claim and care.owner == said.who):
            until = wanted.until if wanted.kind is DecisionKind.SNOOZE else None
            told.append(Decision(wanted.kind, said.who, said.when, asked.asked_at, until))
        return care_of(told)

    def _standing(self, who: ProfileId) -> WaitingContact:
        newest = max((one for one in self.asked.values() if one.customer == who), key=_place)
        care = care_of(self.decisions.get(who, ()))
        return replace(newest, answered_at=self.answered.get(who, 0), care=care)


def _place(one: WaitingContact) -> tuple[int, int]:
    return one.asked_at, one.id

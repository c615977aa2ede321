"""Writing from one place: what fits is chosen, shown, handed in, followed, taken back."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

import msgspec

from agent_console.actions.messages.gate import warnings
from agent_console.actions.messages.posting import NotSentError, Post
from agent_console.actions.messages.received import Received
from agent_console.actions.messages.topic import fitting
from agent_console.actions.messages.writing import (
    ANSWER,
    CannotWriteError,
    Desk,
    Writing,
    letter,
)
from agent_console.domain.acting.intent import Intent, IntentKind, IntentState
from agent_console.domain.acting.message import Letter
from agent_console.domain.customer import Customer
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.returning import Returning
from agent_console.ports.acting.sending import Way
from agent_console.ports.acting.writing import Choice, Drafts, Live, Preview, Wish
from agent_console.ports.clock import Clock

NO_WAY = "no mailbox can send"
NOBODY = "This customer is not known any more."
NOTHING_CONNECTED = "No mailbox is connected that can send. Settings, Change: its outgoing mail."
WITH_A_LABEL = frozenset({"return_label"})
"""Situations of templates that speak of something attached: they are sent with it."""
FAILED_FOR = timedelta(days=1)
"""So long a failure stays in sight."""


@dataclass(frozen=True, slots=True)
class House:
    """Who writes, in which language by default, and by which connection a letter leaves now.

    `signer` is what they are called, where that is known.
    """

    actor: str
    language: str
    way: Callable[[], Way | None]
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class StoreCorrespondence:
    """Writes letters by the templates of a desk (port Correspondence)."""

    desk: Desk
    post: Post
    received: Received
    kept: Drafts
    clock: Clock
    house: House
    returns: Returning
    typed: dict[str, tuple[ProfileId, str]] = field(default_factory=dict)
    """The words that were typed for what is under way, given back where it is taken back."""

    def preview(self, wish: Wish) -> Preview:
        """Write what is wished for."""
        customer = self._customer(wish.profile)
        if customer is None:
            return Preview(wish, (), cannot=(NOBODY,))
        whole = self._whole(wish, customer)
        shown = Preview(whole, tuple(self._choices()))
        if self.house.way() is None:
            shown = replace(shown, cannot=(NOTHING_CONNECTED,))
        try:
            written = letter(self.desk, customer, self._writing(whole, customer), self.clock.now())
        except CannotWriteError as error:
            return replace(shown, cannot=(*shown.cannot, *error.reasons))
        barred = self.post.forbidden(written, customer)
        differs = [one for one in self.post.against(written, customer) if one not in barred]
        return replace(
            shown,
            letter=written,
            cannot=(*shown.cannot, *barred),
            differs=tuple(differs),
            warnings=tuple(warnings(written, customer)),
        )

    def send(self, preview: Preview, *, anyway: bool = False) -> Handed:
        """Put the previewed letter into the outbox."""
        customer, way = self._customer(preview.wish.profile), self.house.way()
        if customer is None or preview.letter is None or way is None:
            return Handed(cannot=preview.cannot or (NOTHING_CONNECTED if customer else NOBODY,))
        if barred := self.post.forbidden(preview.letter, customer):
            return Handed(cannot=tuple(barred))
        act = self.post.hand_in_anyway if anyway else self.post.hand_in
        try:
            intent = act(preview.letter, customer, way, self._said("anyway" if anyway else ""))
        except NotSentError as error:
            return Handed(cannot=error.reasons) if anyway else Handed(differs=error.reasons)
        if preview.wish.template == ANSWER and preview.wish.words:
            self.typed[intent.key] = (preview.wish.profile, preview.wish.words)
        self._forget_draft(preview.wish, customer)
        return Handed(intent.key)

    def _forget_draft(self, wish: Wish, customer: Customer) -> None:
        if wish.template == ANSWER:
            for profile in customer.profiles:
                self.keep_draft(profile, "")

    def live(self, profiles: Collection[ProfileId]) -> Sequence[Live]:
        """Return what is under way, and what failed lately."""
        found = {one.key: one for one in self.post.outbox.intents(is_open=True)}
        since = self.clock.now() - FAILED_FOR
        for one in self.post.outbox.intents(self._kin(profiles)) if profiles else ():
            if one.state is IntentState.FAILED and one.created_at > since:
                found[one.key] = one
                self._give_back(one.key)
        return [self._live(one) for one in sorted(found.values(), key=lambda one: one.created_at)]

    def cancel(self, key: str) -> bool:
        """Take back what has not left; what was typed for it is a draft again."""
        is_done = self.post.outbox.cancel(key, self._said("taken back"))
        if is_done and key in self.typed:
            self.keep_draft(*self.typed.pop(key))
        return is_done

    def release(self, key: str) -> bool:
        """Let go what was held back."""
        is_decided = not self.returns.is_escalated(key)
        return is_decided and self.post.outbox.release(key, self._said(""))

    def why_not(self) -> str:
        """Say why nobody can be written to from here."""
        return "" if self.house.way() else NO_WAY

    def keep_draft(self, profile: ProfileId, words: str) -> None:
        """Keep what is being written."""
        self.kept.keep(profile, ANSWER, words, self.clock.now())

    def drafts(self) -> Collection[ProfileId]:
        """Return for whom a draft is kept."""
        return self.kept.profiles(ANSWER)

    def settle(self, key: str, *, is_done: bool) -> bool:
        """Note what somebody found out."""
        return self.post.outbox.settle(key, self._said(""), is_done=is_done)

    def _kin(self, profiles: Collection[ProfileId]) -> set[ProfileId]:
        people = self.post.people
        customers = {people.customer_of(one) for one in profiles}
        return {one for customer in customers if customer for one in people.profiles(customer)}

    def _customer(self, profile: ProfileId) -> Customer | None:
        current = self.post.people.customer_of(profile)
        return None if current is None else self.post.people.customer(current)

    def _whole(self, wish: Wish, customer: Customer) -> Wish:
        draft = self.kept.draft(customer.profiles, ANSWER) if wish.words is None else wish.words
        template = wish.template
        if template is None:
            is_waiting = self.received.is_waiting(customer.profiles)
            template = ANSWER if draft else fitting(customer, wish.order, is_waiting=is_waiting)
        language = wish.language or self.house.language
        info = self.desk.book.get(template)
        if info is not None and language not in info.languages:
            language = info.languages[0]
        return replace(wish, template=template, language=language, words=draft)

    def _writing(self, wish: Wish, customer: Customer) -> Writing:
        return Writing(
            template=wish.template or ANSWER,
            language=wish.language or self.house.language,
            signer=self.house.signer,
            order=wish.order,
            words=wish.words or "",
            answers=self.received.last(customer.profiles) if wish.template == ANSWER else None,
        )

    def _choices(self) -> Iterator[Choice]:
        own = self.house.language
        for one in self.desk.book.all():
            if not set(one.situations) <= WITH_A_LABEL:
                title = one.titles.get(own) or next(iter(one.titles.values()), one.name)
                languages = tuple(sorted(one.languages, key=lambda code: (code != own, code)))
                yield Choice(one.name, title, languages, one.name == ANSWER)

    def _live(self, intent: Intent) -> Live:
        told = Live(
            key=intent.key,
            kind=intent.wanted.kind,
            state=intent.state,
            customer=intent.customer,
            is_mine=intent.actor == self.house.actor,
            created_at=intent.created_at,
            left_s=(intent.wanted.due_at - self.clock.now()).total_seconds(),
            outcome=intent.outcome or "",
            connection=intent.wanted.connection,
            order=intent.wanted.order or "",
            is_escalated=self._is_escalated(intent),
            waits=self._waits(intent),
        )
        if intent.wanted.kind is IntentKind.MESSAGE:
            with suppress(msgspec.DecodeError):
                sent = msgspec.json.decode(intent.wanted.request, type=Letter)
                return replace(
                    told, template=sent.template, to=sent.to.address, language=sent.language
                )
        return told

    def _waits(self, intent: Intent) -> str:
        """Say for what a letter waits that takes a label along."""
        label = self.post.outbox.intent(intent.wanted.takes) if intent.wanted.takes else None
        if label is None or intent.state is not IntentState.PENDING:
            return ""
        if label.state is IntentState.DRAFT:
            return "waits for the decision on its label"
        return "" if label.state is IntentState.DONE else "waits for its label"

    def _give_back(self, key: str) -> None:
        """Keep as a draft again what was typed for a message that failed, unless there is one."""
        if key in self.typed:
            profile, words = self.typed.pop(key)
            if not self.kept.draft([profile], ANSWER):
                self.keep_draft(profile, words)

    def _is_escalated(self, intent: Intent) -> bool:
        is_held_label = intent.wanted.kind is IntentKind.LABEL and intent.state is IntentState.DRAFT
        return is_held_label and self.returns.is_escalated(intent.key)

    def _said(self, why: str) -> Statement:
        return Statement(self.house.actor, self.clock.now(), why)

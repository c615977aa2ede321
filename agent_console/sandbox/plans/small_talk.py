"""What ordinary customers ask by mail, and what the service answers."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from agent_console.sandbox.deeds import buying, sending, writing
from agent_console.sandbox.ingredients import Talk
from agent_console.sandbox.letters import OURS, SERVICE, Correspondent, Letter, signed
from agent_console.sandbox.plans.plan import Clerk, Step
from agent_console.sandbox.plans.wording import Facts
from agent_console.sandbox.shop import Order

ASKS, ANSWERED = 0.05, 0.8
LANGUAGES = {"AT": "de", "DE": "de", "FR": "fr"}
PROGRAMS = ("gmail", "gmail", "apple", "outlook", "thunderbird")
MOMENTS: Mapping[str, Callable[..., None]] = {
    "placed": buying.place,
    "shipped": sending.ship,
    "delivered": sending.deliver,
}


def small_talk(clerk: Clerk, order: Order, steps: Sequence[Step]) -> Iterator[Step]:
    """Plan a mail about an order and its answer; most orders cause none."""
    rng = random.Random(f"{order.person.email} {steps[0].at}")  # noqa: S311 - a story, not a secret
    if rng.random() > ASKS:
        return
    moments = {name: step.at for step in steps for name, deed in MOMENTS.items() if step.is_a(deed)}
    language = LANGUAGES.get(order.person.address.country_code, "en")
    talks = [
        one for one in clerk.ingredients.talks if one.language == language and one.moment in moments
    ]
    if talks:
        talk = rng.choice(talks)
        yield from Chat(clerk, order, rng, talk).steps(moments[talk.moment])


@dataclass(frozen=True, slots=True)
class Chat:
    """A question and its answer."""

    clerk: Clerk
    order: Order
    rng: random.Random
    talk: Talk

    def steps(self, after: datetime) -> Iterator[Step]:
        """Plan both; some questions stay without an answer."""
        asked = after + timedelta(minutes=self.rng.randrange(30, 600))
        question = self._question(f"{self.order.person.email} {asked}")
        fill = Facts(asked, self.talk.language, question.zone, self.order).fill
        yield Step(asked, partial(writing.write, letter=question, fill=fill))
        if self.rng.random() < ANSWERED:
            answered = asked + timedelta(minutes=self.rng.randrange(25, 900))
            deed = partial(writing.write, letter=self._answer(question), fill=fill)
            yield Step(answered, deed)

    def _question(self, key: str) -> Letter:
        person, haulage = self.order.person, self.clerk.ingredients.haulage
        return Letter(
            key=key,
            sender=Correspondent(person.full_name, person.email),
            to=SERVICE,
            subject=self.talk.subject,
            text=f"{self.talk.asks.strip()}\n\n{person.full_name}",
            language=self.talk.language,
            program=self.rng.choice(PROGRAMS),
            zone=haulage.zone(person.address.country_code, person.address.province),
        )

    def _answer(self, question: Letter) -> Letter:
        agent = self.rng.choice(self.clerk.ingredients.agents)
        name = f"{agent.first} {agent.last}"
        return Letter(
            key=f"{question.key} answer",
            sender=Correspondent(f"{name} ({SERVICE.name})", SERVICE.address),
            to=question.sender,
            subject="",
            text=signed(self.talk.answer, name),
            answers=question,
            language=self.talk.language,
            program=OURS,
            zone=self.clerk.ingredients.haulage.zone("AT"),
        )

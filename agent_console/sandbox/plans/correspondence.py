"""The mails of people told by hand, and how they hang together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from agent_console.sandbox.deeds import writing
from agent_console.sandbox.ingredients import Ingredients
from agent_console.sandbox.letters import (
    DAEMON,
    ORDERS,
    OURS,
    SERVICE,
    Correspondent,
    Form,
    Letter,
    signed,
)
from agent_console.sandbox.plans.moments import moment
from agent_console.sandbox.plans.plan import Step
from agent_console.sandbox.plans.scenes import Scene
from agent_console.sandbox.plans.wording import Facts
from agent_console.sandbox.shop import Person

Given = Mapping[str, Any]
RECEIPT = "confirmation"


@dataclass(slots=True)
class Desk:
    """Reads mails; one may answer any that was read before."""

    ingredients: Ingredients
    read: dict[str, Letter] = field(default_factory=dict)

    def letters(
        self, person: Person, given: Given, facts: Facts, scenes: Sequence[Scene]
    ) -> Iterator[Step]:
        """Read the mails from and to a person."""
        for told in given.get("mails", ()):
            about = scenes[told.get("order", -1)].facts if scenes else facts
            if told.get("answers") == RECEIPT:
                yield self._receipt(person, told, about, given)
            letter = self._letter(person, told, given, about)
            self.read[letter.key] = letter
            at = moment(told["at"], facts.now)
            yield Step(at, partial(writing.write, letter=letter, fill=about.fill))

    def _letter(self, person: Person, told: Given, given: Given, facts: Facts) -> Letter:
        them = Correspondent(person.full_name, told.get("to", given["email"]))
        sender = self._sender(told, them)
        is_ours = sender.address == SERVICE.address
        return Letter(
            key=told["key"],
            sender=sender,
            to=them if is_ours else SERVICE,
            subject=told.get("subject", ""),
            text=signed(told["text"], told["by"]) if is_ours else told.get("text", ""),
            order=facts.order,
            answers=self._answered(told),
            form=Form(told.get("form", Form.PLAIN)),
            language=told.get("language", facts.language),
            program=OURS if is_ours else given.get("program", "gmail"),
            charset=told.get("charset", "utf-8"),
            zone=self.ingredients.haulage.zone("AT") if is_ours else facts.zone,
            files=tuple(told.get("files", ())),
        )

    def _answered(self, told: Given) -> Letter | None:
        answers = told.get("answers")
        if answers is None:
            return None
        return self.read[f"{told['key']}-{RECEIPT}" if answers == RECEIPT else answers]

    def _sender(self, told: Given, them: Correspondent) -> Correspondent:
        if "by" in told:
            return Correspondent(f"{told['by']} ({SERVICE.name})", SERVICE.address)
        if told.get("form") == Form.BOUNCE:
            return DAEMON
        return Correspondent(**told["from"]) if "from" in told else them

    def _receipt(self, person: Person, told: Given, facts: Facts, given: Given) -> Step:
        """Read the shop's own mail about an order, which the service never sees."""
        letter = Letter(
            key=f"{told['key']}-{RECEIPT}",
            sender=ORDERS,
            to=Correspondent(person.full_name, person.email),
            subject="Your order {order}",
            text="{receipt}",
            zone=self.ingredients.haulage.zone("AT"),
        )
        self.read[letter.key] = letter
        placed = given["orders"][told.get("order", -1)]["placed"]
        deed = partial(writing.compose, letter=letter, fill=facts.fill)
        return Step(moment(placed, facts.now), deed)

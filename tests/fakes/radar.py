"""The radar in memory: parcels at risk, and who takes care of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from agent_console.domain.profile import ProfileId, Statement
from agent_console.domain.watching.policy import ExceptionPolicy
from agent_console.domain.watching.radar import Concern, ParcelKey
from agent_console.machine.policies.exceptions import exception_policy
from agent_console.machine.resources import resources
from agent_console.ports.acting.waiting import TakenError
from agent_console.ports.tracking.watching import Charge


@dataclass
class MemoryRadar:
    """Holds concerns (ports RadarReader and RadarBook); with `failure` none can be read."""

    held: list[Concern] = field(default_factory=list)
    failure: Exception | None = None

    def concerns(self) -> Sequence[Concern]:
        if self.failure is not None:
            raise self.failure
        return tuple(self.held)

    def of_customer(self, customer: ProfileId) -> Sequence[Concern]:
        return tuple(one for one in self.concerns() if one.customer == customer)

    def policy(self) -> ExceptionPolicy:
        return exception_policy(resources("policies") / "exceptions.toml")

    def claim(self, key: ParcelKey, said: Statement) -> Charge:
        return self._hand(key, said, said.who)

    def release(self, key: ParcelKey, said: Statement, *, anyway: bool = False) -> Charge:
        return self._hand(key, said, None)

    def _hand(self, key: ParcelKey, said: Statement, owner: str | None) -> Charge:
        at = next(n for n, one in enumerate(self.held) if one.key == key)
        before = self.held[at]
        if before.owner not in {None, said.who}:
            raise TakenError(before.owner or "", before.claimed_at)
        self.held[at] = replace(before, owner=owner, claimed_at=said.when if owner else None)
        return Charge(owner, said.when if owner else None)

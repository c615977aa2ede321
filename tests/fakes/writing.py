"""A correspondence in memory: what it is asked is kept, what it answers can be set."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from agent_console.domain.acting.intent import IntentKind, IntentState
from agent_console.domain.acting.message import Addressee, Letter
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.writing import Choice, Live, Preview, Wish
from tests.fakes.desk import NOW
from tests.fakes.returning import MemoryReturning

CHOICES = (
    Choice("delay", "Your parcel is late", ("en", "de")),
    Choice("reply", "Reply", ("en", "de"), is_own=True),
)


def a_live(state: IntentState = IntentState.PENDING, **more: object) -> Live:
    told = Live(
        key="k1",
        kind=IntentKind.MESSAGE,
        state=state,
        customer=ProfileId(1),
        is_mine=True,
        created_at=NOW,
        left_s=10.0,
        template="delay",
        to="helena@brandt.at",
        language="en",
        connection="support",
    )
    return replace(told, **more)


@dataclass
class MemoryCorrespondence:
    """All of the port over a dict of what is under way."""

    under_way: dict[str, Live] = field(default_factory=dict)
    texts: dict[ProfileId, str] = field(default_factory=dict)
    sent: list[tuple[Preview, bool]] = field(default_factory=list)
    refused: Handed | None = None
    cannot: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    no_way: str = ""
    returns: MemoryReturning = field(default_factory=MemoryReturning)

    def preview(self, wish: Wish) -> Preview:
        words = self.texts.get(wish.profile, "") if wish.words is None else wish.words
        template = wish.template or ("reply" if words else "delay")
        whole = replace(wish, template=template, language=wish.language or "en", words=words)
        body = words if template == "reply" else f"Late, in {whole.language}."
        letter = Letter(Addressee("helena@brandt.at", "Helena"), f"About {template}", body, "",
                        template, whole.language or "en")  # fmt: skip
        cannot = self.cannot or (("Write something.",) if not body else ())
        return Preview(whole, CHOICES, None if cannot else letter, cannot, self.differs,
                       self.warnings)  # fmt: skip

    def send(self, preview: Preview, *, anyway: bool = False) -> Handed:
        if self.refused is not None and not anyway:
            return self.refused
        self.sent.append((preview, anyway))
        self.texts.pop(preview.wish.profile, None)
        key = f"k{len(self.sent)}"
        self.under_way[key] = a_live(key=key, customer=preview.wish.profile)
        return Handed(key)

    def live(self, profiles: Collection[ProfileId]) -> Sequence[Live]:
        return list(self.under_way.values())

    def cancel(self, key: str) -> bool:
        one = self.under_way.get(key)
        if one is None or one.state not in {IntentState.PENDING, IntentState.DRAFT}:
            return False
        del self.under_way[key]
        return True

    def release(self, key: str) -> bool:
        self.under_way[key] = replace(self.under_way[key], state=IntentState.SENDING)
        return True

    def why_not(self) -> str:
        return self.no_way

    def keep_draft(self, profile: ProfileId, words: str) -> None:
        self.texts[profile] = words

    def drafts(self) -> Collection[ProfileId]:
        return frozenset(self.texts)

    def settle(self, key: str, *, is_done: bool) -> bool:
        one = self.under_way.get(key)
        if one is None or one.state is not IntentState.NEEDS_HUMAN:
            return False
        del self.under_way[key]
        if not is_done:
            self.under_way[key] = replace(one, state=IntentState.FAILED, outcome="found out")
        return True

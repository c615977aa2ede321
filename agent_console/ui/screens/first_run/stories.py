"""The stories a made-up world has to tell, offered where no customer is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.state_panel import Offer, Situation

TITLES = {
    "on_time": "Came on time",
    "weather_delay": "Late because of the weather",
    "no_scan": "Never scanned",
    "delivered_not_received": "Delivered, not received",
    "failed_attempt": "Nobody was at home",
    "customs": "Held at customs",
    "bad_address": "Address incomplete",
    "damaged": "Arrived broken",
    "return_to_sender": "Goes back to us",
    "split_late": "One of two parcels is late",
    "return_refund": "Return and refund",
    "two_emails": "One person, two addresses",
}


@dataclass(frozen=True, slots=True)
class Story:
    """A story: what it is called, and by what its customer is found."""

    title: str
    who: str

    def word(self) -> str:
        """Return the word by which its offer comes back."""
        return f"story {self.who}"


def with_stories(situation: Situation, stories: Sequence[Story]) -> Situation:
    """Offer the stories too, after what can be done otherwise."""
    told = (Offer(one.word(), Glyph.PERSON, one.title) for one in stories)
    return replace(situation, offers=(*situation.offers, *told))


def stories(addresses: Mapping[str, str], names: Mapping[str, str]) -> Sequence[Story]:
    """Return the stories there are, by title and name, in the order of the titles."""
    return [
        Story(f"{title}: {names.get(story, addresses[story])}", addresses[story])
        for story, title in TITLES.items()
        if story in addresses
    ]

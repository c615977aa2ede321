"""An aggregator's own name of a carrier, by the name a store gives it or by its number."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent_console.domain.identity import folded
from agent_console.domain.tracking.carrier_names import is_same_carrier
from agent_console.domain.tracking.recognition import recognised
from agent_console.domain.tracking.shapes import Certainty
from agent_console.ports.source import WantedParcel


@dataclass(frozen=True, slots=True)
class Codes:
    """What an aggregator calls carriers: by their whole names, and by those that may be longer.

    A whole name is written folded, with single spaces; of `families` "UPS" is "UPS Standard" too.
    """

    whole: Mapping[str, str]
    families: Mapping[str, str]

    def of(self, one: WantedParcel) -> str | None:
        """Return the code of a parcel's carrier: as its store names it, else as its number says."""
        by_name = self.named(one.carrier)
        if by_name is not None:
            return by_name
        whose = recognised(one.number)
        found = {each.carrier for each in whose if each.certainty is not Certainty.POSSIBLE}
        return self.named(found.pop()) if len(found) == 1 else None

    def named(self, name: str | None) -> str | None:
        """Return the code of a carrier by a name, None where that may be several or nobody."""
        spaced = " ".join(folded(name or "").replace("-", " ").replace("_", " ").split())
        if not spaced:
            return None
        return self.whole.get(spaced) or next(
            (code for family, code in self.families.items() if is_same_carrier(name, family)), None
        )

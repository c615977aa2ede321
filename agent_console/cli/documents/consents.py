"""Who wants mail, and who none."""

from agent_console.domain.acting.mailing import Consent
from agent_console.domain.moment import iso_z


def consent(read: Consent) -> dict[str, object]:
    """Write how an address stands: who said so, when and why."""
    return {
        "channel": "email",
        "address": read.address,
        "wish": read.wish.value,
        "source": read.source,
        "who": read.who,
        "when": iso_z(read.when),
        "why": read.why,
    }

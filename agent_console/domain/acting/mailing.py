"""What is known of an address before anybody writes there: mail came back, or none is wanted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

CAME_BACK = "bounced"
"""The status of a message that was not delivered."""
NOT_DELIVERED = "not delivered"
IN_WORDS = {
    "1.0": "no such address",
    "1.1": "no such mailbox",
    "1.2": "no such mail server",
    "1.3": "not an address",
    "1.6": "the mailbox has moved",
    "1.10": "mail is not taken there",
    "2.1": "the mailbox is closed",
    "2.2": "mailbox full",
    "2.3": "too large for the mailbox",
    "3.4": "too large for the mail server",
    "4.1": "the mail server did not answer",
    "4.2": "the mail server hung up",
    "4.4": "no way to the mail server",
    "4.7": "not delivered in time",
    "7.1": "refused by the mail server",
}
"""The failures of RFC 3463, without their class."""


def why(status: str | None) -> str:
    """Say in a few words why a mail came back."""
    detail = (status or "").partition(".")[2]
    return IN_WORDS.get(detail, NOT_DELIVERED)


@dataclass(frozen=True, slots=True)
class CameBack:
    """Mail to an address that came back for good, when that was heard last."""

    address: str
    status: str | None
    heard_at: datetime

    def warning(self) -> str:
        """Say it to who writes there again."""
        return (
            f"Mail to {self.address} came back on {self.heard_at:%Y-%m-%d}: {why(self.status)}. "
            "Look for another address."
        )


class Wish(StrEnum):
    """What somebody wants of us."""

    NO_MAIL = "no_mail"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether an address may be written to, as it stood last: who said so, when and why."""

    address: str
    wish: Wish
    source: str
    who: str
    when: datetime
    why: str

    def forbids(self) -> bool:
        """Say whether nobody may write there."""
        return self.wish is Wish.NO_MAIL

    def refusal(self) -> str:
        """Say it to who would write there."""
        day, said = f"{self.when:%Y-%m-%d}", f" ({self.why})" if self.why else ""
        return f"{self.address} must not be written to: opted out on {day}, {self.who}{said}."

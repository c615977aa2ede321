"""How far a folder has been read, as it is kept between passes."""

from dataclasses import dataclass, replace

import msgspec

from agent_console.connectors.channels.email.imap.session import Box


@dataclass(frozen=True, slots=True)
class Progress:
    """What is done of a folder: all that is numbered from `low` to `high`, reaching `days` back.

    New mails are numbered above `high`. What lies below `low` is read from the newest down;
    `low` is 0 once nothing is left there.
    """

    folder: str
    validity: int
    high: int
    low: int
    days: int

    def encoded(self) -> str:
        """Write it as a cursor."""
        return msgspec.json.encode(self).decode()

    def up_to(self, uid: int) -> "Progress":
        """Return it with the new mails up to a number read too."""
        return replace(self, high=max(uid, self.high))

    def down_to(self, uid: int) -> "Progress":
        """Return it with the old mails down to a number read too."""
        return replace(self, low=uid)


def progress(cursor: str | None, box: Box, days: int) -> Progress:
    """Return where to go on in a folder; from the beginning when it is not the one of before.

    Where the settings reach further back than what was read, all of it is looked at again.
    """
    start = Progress(box.folder, box.validity, box.next_uid - 1, box.next_uid, days)
    try:
        known = msgspec.json.decode(cursor or "", type=Progress)
    except msgspec.DecodeError:
        return start
    if (known.folder, known.validity) != (box.folder, box.validity):
        return start
    if known.high >= box.next_uid:
        return start
    is_further = known.days and (not days or days > known.days)
    return replace(known, low=known.high + 1, days=days) if is_further else known

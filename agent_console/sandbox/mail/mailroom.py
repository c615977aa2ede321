"""The folders of the service's mailbox."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock

from agent_console.sandbox.letters import SERVICE
from agent_console.sandbox.mail.composing import compose
from agent_console.sandbox.world import World

SEEN, ANSWERED = "\\Seen", "\\Answered"


@dataclass(slots=True, eq=False)
class Message:
    """A mail in a folder."""

    uid: int
    received: datetime
    raw: bytes
    flags: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Folder:
    """A folder; `use` is the special use it is known for, numbers are never used again."""

    name: str
    validity: int
    use: str | None = None
    messages: list[Message] = field(default_factory=list)
    next_uid: int = 1

    def add(self, raw: bytes, received: datetime, flags: set[str]) -> Message:
        """Put a mail into it."""
        message = Message(self.next_uid, received, raw, flags)
        self.next_uid += 1
        self.messages.append(message)
        return message


class Mailroom:
    """Sorts what is written in the world into the folders; who reads them holds the lock."""

    def __init__(self, world: World) -> None:
        self.lock = RLock()
        self._world = world
        self._seen = 0
        self._received: dict[str, Message] = {}
        validity = int(world.now.timestamp())
        self.inbox, self.sent = Folder("INBOX", validity), Folder("Sent", validity, "\\Sent")
        self._old = world.now.replace(hour=0, minute=0, second=0, microsecond=0)

    def catch_up(self) -> None:
        """Sort what was written since the last time."""
        with self._world.lock, self.lock:
            letters = self._world.ledger.letters
            fresh, self._seen = letters[self._seen :], len(letters)
            for letter in fresh:
                is_read = letter.is_ours or letter.at < self._old
                folder = self.sent if letter.is_ours else self.inbox
                added = folder.add(compose(letter), letter.at, {SEEN} if is_read else set())
                self._received[letter.message_id] = added
                if letter.is_ours and letter.answers is not None:
                    self._answer(letter.answers.message_id)

    def folders(self) -> tuple[Folder, ...]:
        """List all folders."""
        return (self.inbox, self.sent)

    def find(self, name: str) -> Folder | None:
        """Find a folder by its name; the inbox may be written in any case."""
        wanted = "INBOX" if name.upper() == "INBOX" else name
        return next((one for one in self.folders() if one.name == wanted), None)

    def deliver(self, raw: bytes, recipients: list[str]) -> None:
        """Take in a mail that somebody sent; what goes to others is theirs."""
        self.catch_up()
        if SERVICE.address in (one.lower() for one in recipients):
            with self.lock:
                self.inbox.add(raw, datetime.now(UTC), set())

    def knows(self, address: str) -> bool:
        """Whether somebody in the world can be reached there."""
        wanted = address.lower()
        with self._world.lock:
            return wanted == SERVICE.address or any(
                person.email.lower() == wanted for person in self._world.ledger.people
            )

    def _answer(self, message_id: str) -> None:
        if message_id in self._received:
            self._received[message_id].flags.add(ANSWERED)

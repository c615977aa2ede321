"""A large mailbox fills the store from its newest mails on, long before all of it is read."""

import asyncio
import os
import pwd
from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.connectors.channels.email.manifest import connect
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import TimelineWish
from agent_console.storage.opening import Place, create_store
from agent_console.storage.readers.recency import StoredRecency
from agent_console.storage.readers.timelines import StoredTimelines
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.sync.pull import EVERYTHING_NOW, Outcome, Pull
from tests.connectors.channels.email.mailboxes import NOON, given, letter, of_box
from tests.fakes.clock import FixedClock
from tests.peers.mail.mail import Box

MANY = int(os.environ.get("AGENT_CONSOLE_BENCH_MAILS", "1500"))
FIRST = 100
KEY = "5e" * 32


@pytest.mark.timeout(900)
def test_the_newest_hundred_can_be_read_before_the_rest_has_come(mailbox: Box, tmp_path: Path):
    fill(mailbox, MANY)
    store = create_store(Place(tmp_path), KEY)
    seen, told = list[str](), list[Outcome]()

    def look(outcome: Outcome) -> None:
        told.append(outcome)
        if len(told) == 1:
            seen.extend(newest_titles(store))

    source = connect(given(of_box(mailbox)))
    intake = StoredIntake(store)
    pull = Pull("support", "email", source, intake, FixedClock(NOON), on_progress=look)
    outcome = asyncio.run(whole(pull))
    store.close()
    assert (told[0].stored, told[0].total) == (FIRST, MANY)
    assert seen[:2] == [f"Letter {MANY - 1}", f"Letter {MANY - 2}"]
    assert (outcome.stored, outcome.failure) == (MANY, None)


async def whole(pull: Pull) -> Outcome:
    """Read all there is, and hang up."""
    try:
        return await pull.all(EVERYTHING_NOW)
    finally:
        await pull.source.close()


def newest_titles(store: Store) -> list[str]:
    """Return what the window would list first, each line read from its person's timeline."""
    recent = StoredRecency(store).recent(2)
    reader, wish = StoredTimelines(store), TimelineWish(limit=1)
    pages = [reader.page([ProfileId(one.customer)], wish) for one in recent]
    return [entry.title for page in pages for entry in page]


def fill(mailbox: Box, many: int) -> None:
    """Lay so many mails of as many people into the folder of a mailbox, the newest last."""
    mailbox.put([])
    folder = mailbox.peer.certificate.parent / "mail" / mailbox.address / "cur"
    with mailbox.signed_in() as line:
        line.select("INBOX")
    owner = pwd.getpwnam("mail")
    for number in range(many):
        at = NOON - timedelta(minutes=5 * (many - number))
        date = at.strftime("%a, %d %b %Y %H:%M:%S +0000")
        path = folder / f"{int(at.timestamp())}.M{number:06}.here:2,"
        path.write_bytes(letter(number, sender=f"p{number}@customer.test", Date=date))
        os.chown(path, owner.pw_uid, owner.pw_gid)
        os.utime(path, (at.timestamp(), at.timestamp()))

"""The mailbox of the demo world in this process, and ways to read it and to send."""

import imaplib
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from agent_console.sandbox.mail.imap.server import ImapServer
from agent_console.sandbox.mail.imap.session import PASSWORD, USERNAME
from agent_console.sandbox.mail.mailroom import Mailroom
from agent_console.sandbox.mail.smtp import SmtpServer
from agent_console.sandbox.serving.faults import Behaviour
from agent_console.sandbox.world import World
from tests.sandbox.conftest import NOW, serving


@dataclass
class Post:
    """A mailroom with its two doors."""

    world: World
    mailroom: Mailroom
    imap: ImapServer
    smtp: SmtpServer

    @contextmanager
    def reader(self, password: str = PASSWORD) -> Iterator[imaplib.IMAP4]:
        client = imaplib.IMAP4("127.0.0.1", self.imap.port, timeout=10)
        try:
            client.login(USERNAME, password)
            yield client
        finally:
            client.logout()

    @contextmanager
    def sender(self) -> Iterator[smtplib.SMTP]:
        with smtplib.SMTP("127.0.0.1", self.smtp.port, timeout=10) as client:
            client.login(USERNAME, PASSWORD)
            yield client


@contextmanager
def opened(world: World) -> Iterator[Post]:
    mailroom = Mailroom(world)
    imap, smtp = ImapServer(mailroom, behaviour=Behaviour()), SmtpServer(mailroom)
    smtp.start()
    try:
        with serving(imap):
            yield Post(world, mailroom, imap, smtp)
    finally:
        smtp.stop()


@pytest.fixture
def post(world: World) -> Iterator[Post]:
    """The mailbox of the world that nobody moves."""
    with opened(world) as found:
        yield found


@pytest.fixture
def moving() -> Iterator[Post]:
    """The mailbox of a world of its own."""
    with opened(World(NOW)) as found:
        yield found


@pytest.fixture
def inbox(post: Post) -> Iterator[imaplib.IMAP4]:
    """The inbox, looked at without touching it."""
    with post.reader() as client:
        client.select("INBOX", readonly=True)
        yield client

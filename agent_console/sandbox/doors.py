"""All doors to the world: the store, EasyPost, the mailbox, each on a port of its own."""

from socketserver import BaseServer
from threading import Thread

from agent_console.sandbox.easypost.limit import Limit
from agent_console.sandbox.easypost.server import API_KEY, EasyPostServer
from agent_console.sandbox.letters import SERVICE
from agent_console.sandbox.mail.imap.server import ImapServer
from agent_console.sandbox.mail.imap.session import PASSWORD as MAIL_PASSWORD
from agent_console.sandbox.mail.imap.session import USERNAME as MAIL_USERNAME
from agent_console.sandbox.mail.mailroom import Mailroom
from agent_console.sandbox.mail.smtp import SmtpServer
from agent_console.sandbox.serving.faults import Behaviour
from agent_console.sandbox.serving.loopback import LOOPBACK
from agent_console.sandbox.vendure.server import VendureServer
from agent_console.sandbox.vendure.sessions import PASSWORD, USERNAME
from agent_console.sandbox.world import World

IN_A_HURRY = 10_000
"""Calls a second: who looks at the demo for the first time is not to wait for a carrier."""
LOOK_EVERY = 0.1
"""So many seconds pass at most until a door that is to close does."""


class Doors:
    """The servers over one world; `behaviour` is the store's."""

    def __init__(self, world: World, port: int, behaviour: Behaviour) -> None:
        self._world = world
        mailroom = Mailroom(world)
        self._store = VendureServer(world, port, behaviour)
        self._easypost = EasyPostServer(world, limit=Limit(IN_A_HURRY))
        self._imap = ImapServer(mailroom)
        self._smtp = SmtpServer(mailroom)
        self._threads: list[Thread] = []

    def open(self) -> None:
        """Open them all."""
        for server in self._servers():
            thread = Thread(target=server.serve_forever, args=(LOOK_EVERY,))
            thread.start()
            self._threads.append(thread)
        self._smtp.start()

    def close(self) -> None:
        """Close them all."""
        for server in self._servers():
            server.shutdown()
        for thread in self._threads:
            thread.join()
        for server in self._servers():
            server.server_close()
        self._smtp.stop()

    def told(self) -> dict[str, object]:
        """Say where they are and what opens them."""
        return {
            "base": self._store.base,
            "username": USERNAME,
            "password": PASSWORD,
            "stories": self._world.stories,
            "names": self._world.names,
            "easypost": {"base": self._easypost.base, "api_key": API_KEY},
            "mail": {
                "imap_host": LOOPBACK,
                "imap_port": self._imap.port,
                "smtp_host": LOOPBACK,
                "smtp_port": self._smtp.port,
                "username": MAIL_USERNAME,
                "password": MAIL_PASSWORD,
                "address": SERVICE.address,
                "sent_folder": "Sent",
            },
        }

    def _servers(self) -> tuple[BaseServer, ...]:
        return (self._store, self._easypost, self._imap)

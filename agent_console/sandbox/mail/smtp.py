"""The SMTP door: what is sent here reaches the service's own mailbox, and nobody outside."""

import asyncio
import hmac
import logging
from datetime import UTC, datetime
from email.utils import format_datetime
from threading import Thread

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from agent_console.sandbox.mail.composing import HOST
from agent_console.sandbox.mail.imap.session import PASSWORD, USERNAME
from agent_console.sandbox.mail.mailroom import Mailroom
from agent_console.sandbox.serving.loopback import LOOPBACK

LARGEST = 30_000_000
# It would tell, without being asked, of addresses and of how its next version will differ.
logging.getLogger("mail.log").disabled = True


class Door:
    """Decides whom to let in and what to take."""

    def __init__(self, mailroom: Mailroom) -> None:
        self._mailroom = mailroom

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take mail only from who has signed in."""
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take mail only for who exists."""
        if not self._mailroom.knows(address):
            return "550 5.1.1 Recipient address rejected: User unknown"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take the mail."""
        content = envelope.original_content or b""
        now = format_datetime(datetime.now(UTC))
        traced = f"Return-Path: <{envelope.mail_from}>\r\nReceived: by {HOST}; {now}\r\n"
        self._mailroom.deliver(traced.encode() + content, envelope.rcpt_tos)
        return "250 2.0.0 Ok: queued"

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, told: object
    ) -> AuthResult:
        """Let the one account in."""
        is_right = (
            isinstance(told, LoginPassword)
            and told.login.decode("utf-8", "replace").lower() == USERNAME
            and hmac.compare_digest(told.password, PASSWORD.encode())
        )
        return AuthResult(success=is_right, handled=is_right)


class SmtpServer:
    """A submission door, on loopback only, with a loop and a thread of its own."""

    def __init__(self, mailroom: Mailroom, port: int = 0) -> None:
        self._door = Door(mailroom)
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(
            self._loop.create_server(self._protocol, LOOPBACK, port)
        )
        self._thread = Thread(target=self._loop.run_forever, name="smtp", daemon=True)

    @property
    def port(self) -> int:
        """Where it is."""
        return int(self._server.sockets[0].getsockname()[1])

    def start(self) -> None:
        """Open the door."""
        self._thread.start()

    def stop(self) -> None:
        """Close it, and whoever is still in it is put out."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        self._server.close()
        visits = [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]
        for visit in visits:
            visit.cancel()
        await asyncio.gather(*visits, return_exceptions=True)

    def _protocol(self) -> SMTP:
        return SMTP(
            self._door,
            authenticator=self._door.authenticate,
            auth_require_tls=False,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname=HOST,
            loop=self._loop,
        )

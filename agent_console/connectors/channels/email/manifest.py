"""E-mail as a kind of connector."""

from agent_console.connectors.channels.email.client import EmailSource
from agent_console.connectors.channels.email.mapper import contact, contact_of_text
from agent_console.connectors.channels.email.notices.reading import notice
from agent_console.connectors.channels.email.notices.showing import shipment
from agent_console.connectors.channels.email.settings import FIELDS, settings
from agent_console.connectors.channels.email.smtp.sender import EmailSender
from agent_console.connectors.kit.manifest import Given, Manifest
from agent_console.connectors.kit.reading import UnreadableError
from agent_console.ports.explaining import Exchange, Explained, Trouble

PLAIN = ".txt"


def connect(given: Given) -> EmailSource:
    """Open a connection; nothing is sent yet."""
    return EmailSource(settings(given), given.clock)


def send(given: Given) -> EmailSender:
    """Open a connection as the way out; nothing is sent yet."""
    return EmailSender(settings(given), given.labels)


def explain(exchange: Exchange, _region: str) -> Explained:
    """Read a mail, or a plain body where the file is called one."""
    raw = exchange.raw if exchange.raw is not None else exchange.text.encode()
    if exchange.suffix == PLAIN:
        return Explained(contacts=(contact_of_text(raw),))
    try:
        said = contact(raw)
    except UnreadableError as error:
        return Explained(errors=(Trouble("refused", str(error)),))
    # Whose mailbox it is, is not known here: only carriers can tell.
    found = notice(said, raw, None, frozenset())
    return Explained(contacts=(said,), shipments=(shipment(found),) if found else ())


MANIFEST = Manifest(
    kind="email", label="E-mail", fields=FIELDS, open=connect, explain=explain, send=send
)

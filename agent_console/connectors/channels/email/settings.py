"""How a mailbox is configured."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.connectors.kit.loopback import is_loopback
from agent_console.connectors.kit.manifest import Field, Given
from agent_console.domain import identity
from agent_console.ports.failures import Refused, SignInAgain
from agent_console.ports.secrets import Secret

MOST_DAYS, HIGHEST_PORT = 36_500, 65_535
FIELDS = (
    Field("imap_host"),
    Field("imap_port", default="", most=HIGHEST_PORT),
    Field("imap_security", default="tls"),
    Field("smtp_host", default=""),
    Field("smtp_port", default="", most=HIGHEST_PORT),
    Field("smtp_security", default="tls"),
    Field("username"),
    Field("address", default=""),
    Field("sent_folder", default=""),
    Field("first_days", default="365", most=MOST_DAYS),
    Field("password", is_secret=True),
    Field("oauth_token", is_secret=True, instead_of="password"),
)
"""Of the two secrets one will do."""
PORTS = {
    "imap": {"tls": 993, "starttls": 143, "none": 143},
    "smtp": {"tls": 465, "starttls": 587, "none": 25},
}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Where mail leaves."""

    host: str
    port: int
    security: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the mailbox is, who signs in, and which addresses are its own.

    `first_days` says how far back the first pass reads; 0 is everything. Without `outgoing` it is
    only read.
    """

    name: str
    host: str
    port: int
    security: str
    username: str
    password: Secret | None
    oauth_token: Secret | None
    own: frozenset[str]
    address: str
    """The one that mails are sent from."""
    sent_folder: str = ""
    first_days: int = 365
    outgoing: Outgoing | None = None
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)


def settings(given: Given) -> Settings:
    """Read the settings of a connection.

    Raises:
        SignInAgain: there is neither a password nor a token.
        Refused: they cannot be used, or would send the secret in clear text.
    """
    values, name = given.values, given.name
    password, token = given.secrets.get("password"), given.secrets.get("oauth_token")
    if password is None and token is None:
        raise SignInAgain(
            f"{name} has neither a password nor an oauth_token; "
            f"run `agent-console secrets set {name} password`"
        )
    host, port, security = _door(name, values, "imap")
    return Settings(
        name=name,
        host=host,
        port=port,
        security=security,
        username=values["username"],
        password=password,
        oauth_token=token,
        own=frozenset(own := _own(name, values)),
        address=own[0],
        sent_folder=values.get("sent_folder", ""),
        first_days=_whole(name, values, "first_days", MOST_DAYS),
        outgoing=Outgoing(*_door(name, values, "smtp")) if values.get("smtp_host") else None,
    )


def _door(name: str, values: Mapping[str, str], protocol: str) -> tuple[str, int, str]:
    """Return host, port and security of a server, the port by its security if none is told."""
    host, ports = values[f"{protocol}_host"], PORTS[protocol]
    security = values.get(f"{protocol}_security") or "tls"
    if security not in ports:
        raise Refused(f"{name}: {protocol}_security is one of {', '.join(ports)}")
    if security == "none" and not is_loopback(host):
        raise Refused(f"{name}: without TLS the secret would travel in clear text")
    return host, _whole(name, values, f"{protocol}_port", HIGHEST_PORT) or ports[security], security


def _whole(name: str, values: Mapping[str, str], key: str, most: int) -> int:
    said = values.get(key) or "0"
    if not (said.isascii() and said.isdecimal() and int(said) <= most):
        raise Refused(f"{name}: {key} is a whole number up to {most}")
    return int(said)


def _own(name: str, values: Mapping[str, str]) -> list[str]:
    """Return the addresses that are ours: several may be written with commas between them."""
    said = [*values.get("address", "").split(","), values["username"]]
    own = [one.value for text in said if (one := identity.email(text))]
    if not own:
        raise Refused(f"{name}: {values['username']!r} is no e-mail address; set address to one")
    return own

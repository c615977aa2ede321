"""Which addresses a connection may have: only https leaves this computer, and no secret with it."""

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from agent_console.connectors.kit.loopback import is_loopback

BROKEN = re.compile(r"[\s\x00-\x1f\x7f\\]|\][^:/]")
"""What other programs may read otherwise than we do: blanks, backslashes, text behind a bracket."""
SECURITIES = ("tls", "starttls", "none")


def insecure(url: str) -> str | None:
    """Say what is wrong with an address, or None."""
    parts = _parts(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return f"{url!r} is no address; write https://host"
    if parts.username is not None or parts.password is not None:
        return "an address holds no user and no password; they have fields of their own"
    if parts.query or parts.fragment:
        return f"{url!r} is no address; leave out what follows ? or #"
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        return f"{url!r} would send secrets in clear text; use https"
    return None


def unprotected(values: Mapping[str, str]) -> tuple[str, str] | None:
    """Name the field by which a server without TLS would hear secrets, and what is wrong."""
    for key, security in values.items():
        server, found, _ = key.partition("_security")
        if not found:
            continue
        if security not in SECURITIES:
            return key, f"{security!r} is unknown; write {', '.join(SECURITIES)}"
        host = values.get(f"{server}_host", "")
        if security == "none" and host and not is_loopback(host):
            return key, f"{host} would get secrets in clear text; write tls or starttls"
    return None


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        is_whole = parts.port != 0 and not BROKEN.search(url)
    except ValueError:
        return None
    return parts if is_whole else None

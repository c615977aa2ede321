"""Which addresses a connection may have: only https leaves this computer, and no secret with it."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

BROKEN = re.compile(r"[\s\x00-\x1f\x7f\\]|\][^:/]")
"""What other programs may read otherwise than we do: blanks, backslashes, text behind a bracket."""


def insecure(url: str) -> str | None:
    """Say what is wrong with an address, or None."""
    parts = _parts(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return f"{url!r} is no address; write https://host"
    if parts.username is not None or parts.password is not None:
        return "an address holds no user and no password; they have fields of their own"
    if parts.query or parts.fragment:
        return f"{url!r} is no address; leave out what follows ? or #"
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        return f"{url!r} would send secrets in clear text; use https"
    return None


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        is_whole = parts.port != 0 and not BROKEN.search(url)
    except ValueError:
        return None
    return parts if is_whole else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

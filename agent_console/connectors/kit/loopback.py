"""Whether an address is this computer's own, where nobody listens in between."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Say whether a host is this computer and cannot be another one."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

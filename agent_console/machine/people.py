"""Who works at this computer, as the computer knows them."""

import sys


def full_name(login: str) -> str | None:
    """Return what somebody is called, None where only the name they log in by is known."""
    if sys.platform == "win32":
        return None
    import pwd  # noqa: PLC0415 - not everywhere

    try:
        told = pwd.getpwnam(login).pw_gecos.split(",")[0].strip()
    except KeyError:
        return None
    return told if told and told.casefold() != login.casefold() else None

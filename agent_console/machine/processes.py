"""Other processes of this computer."""

import os
import socket


def own_name() -> str:
    """Name this process so that others can tell whether it still lives: `host:pid`."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_gone(name: str) -> bool:
    """Say whether a named process of this computer has ended; one elsewhere never seems gone."""
    host, _, pid = name.rpartition(":")
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False

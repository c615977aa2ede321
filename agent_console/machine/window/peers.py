"""Who is at the other end of a local socket."""

import os
import socket
import struct

CREDENTIALS = struct.Struct("3i")
"""What Linux tells of the other end: its process, its user and its group."""


def is_ours(line: socket.socket) -> bool:
    """Say whether the other end is this user's; where that is not told, the folder guards it."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    told = line.getsockopt(socket.SOL_SOCKET, option, CREDENTIALS.size)
    _process, user, _group = CREDENTIALS.unpack(told)
    return bool(user == os.getuid())


def is_own_end(number: int) -> bool:
    """Say of the number of an open socket whether its other end is this user's."""
    try:
        with socket.socket(fileno=os.dup(number)) as line:
            return is_ours(line)
    except OSError:
        return False

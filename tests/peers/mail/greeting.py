"""Whether a server of mail says hello."""

import socket


def greets(port: int) -> bool | None:
    """Return True once the server on the port has said something."""
    try:
        with socket.create_connection(("127.0.0.1", port), 0.3) as line:
            line.settimeout(3)
            return bool(line.recv(64)) or None
    except OSError:
        return None

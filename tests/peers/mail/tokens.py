"""A server that says whether a token is good, as an identity provider does when Dovecot asks."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass
class Tokens:
    """Whose token is good; all others have expired."""

    url: str = ""
    good: dict[str, str] = field(default_factory=dict)


@contextmanager
def tokens() -> Iterator[Tokens]:
    """Serve it on a free port for the time of the block."""
    known = Tokens()

    class Introspection(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            said = parse_qs(body).get("token", [""])[0]
            self._answer(said)

        def do_GET(self) -> None:
            bearer = (self.headers.get("authorization") or "").removeprefix("Bearer ")
            self._answer(bearer)

        def _answer(self, token: str) -> None:
            owner = known.good.get(token)
            told = json.dumps({"active": owner is not None, "email": owner or ""}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Introspection)
    known.url = f"http://127.0.0.1:{server.server_address[1]}/introspect"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()

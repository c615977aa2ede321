"""WooCommerce on loopback, as its REST API was measured to behave; it only answers questions."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.peers.woocommerce.api import HTML, Reply, WooApi
from tests.peers.woocommerce.shop import WooShop


@dataclass
class WooPeer:
    """A store that listens at `base`; it takes `delay_s` for each answer, as PHP does."""

    api: WooApi
    base: str = ""
    delay_s: float = 0.0

    @property
    def shop(self) -> WooShop:
        """Return what the store holds."""
        return self.api.shop


class Counter(BaseHTTPRequestHandler):
    """One connection to the store; answers leave in one piece and at once."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    peer: WooPeer

    def do_GET(self) -> None:
        place = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(place.query).items()}
        if self.peer.delay_s:
            threading.Event().wait(self.peer.delay_s)
        told = self.headers.get("authorization", "")
        self._send(self.peer.api.reply(place.path, query, told))

    def _send(self, reply: Reply) -> None:
        body = reply.body.encode()
        self.send_response(reply.status)
        for name, value in {"content-type": HTML, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet."""


@contextmanager
def running(shop: WooShop | None = None) -> Iterator[WooPeer]:
    """Open a store on a free port for the time of the block."""
    peer = WooPeer(WooApi(shop or WooShop()))
    ours = type("OurCounter", (Counter,), {"peer": peer})
    with ThreadingHTTPServer(("127.0.0.1", 0), ours) as server:
        server.daemon_threads = True
        peer.base = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield peer
        finally:
            server.shutdown()
            thread.join()

"""The store on loopback, for the program as a whole."""

import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.fakes.shopify.admin import Admin

TOKEN_HEADER = "x-shopify-access-token"


def answered(admin: Admin, request: httpx.Request) -> httpx.Response:
    """Return the answer to a request that never left this process."""
    if request.method == "GET":
        status, file = admin.bulk.file(request.url.path, dict(request.headers))
        return httpx.Response(status, stream=Broken(file, admin.bulk.length))
    question = json.loads(request.content)
    token = request.headers.get(TOKEN_HEADER)
    status, document = admin.reply(request.url.path, token, question)
    return httpx.Response(status, json=document, headers={"x-shopify-api-version": "2026-07"})


class Broken(httpx.AsyncByteStream):
    """A file as it comes in small pieces, and breaks off after so many bytes."""

    def __init__(self, content: bytes, length: int | None) -> None:
        self.content, self.length = content, length

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self.content[: self.length]), 777):
            yield self.content[start : start + 777]
        if self.length is not None:
            raise httpx.ReadError("connection reset")


class Counter(BaseHTTPRequestHandler):
    """One connection to the store."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    admin: Admin

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        token = self.headers.get(TOKEN_HEADER)
        status, document = self.admin.reply(self.path, token, json.loads(body))
        said = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def do_GET(self) -> None:
        status, file = self.admin.bulk.file(self.path, dict(self.headers.items()))
        self.send_response(status)
        self.send_header("content-length", str(len(file)))
        self.end_headers()
        self.wfile.write(file[: self.admin.bulk.length])
        self.close_connection = self.admin.bulk.length is not None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet."""


@contextmanager
def serving(admin: Admin) -> Iterator[str]:
    """Open the store on a free port for the time of the block; yields where it is."""
    ours = type("OurCounter", (Counter,), {"admin": admin})
    with ThreadingHTTPServer(("127.0.0.1", 0), ours) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            admin.bulk.files_at = f"http://127.0.0.1:{server.server_port}"
            yield admin.bulk.files_at
        finally:
            server.shutdown()
            thread.join()

"""A real server on 127.0.0.1, for tests of fetching: each path answers what a test says, and what was asked
is noted."""

import hashlib
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Handler = http.server.BaseHTTPRequestHandler


@dataclass
class Site:
    """Paths and their answers: bytes, served with an ETag, or a function of the handler that answers
    itself."""

    routes: dict[str, bytes | Callable[[Handler], None]] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    url: str = ""

    def answer(self, handler: Handler) -> None:
        """Answer a request."""
        route = self.routes.get(handler.path)
        if callable(route):
            route(handler)
            return
        if route is None:
            handler.send_error(404)
            return
        tag = f'"{hashlib.sha256(route).hexdigest()[:16]}"'
        if handler.headers.get("If-None-Match") == tag:
            handler.send_response(304)
            handler.end_headers()
            return
        reply(handler, route, {"ETag": tag, "Content-Type": self.kinds.get(handler.path, "text/html")})


def reply(handler: Handler, content: bytes, headers: dict[str, str] | None = None, status: int = 200) -> None:
    """Send an answer."""
    handler.send_response(status)
    for name, value in (headers or {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


@contextmanager
def served() -> Iterator[Site]:
    """A site that is served while the block lasts."""
    site = Site()

    class Answering(Handler):
        def do_GET(self) -> None:
            try:
                site.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client had enough

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            site.asked.append((self.path, int(code)))

        def log_message(self, *arguments: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

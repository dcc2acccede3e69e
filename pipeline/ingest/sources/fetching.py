"""Fetching: one request at a time, politely, with limits; what cannot be had is a Refusal with its reason.

Every hop is checked (pipeline.ingest.sources.addresses). Contents come unpacked, and unpacking stops at the
limit, so that a small answer cannot become a large one.
"""

import datetime
import email.utils
import functools
import importlib.metadata
import random
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx2
from protego import Protego

from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.addresses import Target, checked_target, joined
from pipeline.settings import settings

TRIES = 3
REDIRECTS = 5
CONNECT_SECONDS, READ_SECONDS = 10.0, 30.0
BACKOFF_SECONDS = 0.5
MAX_CRAWL_DELAY = 30.0
MAX_ROBOTS_BYTES = 512_000
PASSING = frozenset({429, 500, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})
ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json,"
    " */*;q=0.5"
)
PIECE = 65_536


class Passing(Exception):
    """A failure that may be gone at the next try; `after` is how many seconds the server asks to wait,
    `is_host` whether the host could not be connected to at all."""

    def __init__(self, refusal: Refusal, after: float | None = None, *, is_host: bool = False):
        super().__init__(str(refusal))
        self.refusal = refusal
        self.after = after
        self.is_host = is_host


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask with whether something changed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditional headers of a request."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the address in the end, the content unpacked; None as content for 'not
    modified'."""

    url: str
    content: bytes | None
    content_type: str = ""
    validators: Validators = Validators()


@functools.cache
def version() -> str:
    """The version of the program."""
    return importlib.metadata.version("statusquo")


def user_agent() -> str:
    """How the program calls itself."""
    return f"statusquo/{version()}" + (f" (+{settings().contact})" if settings().contact else "")


def retry_after(value: str | None, now: datetime.datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait; None where it asks nothing that is understood."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def unpacked(pieces: Iterator[bytes], packing: str, limit: int) -> bytes:
    """A content out of its packed pieces. Raises Refusal: oversized beyond the limit, broken, unsupported."""
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Refusal("unsupported", f"packed as {packing}, which was not asked for")
    unpacking = (
        zlib.decompressobj(47 if "gzip" in packing else 15) if packing not in ("", "identity") else None
    )
    content = bytearray()
    for piece in pieces:
        try:
            content += unpacking.decompress(piece, limit + 1 - len(content)) if unpacking else piece
        except zlib.error as error:
            raise Refusal("broken", f"the packed content is damaged: {error}") from error
        if len(content) > limit:
            raise Refusal("oversized", f"more than STATUSQUO_MAX_ORIGINAL_BYTES={limit}")
    if unpacking and not unpacking.eof:
        raise Refusal("broken", "the packed content ends before its end")
    return bytes(content)


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses; remembers hosts' rules, when each was last asked, and which did not answer."""

    sleep: Callable[[float], None] = time.sleep
    asked: dict[str, float] = field(default_factory=dict)
    rules: dict[str, Protego | None] = field(default_factory=dict)
    silent: dict[str, Refusal] = field(default_factory=dict)
    client: httpx2.Client = field(
        default_factory=lambda: httpx2.Client(
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            # A kept connection belongs to a network address, which several hosts may share.
            limits=httpx2.Limits(max_keepalive_connections=0),
        )
    )

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *failure: object) -> None:
        self.client.close()

    def get(self, url: str, validators: Validators = Validators(), *, robots: bool = True) -> Answer:
        """Fetch an address, with redirects. Raises Refusal: forbidden_address, unreachable, server_error,
        disallowed, oversized, broken, unsupported.
        """
        for _ in range(REDIRECTS + 1):
            target = checked_target(url)
            if robots and not self.is_allowed(target):
                raise Refusal("disallowed", f"{target.url}: robots.txt of {target.host} does not admit it")
            answer = self.tried(target, validators)
            if isinstance(answer, Answer):
                return answer
            url, validators = joined(target.url, answer), Validators()
        raise Refusal("server_error", f"{url}: more than {REDIRECTS} redirects")

    def tried(self, target: Target, validators: Validators) -> Answer | str:
        """The answer, or the address of a redirect, after as many tries as it takes. Raises Refusal."""
        if target.origin in self.silent:
            raise self.silent[target.origin]
        for attempt in range(TRIES):
            self.wait(target)
            try:
                return self.once(target, validators)
            except Passing as passing:
                pause = passing.after
                if pause is None:
                    pause = BACKOFF_SECONDS * 2**attempt * random.uniform(0.5, 1.5)
                if attempt == TRIES - 1 or pause > settings().fetch_patience:
                    if passing.is_host:
                        self.silent[target.origin] = passing.refusal
                    raise passing.refusal from passing
                self.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def once(self, target: Target, validators: Validators) -> Answer | str:
        """One request to the checked network address. Raises Passing and Refusal."""
        try:
            url = httpx2.URL(target.url).copy_with(host=str(target.address))
        except httpx2.InvalidURL as error:
            raise Refusal("forbidden_address", f"{target.url}: {error}") from error
        headers = {
            "Host": target.authority,
            "User-Agent": user_agent(),
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            **validators.headers(),
        }
        request = self.client.build_request(
            "GET", url, headers=headers, extensions={"sni_hostname": target.host}
        )
        until = time.monotonic() + settings().fetch_seconds
        try:
            answer = self.client.send(request, stream=True)
            try:
                return self.received(answer, target, until)
            finally:
                answer.close()
        except httpx2.HTTPError as error:
            told = f"{target.url}: {type(error).__name__}: {error}"
            is_host = isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout))
            raise Passing(Refusal("unreachable", told.rstrip(": ")), is_host=is_host) from error

    def received(self, answer: httpx2.Response, target: Target, until: float) -> Answer | str:
        """What an answer holds; raises Passing and Refusal where it is an error."""
        status = answer.status_code
        if status in MOVED and "location" in answer.headers:
            return answer.headers["location"]
        if status == 304:
            return Answer(target.url, None)
        if status != 200:
            refusal = Refusal("server_error", f"{target.url}: the server answers {status}")
            if status in PASSING:
                after = retry_after(answer.headers.get("retry-after"), datetime.datetime.now(datetime.UTC))
                raise Passing(refusal, after)
            raise refusal
        packing = answer.headers.get("content-encoding", "").strip().lower()
        content = unpacked(self.pieces(answer, target, until), packing, settings().max_original_bytes)
        validators = Validators(answer.headers.get("etag"), answer.headers.get("last-modified"))
        return Answer(target.url, content, answer.headers.get("content-type", ""), validators)

    def pieces(self, answer: httpx2.Response, target: Target, until: float) -> Iterator[bytes]:
        """The content as it comes, in pieces. Raises Refusal (unreachable) when it has taken too long."""
        for piece in answer.iter_raw(PIECE):
            yield piece
            if time.monotonic() > until:
                raise Refusal(
                    "unreachable", f"{target.url}: not at its end after {settings().fetch_seconds:g} seconds"
                )

    def wait(self, target: Target) -> None:
        """Wait until the host may be asked again; one's own machine needs no rest."""
        rules = self.rules.get(target.origin)
        asked_for = rules.crawl_delay(user_agent()) if rules else None
        pause = max(settings().fetch_delay, min(float(asked_for or 0), MAX_CRAWL_DELAY))
        if not target.address.is_loopback and target.host in self.asked:
            self.sleep(max(0.0, self.asked[target.host] + pause - time.monotonic()))
        self.asked[target.host] = time.monotonic()

    def is_allowed(self, target: Target) -> bool:
        """Whether the host's robots.txt admits the address; one that is not there admits all."""
        if target.origin not in self.rules:
            self.rules[target.origin] = None
            try:
                answer = self.get(f"{target.origin}/robots.txt", robots=False)
                self.rules[target.origin] = Protego.parse(
                    (answer.content or b"")[:MAX_ROBOTS_BYTES].decode("utf-8", "replace")
                )
            except Refusal:
                self.rules[target.origin] = None
        rules = self.rules[target.origin]
        return rules is None or rules.can_fetch(target.url, user_agent())

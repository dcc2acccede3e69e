"""Mail that lies in an IMAP folder: what came since the last look; nothing on the server is changed."""

import imaplib
import os
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

from pipeline.identifiers import sha256
from pipeline.ingest.items import Telling, packed
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.addresses import is_admitted, resolved
from pipeline.ingest.sources.collecting import Collected
from pipeline.ingest.sources.configuration import Source
from pipeline.ingest.sources.memory import Memory
from pipeline.settings import settings

PORTS = {"imaps": 993, "imap": 143}
SECONDS = 30
UIDVALIDITY = re.compile(rb"UIDVALIDITY (\d+)")


class CheckedConnection(imaplib.IMAP4):
    """A connection to the address that was checked; encrypted and verified by the host's name for imaps."""

    def __init__(self, host: str, port: int, address: str, encrypted: bool):
        self.address, self.encrypted = address, encrypted
        super().__init__(host, port, timeout=SECONDS)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        host, self.host = self.host, self.address
        try:
            plain = super()._create_socket(timeout)  # type: ignore[misc]  # not told by its stubs
        finally:
            self.host = host
        if not self.encrypted:
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


@contextmanager
def opened(source: Source) -> Iterator[tuple[imaplib.IMAP4, bytes]]:
    """A connection with the folder selected for reading, and the folder's validity. Raises Refusal."""
    parts = urlsplit(source.url or "")
    if parts.scheme not in PORTS or not parts.hostname or not parts.username or parts.password:
        raise Refusal(
            "forbidden_address",
            f"{source.name}: write imaps://user@host/FOLDER, the password in password_from",
        )
    port = parts.port or PORTS[parts.scheme]
    admitted = [address for address in resolved(parts.hostname, port) if is_admitted(address)]
    if not admitted:
        raise Refusal("forbidden_address", f"{parts.hostname}: not an address of the public internet")
    if parts.scheme == "imap" and not admitted[0].is_loopback:
        raise Refusal("forbidden_address", f"{parts.hostname}: a password goes through imaps only")
    password = os.environ.get(source.password_from or "", "")
    try:
        connection = CheckedConnection(parts.hostname, port, str(admitted[0]), parts.scheme == "imaps")
    except (OSError, imaplib.IMAP4.error) as error:
        raise Refusal("unreachable", f"{parts.hostname}: {error}") from error
    try:
        connection.login(unquote(parts.username), password)
        folder = unquote(parts.path.strip("/")) or "INBOX"
        status, told = connection.select(f'"{folder}"', readonly=True)
        if status != "OK":
            raise Refusal("server_error", f"{parts.hostname}: no folder {folder}: {told}")
        _, validity = connection.response("UIDVALIDITY")
        yield connection, (validity or [b"0"])[0] or b"0"
    except (OSError, imaplib.IMAP4.error) as error:
        raise Refusal("server_error", f"{parts.hostname}: {error}") from error
    finally:
        with suppress(OSError, imaplib.IMAP4.error):  # the connection may be gone already
            connection.logout()


def of_imap(source: Source, memory: Memory) -> Iterator[Collected]:
    """The mails that are not remembered, the oldest first. Raises Refusal."""
    with opened(source) as (connection, validity):
        _, found = connection.uid("search", "ALL")
        numbers = [number.decode() for number in (found[0] or b"").split()]
        keys = {number: f"{validity.decode()}:{number}" for number in numbers}
        for number in [one for one in numbers if keys[one] not in memory.items][: source.most]:
            what = f"{source.url};uid={number}"
            _, answer = connection.uid("fetch", number, "(RFC822.SIZE)")
            size = re.search(
                rb"RFC822\.SIZE (\d+)", answer[0] if answer and isinstance(answer[0], bytes) else b""
            )
            if size and int(size[1]) > settings().max_original_bytes:
                refusal = Refusal(
                    "oversized", f"{int(size[1])} bytes, more than STATUSQUO_MAX_ORIGINAL_BYTES"
                )
                yield Collected(keys[number], "oversized", what, refusal=refusal)
                continue
            _, answer = connection.uid("fetch", number, "(BODY.PEEK[])")
            content = next((part[1] for part in answer if isinstance(part, tuple)), b"")
            telling = Telling("eml", source=source.outlet, language=source.language)
            yield Collected(keys[number], sha256(content), what, packed(telling, content))

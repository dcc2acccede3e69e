"""Mail: who wrote what when, and the parts of it that can be read."""

import email
import email.errors
import email.policy
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart

from pipeline.ingest.refusals import Refusal

ATTACHED = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/html": "page",
    "text/plain": "txt",
    "message/rfc822": "eml",
}
# A person's or a desk's name as it is written: letters, and what joins or shortens names.
PLAIN_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,'\u2019-]){0,200}")
DECORATION = (
    "image/",
    "audio/",
    "video/",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "text/calendar",
)


@dataclass(frozen=True, slots=True)
class MailPart:
    """A part that can be read; the mail's own text has no name."""

    name: str | None
    body: str
    content: bytes
    charset: str | None


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail; `others` are name and type of attachments that nothing reads."""

    id: str | None
    subject: str | None
    sender: str | None
    author: str | None
    date: str | None
    parts: list[MailPart]
    others: list[tuple[str, str]]


def open_mail(content: bytes) -> Mail:
    """The parts of a mail. Raises Refusal: broken for what is no mail, empty where it has no text."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        if not any(message.get(name) for name in ("from", "date", "subject", "message-id", "received")):
            raise Refusal("broken", "not a mail: it has no sender, date, subject or id")
        found = parts_of_message(message)
    except Refusal:
        raise
    except Exception as error:  # what is no mail makes its parser raise many things
        raise Refusal("broken", f"not a mail that can be read: {type(error).__name__}: {error}") from error
    if not found[0]:
        raise Refusal("empty", "the mail has no text")
    return Mail(
        header(message, "message-id"),
        header(message, "subject"),
        sender_of(message),
        author_of(message),
        header(message, "date"),
        *found,
    )


def header(message: EmailMessage, name: str) -> str | None:
    """A header on one line."""
    return " ".join(str(message.get(name) or "").split()) or None


def sender_of(message: EmailMessage) -> str | None:
    """The name of who sent it, else the address."""
    name, address = email.utils.parseaddr(header(message, "from") or "")
    return name or address or None


def author_of(message: EmailMessage) -> str | None:
    """The name of the one who sent it where it is plain; None for several, an address, or a list's 'Name via
    List'."""
    senders = list(getattr(message.get("from"), "addresses", ()))
    name = " ".join(senders[0].display_name.split()) if len(senders) == 1 else ""
    return name if PLAIN_NAME.fullmatch(name) and " via " not in name else None


def parts_of_message(message: EmailMessage) -> tuple[list[MailPart], list[tuple[str, str]]]:
    """The parts that can be read, the mail's own text first, and name and type of the others."""
    own = message.get_body(preferencelist=("plain", "html"))
    parts = [] if own is None else [part_of(own, None)]
    others = []
    for attached in attachments(message):
        kind, name = attached.get_content_type(), attached.get_filename() or attached.get_content_type()
        if kind in ATTACHED:
            parts.append(part_of(attached, name))
        elif not kind.startswith(DECORATION):
            others.append((name, kind))
    return [part for part in parts if part.content.strip()], others


def attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    """What is attached, wherever in the mail."""
    if message.is_multipart() and message.get_content_type() != "message/rfc822":
        yield from message.iter_attachments()


def part_of(part: MIMEPart, name: str | None) -> MailPart:
    """A part with its bytes; of an HTML text the page is read, of a plain one the paragraphs that
    format=flowed means."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        return MailPart(name, "eml", part.get_content().as_bytes(), None)
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        content = b""
    if kind == "text/plain" and part.get_param("format") == "flowed":
        content = content.replace(b" \r\n", b" ").replace(b" \n", b" ")
    return MailPart(name, ATTACHED.get(kind, "txt"), content, part.get_content_charset())

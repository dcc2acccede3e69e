"""Ids: hashes of content and position, never of run time, so the same brief gives the same ids on every
machine."""

import hashlib
import re
import unicodedata


def identifier(*parts: object) -> str:
    """16 hexadecimal digits (64 bits of SHA-256) over the parts, in order; None differs from the empty
    string."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def sha256(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def text_sha256(text: str) -> str:
    """SHA-256 of the text with white space, case and Unicode compatibility forms folded."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return sha256(folded.encode("utf-8"))


def slug(name: str) -> str:
    """'Théo Kasongo' -> 'theo-kasongo': ASCII letters and digits in lower case, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or identifier(name)

"""The claims of a brief, which two stages ask for (the sure and the doubtful), read once.

Where answers of models are kept, its claims are kept with them, known by a hash of all that they depend on:
the code and lexicons of the stage, settings, the parse and what the stages before read. So a change that
concerns an earlier stage has only those briefs read anew in which that stage now reads something else.
"""

import dataclasses
import json
from typing import Any

from spacy.tokens import Doc

from pipeline.flow import DAILY, code_version
from pipeline.language.annotations import Claim
from pipeline.language.encoder.answers import AT_HAND, KEY_BYTES, key_of
from pipeline.language.reading import read_on
from pipeline.settings import settings

CLAIMS = ("statusquo_claims",)
SETTINGS = ("encoder", "learned_claims", "claims_threshold", "doubtful_threshold")


def with_claims(doc: Doc, *read: object) -> Doc:
    """A restored Doc with its claims; `read` are the brief and its rows of the stages before."""
    answers = AT_HAND.get()
    if answers is None:
        return read_on(doc, CLAIMS)
    given = [getattr(settings(), name) for name in SETTINGS]
    about = (code_version(DAILY["claims"]), given, doc.user_data["key"], read)
    key = key_of(b"claims", repr(about).encode("utf-8", "surrogatepass"))
    content = answers.look_up(key)
    if content is None:
        answers.asked.clear()
        doc = read_on(doc, CLAIMS)
        answers.put(key, stored(doc, list(answers.asked)))
        return doc
    asked, doc._.claims, doc._.claims_doubtful = restored(content)
    answers.touch([*asked, key])
    return doc


def stored(doc: Doc, asked: list[bytes]) -> bytes:
    """The claims of a Doc as bytes, with the keys of the answers that were asked for."""
    found = [[dataclasses.asdict(one) for one in claims] for claims in (doc._.claims, doc._.claims_doubtful)]
    return len(asked).to_bytes(4, "little") + b"".join(asked) + json.dumps(found).encode()


def restored(content: bytes) -> tuple[list[bytes], list[Claim], list[Claim]]:
    """Keys, claims and doubtful claims that were stored."""
    end = 4 + KEY_BYTES * int.from_bytes(content[:4], "little")
    sure, doubtful = ([_claim(one) for one in claims] for claims in json.loads(content[end:]))
    return [content[at : at + KEY_BYTES] for at in range(4, end, KEY_BYTES)], sure, doubtful


def _claim(fields: dict[str, Any]) -> Claim:
    start, end = fields["evidence"]
    return Claim(**fields | {"evidence": (start, end)})

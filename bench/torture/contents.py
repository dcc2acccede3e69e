"""Contents with faults of all kinds, as files and feeds from outside may have them."""

import json
import random

from bench.corpus import recombined
from bench.torture.homes import SEED, Bench, Outcome
from pipeline.extract import Bad, extract
from pipeline.ingest.items import Telling, packed
from pipeline.ingest.readers import Found, read_content, read_item
from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.feeds import body_kind, read_feed

FEED = "https://wire.example/feed"
ONE_IS_READ_OF = 100


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A content with a few bytes changed, cut out, repeated, moved or put in."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 3, 20, 200))
        way = chance.randrange(5)
        if way == 0:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        elif way == 1:
            del changed[at : at + length]
        elif way == 2:
            changed[at:at] = changed[at : at + length] * chance.choice((2, 10))
        elif way == 3:
            changed[at:at] = chance.choice(
                (b"\xff", b"\x00", b"\xed\xa0\x80", b"<", b'"', b"---\n", b"{", b"]]>")
            )
        else:
            other = chance.randrange(len(changed) + 1)
            changed[at:at] = changed[other : other + length]
    return bytes(changed)


def originals() -> list[tuple[bytes, str]]:
    """Contents of all forms with their formats: briefs at full length."""
    briefs = recombined(4, SEED + 2)
    found = []
    for brief in briefs:
        text = brief["text"]
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        item = f"<item><title>A title</title><description><![CDATA[{paragraphs}]]></description></item>"
        found += [
            (text.encode(), "txt"),
            (f"---\ntitle: A title\ndate: 2026-03-02\n---\n\n{text}".encode(), "md"),
            (
                f"<html><title>A title</title><body><h1>A title</h1>{paragraphs}</body></html>".encode(),
                "html",
            ),
            (json.dumps(brief).encode(), "jsonl"),
            (f'<rss version="2.0"><channel>{item}</channel></rss>'.encode(), "feed"),
        ]
    return found


def mutations(bench: Bench, number: int) -> Outcome:
    """Contents with faults of all kinds: each is briefs or a refusal; of a hundredth the texts are read to
    their claims, whose spans lie within the text."""
    faults: list[str] = []
    texts: list[str] = []
    contents = originals()
    for turn in range(number):
        content, form = contents[turn % len(contents)]
        try:
            found = texts_of(mutated(content, bench.chance), form)
        except Refusal:
            continue
        except Exception as error:
            faults.append(f"{form}: {type(error).__name__}: {error}")
            continue
        if turn % ONE_IS_READ_OF == 0:
            texts += [text for text in found if text.strip()]
    return Outcome(number, faults + faults_of_reading(texts), f"{len(texts)} of them read to their claims")


def faults_of_reading(texts: list[str]) -> list[str]:
    """What went wrong as texts were read: one failed, or a span lies outside of its text."""
    faults = []
    lines = [json.dumps({"id": str(number), "text": text}).encode() for number, text in enumerate(texts)]
    for text, answer in zip(texts, extract(lines), strict=True):
        if isinstance(answer, Bad):
            faults += [answer.why] if "failed" in answer.why else []
            continue
        found = json.loads(answer)
        spans = [(one["start"], one["end"]) for one in found["segments"]]
        spans += [tuple(span) for one in found["statements"] for span in one["content"]]
        spans += [tuple(one["evidence"]) for one in found["claims"]]
        faults += [f"span {span} of {len(text)}" for span in spans if not 0 <= span[0] < span[1] <= len(text)]
    return faults


def texts_of(content: bytes, form: str) -> list[str]:
    """The texts of the briefs of a content, as ingestion reads it. Raises Refusal."""
    if form != "feed":
        return [found.text for found in read_content(content, form) if isinstance(found, Found)]
    return [
        read_item(packed(Telling(body_kind(item.content), title=item.title), item.content.encode())).text
        for item in read_feed(content, FEED)
    ]

"""How the time of reading grows with the length of a brief: `python -m bench.lengths`, or with names.

For words, signs and clauses that are repeated over and over, for prose and for the talk of a sitting, the
exponent is told: 1 where twice the length takes twice the time, 2 where it takes four times. Processor time
counts, of the whole way from a line of JSON to a line of output; a short brief of each kind is read before
the clock starts.
"""

import argparse
import json
import math
import os
import resource
import sys
import time
from collections.abc import Iterable

from bench.corpus import recombined
from bench.figures import EXPONENT, Figure, tell
from bench.talk import talk
from pipeline.extract import Bad, extract

SHORT, LONG = 5_000, 100_000
ROUNDS = 3
MAX_EXPONENT = 1.15
MAX_PEAK_MB = 600
PROSE, TALK = "prose", "members' talk"
# Name -> what is repeated.
UNITS = {
    "he said": "he said ",
    "He left.": "He left. ",
    "which": "which Iran, which ",
    "quoted lines": '"He said.\n',
    "single letters": "A, ",
    "the": "the ",
    "of": "of ",
    "joined and": "Iran joined the SCO and ",
    "quotation marks": '" ',
    "brackets": "( ",
    "NATO": "NATO ",
    "a list of states": "Iran, ",
    "president": "president ",
    "would": "would ",
    "persons": "Ana Kovač said. ",
    "dates": "3 May 2021, ",
    "pronouns": "they it she ",
    "signs": "😀 ",
    "addresses": "https://harbour.example/vote ",
    "capitals": "IRAN JOINS NATO ",
    "minister": "minister ",
    "yesterday": "yesterday ",
    "a list of lines": "- Iran joined NATO.\n",
    "members and": "members Iran and ",
    "organisations and": "NATO, the EU and the SCO and ",
    "dashes": "Iran - ",
    "a paragraph with a pronoun": "Iran applied to join the SCO. It hopes to be admitted.\n\n",
}


def text(name: str, length: int) -> str:
    """A text of a kind with so many characters."""
    if name == PROSE:
        briefs = recombined(length // 1000 + 2)
        return "\n\n".join(brief["text"] for brief in briefs)[:length]
    if name == TALK:
        return talk(length)
    unit = UNITS[name]
    return (unit * (length // len(unit) + 1))[:length]


def seconds(content: str, rounds: int) -> float:
    """The least processor time of some rounds of reading. Raises ValueError where it cannot be read.

    Each round reads a character less, so that nothing is remembered from the one before.
    """
    spent = []
    for less in range(rounds):
        shortened = content[: len(content) - less]
        line = json.dumps({"id": "long", "text": shortened, "published_on": "2024-05-06"}).encode()
        began = time.process_time()
        (answer,) = extract([line])
        spent.append(time.process_time() - began)
        if isinstance(answer, Bad):
            raise ValueError(answer.why)
    return min(spent)


def exponents(names: Iterable[str], longest: int) -> Iterable[tuple[str, float, float, float]]:
    """Name, seconds at both lengths and the exponent between them, one text after another."""
    for name in names:
        seconds(text(name, SHORT // 5), 1)
        short, long = seconds(text(name, SHORT), ROUNDS), seconds(text(name, longest), 1)
        yield name, short, long, math.log(long / short) / math.log(longest / SHORT)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", help=", ".join([PROSE, TALK, *UNITS]))
    arguments.add_argument("--longest", type=int, default=LONG)
    options = arguments.parse_args()
    os.environ.setdefault("STATUSQUO_BRIEF_SECONDS", "600")
    print(f"The time of reading from {SHORT:,} to {options.longest:,} characters", flush=True)
    found = []
    for name, short, long, exponent in exponents(options.names or [PROSE, TALK, *UNITS], options.longest):
        what = f"reading {name}, {SHORT:,} to {options.longest:,} characters: time by length"
        found.append(Figure(what, exponent, EXPONENT, MAX_EXPONENT))
        print(f"  {name:<28}{short:8.2f} s {long:8.2f} s {exponent:8.2f}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tell([*found, Figure("peak memory of one brief", peak, "MB", MAX_PEAK_MB)])


if __name__ == "__main__":
    sys.exit(main())

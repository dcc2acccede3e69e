"""Who speaks where a text speaks in the first person: the speaker of a line, who signs, whom the title names
as speaking.

'I' and 'we' outside quotations belong to nobody in a report; in a release, a letter, a transcript or a
written reply they are the words of whoever is named beside the text.
"""

import bisect
import dataclasses
import re

from pipeline.language.annotations import Segment
from pipeline.language.text.paragraphs import Paragraph, paragraphs
from pipeline.language.text.release_lines import (
    answer,
    attribution_line,
    conversation,
    interview,
    office_line,
    question,
    signatory,
    signed,
    speaking,
    titled_line,
    transcript,
    turn,
)

SPOKEN_BY = re.compile(
    r"\b(?:Statement|Remarks|Address|Speech|Message|Letter|Reply|Response|Comments|Intervention|Op-?ed"
    r"|Interview|(?:Ex(?:cerpt|tract)s?|Text|Transcript) (?:from|of) (?:the |an? )?"
    r"(?:statement|remark|address|speech|message|letter|interview))s?"
    r"(?: (?!on\b|regarding\b|at\b|following\b)\w+){0,2}? (?:by|of|from|with) "
    r"(?:the (?:(?=(?:Rt|Right|Hon)\b)|[A-Z][^,;:\n]{3,80}, (?=[A-Z][\w.]* [A-Z])))?(?P<name>[A-Z].*?)"
    r"(?= (?:on|to|at|in|for|following|regarding|concerning|after|before|about|during|marking|welcoming) "
    r"|[,:;\n]|$)"
)
OWNER = re.compile(
    r"^(?P<name>[A-Z][^:;\n]{3,100}?)['\u2019]s? (?:\w+ ){0,2}"
    r"(?:Statement|Remarks|Address|Speech|Message|Letter|Reply|Response)\b"
)
# 'Harbour Freedom Coalition Statement on the Ferries'
BODY = re.compile(
    r"^(?P<name>(?!Joint\b|The\b)[A-Z][\w.&-]*(?: (?:(?!Joint\b)[A-Z][\w.&-]*|of|for|the|and)){1,7}) "
    r"(?:Joint )?Statement (?:on|regarding|concerning|following)\b"
)
# 'Joint Statement by Minister Ada Quill, Envoy Odo Bram and the Warden of the Coast on the Ferries'
JOINTLY = re.compile(
    r"\bJoint Statement (?:by|from|of|between) (?P<name>(?:the )?[A-Z][^:;\n]{3,300}?)"
    r"(?= (?:on|in|at|to|about|during|before|marking|welcoming|regarding|concerning|following|after) |$)"
)
# 'We, the Ministers of Norland and Sudland, met ...'
OURSELVES = re.compile(
    r"^\W{0,3}(?:\d+\. )?We, (?P<name>the [A-Z][^.;:\n]{3,160}?), (?!(?:and|of|for|the)\b)(?=[a-z])"
)
# 'The Ministers of Norland and Sudland met in Lima today.'
GATHERED = re.compile(
    r"^\W{0,3}(?:\d+\. )?(?P<name>The (?:Heads|Leaders|Presidents|(?:[A-Z]\w+ )?Ministers)\b"
    r"[^.;:,\n]{3,160}?)(?: \([A-Z]+\))?,? (?:met|gathered|convened|assembled|held)\b"
)
SIGNATURES = 6  # paragraphs at either end of a text among which somebody signs


@dataclasses.dataclass(frozen=True, slots=True)
class Voice:
    """Whose words the characters [start, end) are: `name` are the characters of the name, None where only an
    office signs.

    `turn` is the first character after the colon of a line of a transcript, whose whole text is what is said.
    """

    start: int
    end: int
    name: tuple[int, int] | None
    turn: int | None = None
    plural: bool = True


class Voices:
    """The voices of a text, to be asked by position; the speaker of a line goes before whoever signs the
    whole, and last comes the state whose ministry publishes it (`publisher`)."""

    def __init__(self, text: str, segments: list[Segment], publisher: str | None = None):
        parts = paragraphs(text)
        self.text = text
        self.lines = _lines(text, parts)
        self.whole = _signature(text, parts, segments)
        self.publisher = Voice(0, len(text), None) if publisher is not None else None
        self.starts = [voice.start for voice in self.lines]
        self.attributing = [part for part in parts if attribution_line(text[part.start : part.end])]

    def at(self, position: int) -> Voice | None:
        """Whose words a character belongs to where they are in the first person, if anybody is named."""
        number = bisect.bisect_right(self.starts, position) - 1
        if number >= 0 and position < self.lines[number].end:
            return self.lines[number]
        return self.whole or self.publisher

    @property
    def official(self) -> bool:
        """Whether the whole is the text of an office, of whom it is attributed to or who signs as its holder,
        and no reporter's ('By Ada Quill')."""
        return self.whole is not None and (self.whole.plural or self.whole.name is None)

    def in_turn(self, position: int) -> bool:
        """Whether a character belongs to what is said in a line of a transcript."""
        number = bisect.bisect_right(self.starts, position) - 1
        return number >= 0 and self.lines[number].turn is not None and position < self.lines[number].end

    def attributed(self, position: int) -> bool:
        """Whether a character stands in a line that says whose words follow."""
        return any(part.start <= position < part.end for part in self.attributing)

    def turns(self) -> list[Voice]:
        """The lines of a transcript, in order, in which somebody answers or states something."""
        return [voice for voice in self.lines if voice.turn is not None and not self.asks(voice)]

    def asks(self, voice: Voice) -> bool:
        """Whether a line of a transcript is a reporter's."""
        return question(self.text[voice.start : voice.turn] + " ") is not None


def _lines(text: str, parts: list[Paragraph]) -> list[Voice]:
    """The lines that begin with their speaker, each up to the next."""
    written = [text[part.start : part.end] for part in parts]
    spoken, asked = transcript(written), interview(written)
    talking = not asked and not any(map(turn, written)) and conversation(written)
    found: list[tuple[int, tuple[int, int], int | None]] = []
    ends: dict[int, int] = {}
    for part, words in zip(parts, written, strict=True):
        capitals = turn(words) if spoken else None
        if capitals is None and asked:
            capitals = question(words) or answer(words)
            if capitals is not None:
                ends[part.start] = part.end
        if talking:
            capitals = speaking(words)
            ends = {part.start: part.end} if capitals is not None else ends  # the last has no next
        if capitals is not None:
            found.append(
                (part.start, (part.start, part.start + capitals.end("speaker")), part.start + capitals.end())
            )
            continue
        line = None if spoken else titled_line(words)
        if line is not None:
            found.append((part.start, (part.start, part.start + line.end("speaker")), None))
    starts = [*(start for start, _, _ in found), len(text)]
    return [
        Voice(start, ends.get(start, end), name, after)
        for (start, name, after), end in zip(found, starts[1:], strict=True)
    ]


def _signature(text: str, parts: list[Paragraph], segments: list[Segment]) -> Voice | None:
    """Who speaks in the whole text: who say so of themselves, to whom it is attributed, who signs it, whom
    its title names, else the office."""
    ourselves = next(filter(None, (_ourselves(text, part) for part in parts[:SIGNATURES])), None)
    if ourselves is not None:
        return ourselves
    ends = [*parts[:SIGNATURES], *parts[max(SIGNATURES, len(parts) - SIGNATURES) :]]
    office = False
    found: list[tuple[int, Voice]] = []
    for part in ends:
        line = text[part.start : part.end]
        for rank, match in enumerate((attribution_line(line), signatory(line), signed(line))):
            if match is not None:
                name = part.start + match.start("name"), part.start + match.end("name")
                body = rank == 1 and office_line(match["name"])  # 'Embassy of Norland - Press Section'
                found.append((2 if body else rank, Voice(0, len(text), name, plural=rank < 2)))
                break
        office = office or office_line(line)
    if found and found[0][0] < 2:
        return min(found, key=lambda pair: pair[0])[1]
    titled = _titled(text, segments)
    if titled is not None:
        return titled
    if found:
        return found[0][1]
    gathered = next(filter(None, (_ourselves(text, part, GATHERED) for part in parts[:SIGNATURES])), None)
    if gathered is not None:
        return gathered
    return Voice(0, len(text), None) if office else None


def _ourselves(text: str, part: Paragraph, wording: re.Pattern = OURSELVES) -> Voice | None:
    """Who say of themselves that they speak: 'We, the Ministers of Norland and Sudland, met ...', or who met
    as the whole tells that goes on with 'we'."""
    match = wording.match(text[part.start : part.end])
    if match is None:
        return None
    return Voice(0, len(text), (part.start + match.start("name"), part.start + match.end("name")))


def _titled(text: str, segments: list[Segment]) -> Voice | None:
    """Whom a title names as speaking: 'Statement by Minister Quill', 'Ada Quill's Written Reply'."""
    for segment in segments:
        if segment.kind != "headline":
            continue
        title = text[segment.start : segment.end]
        match = JOINTLY.search(title) or SPOKEN_BY.search(title) or OWNER.search(title) or BODY.search(title)
        if match is not None:
            name = segment.start + match.start("name"), segment.start + match.end("name")
            return Voice(0, len(text), name)
    return None

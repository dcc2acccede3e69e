"""The trained pair reader as it is run: the lower layers of the encoder, tuned for the task, and the head."""

import dataclasses
import functools
from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.language.claims.index import BriefIndex, Learned, PairReading
from pipeline.language.claims.learned import heads
from pipeline.language.claims.learned.heads import PairHead
from pipeline.language.claims.learned.inputs import PairInput, Sentences, pairs_of
from pipeline.language.claims.learned.replies import Reply
from pipeline.language.claims.scenes import asked_of, is_consulted
from pipeline.language.encoder import Encoder, Wordpieces, make_encoder, vectors
from pipeline.language.encoder.answers import AT_HAND, answered, mark_of
from pipeline.language.encoder.stored import of_encoder, of_heads, read
from pipeline.settings import settings

LAYERS = 3  # of the encoder's six: what follows serves the likeness of whole sentences, and reads pairs worse
AT_ONCE = (
    256  # questions: those of a long brief take a hundred megabytes and are let go of once they are answered
)


def questions(index: BriefIndex, wordpieces: Wordpieces) -> dict[int, PairInput]:
    """Sentence -> what is asked of it, for the sentences of a brief that may tell of a membership."""
    sentences = Sentences(index, wordpieces)
    found = {}
    for one in asked_of(index):
        pairs = pairs_of(one.subjects, one.organisations)
        asked = sentences.ask(one.sentence, pairs, one.triggers, one.standing)
        if asked is not None:
            found[one.sentence] = asked
    return found


@dataclasses.dataclass(frozen=True)
class PairReader:
    """Encoder and head together; `mark` tells this reader from others among kept answers."""

    encoder: Encoder
    head: PairHead
    mark: bytes = b""

    def read(self, index: BriefIndex) -> Learned:
        """Sentence -> (subject, organisation) -> what is read of the two; nothing of a sentence whose
        answer bears upon no decision, which is there all the same, since it counts for a brief that the
        reader was asked."""
        sentences = Sentences(index, self.encoder.pieces)
        asked: dict[int, PairInput] = {}
        answers: dict[int, Mapping[tuple[str, str], PairReading]] = {}
        for one in asked_of(index):
            pairs = pairs_of(one.subjects, one.organisations)
            if not is_consulted(index, one):
                answers |= {one.sentence: {}} if pairs else {}
            elif question := sentences.ask(one.sentence, pairs, one.triggers, one.standing):
                asked[one.sentence] = question
            if len(asked) == AT_ONCE:
                answers |= self.answer(asked)
                asked = {}
        return answers | dict(self.answer(asked))

    def answer(self, asked: Mapping[int, PairInput]) -> Learned:
        """What is read in sentences that were made into inputs before."""
        questions = list(asked.values())

        @functools.cache
        def key(place: int) -> bytes:
            return questions[place].key(self.mark)

        replies = answered(
            len(questions),
            key,
            lambda places: self._replies([questions[place] for place in places]),
            Reply.stored,
            lambda place, content: Reply.restored(content, questions[place], self._manners, key(place)),
        )
        return {number: reply.readings() for number, reply in zip(asked, replies, strict=True)}

    def _replies(self, questions: Sequence[PairInput]) -> list[Reply]:
        hidden, kept = self._hidden(questions), AT_HAND.get() is not None
        return [
            Reply(
                one.pairs,
                self.head.odds(seen),
                functools.partial(self.head.manners, seen),
                one.key(self.mark) if kept else None,
            )
            for one, seen in zip(questions, hidden, strict=True)
        ]

    def _hidden(self, questions: Sequence[PairInput]) -> list[np.ndarray]:
        found = {
            number: self.head.hidden(vectors, questions[number])
            for number, vectors in self.encoder.each([one.numbers for one in questions])
        }
        return [found[number] for number in range(len(questions))]

    def _manners(self, question: PairInput) -> np.ndarray:
        (seen,) = self._hidden([question])
        return self.head.manners(seen)


def reader_of(weights: Mapping[str, np.ndarray]) -> PairReader | None:
    """The reader with these weights; None where a setting turns the encoder off or a package is missing."""
    encoder = make_encoder(of_encoder(weights), layers=LAYERS)
    return PairReader(encoder, PairHead(of_heads(weights))) if encoder is not None else None


@functools.cache
def pair_reader() -> PairReader | None:
    """The model in seeds/models; None where settings turn it off: the weights without it decide then."""
    path = settings().seeds / "models" / "claim_pairs.npz"
    if not settings().learned_claims or not settings().encoder or not path.is_file():
        return None
    reader = reader_of(read(path))
    return dataclasses.replace(reader, mark=mark_of(path, heads, vectors)) if reader is not None else None

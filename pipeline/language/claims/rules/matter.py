"""What a noun phrase or clause is about: 'Iran's SCO bid', 'the admission of Cambodia', 'Finland becoming
a member'."""

import dataclasses

from spacy.tokens import Token

from pipeline.language.claims.rules.claim_lexicon import nouns
from pipeline.language.claims.rules.referents import Page, codes_of, parted
from pipeline.language.claims.rules.sentences import sentence_end
from pipeline.language.claims.rules.syntax import is_verb, left_neighbour, right_neighbour
from pipeline.language.claims.rules.terms import status_near
from pipeline.language.registry import no, switchable
from pipeline.language.text.dependencies import dependent

BREAKING = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "!", "?"})


@dataclasses.dataclass(slots=True)
class Matter:
    """Subjects and organisations of a membership that a phrase names, its status, and the phrase's tokens."""

    subjects: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    status: str | None = None
    tokens: tuple[int, int] = (0, 0)
    owner: Token | None = None
    head: Token | None = None


def kinds_of(token: Token) -> frozenset[str]:
    """The kinds of a noun in claim_nouns.csv."""
    if token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return frozenset()
    return nouns().get(token.lemma_.lower(), frozenset()) or nouns().get(token.lower_, frozenset())


def phrase_end(head: Token) -> int:
    """Index after a noun phrase with its prepositional tail: up to a break, a verb or another word."""
    index, stop = head.i + 1, sentence_end(head)
    while index < stop:
        token = head.doc[index]
        if token.text in BREAKING and not _list_comma(token, stop):
            break
        if is_verb(token) and token.tag_ not in ("VBG",) and token.dep_ not in ("amod", "compound"):
            infinitive = token.dep_ == "acl" and token.tag_ == "VB"
            if token.lower_ != "join" and token.head.dep_ != "acl" and not infinitive:
                break
        index += 1
    return index


@switchable(no)
def _list_comma(token: Token, end: int) -> bool:
    """A comma between proper names: 'talks with Argentina, Brazil and Peru'."""
    before, after = left_neighbour(token), right_neighbour(token)
    named = before.pos_ == "PROPN" and after.pos_ in ("PROPN", "DET")
    return token.text == "," and 0 < token.i < end - 1 and named


def matter(page: Page, head: Token) -> Matter:
    """The matter of a noun phrase: states and organisations inside it, those of its possessor, its status."""
    start, end = head.left_edge.i, phrase_end(head)
    for index in range(head.i - 1, start - 1, -1):
        token = head.doc[index]
        if token.text in BREAKING or (is_verb(token) and token.dep_ not in ("amod", "compound", "nmod")):
            start = index + 1
            break
    states, organisations = parted(codes_of(page.between(start, end)))
    status = status_near(page, start, end, organisations[0] if organisations else None)
    return Matter(states, organisations, status, (start, end), dependent(head, "poss"), head)


def tail_matter(page: Page, head: Token) -> Matter:
    """The matter that follows a noun ('its objection to Sweden's entry'), leaving its possessor out."""
    end = phrase_end(head)
    told = parted(codes_of(page.between(head.i + 1, end)))
    return Matter(*told, status_near(page, head.i + 1, end), (head.i, end), None, head)

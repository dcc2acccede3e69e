"""Who the source of a cue is, as the sentence words it."""

from spacy.tokens import Doc, Token

from pipeline.language.grammar.stretches import (
    DASHES,
    FINITE,
    QUOTE_TOKENS,
    Stretch,
    agent,
    antecedent,
    is_name,
    is_passive,
    left_edge,
    phrase,
    relative_pronoun,
    subject,
)
from pipeline.language.registry import nothing, switchable
from pipeline.language.statements.statement_drafts import Source
from pipeline.language.text.classes import is_a
from pipeline.language.text.cues import Hit
from pipeline.language.text.dependencies import dependents

# Relations through which a verb without a subject borrows that of its governor.
BORROWING = tuple("conj xcomp advcl pcomp acl ccomp dep parataxis pobj prep acomp advmod".split())
# Relations of a clause with a finite verb to what it depends on.
CLAUSES = ("relcl", "ccomp", "acl", "advcl")
# By these edges a noun behind a cue may be who speaks.
SPEAKING = frozenset("nsubj dobj attr oprd npadvmod ROOT appos dative".split())
NOBODY = ("it", "there", "that", "this", "which", "what", "nothing")


def source_at(token: Token) -> Source:
    """The source whose head is the token; for a relative pronoun, with the noun that it stands for."""
    if relative_pronoun(token):
        return Source(token.i, token.i + 1, token, antecedent(token.head))
    start, end = phrase(token)
    if end - start > 1 and token.doc[end - 1].text in ("'s", "’s", "'", "’"):
        end -= 1
    return Source(start, end, token)


def governing_subject(token: Token) -> Token | None:
    """The subject of a verb, or the one that it borrows from the verb or noun that governs it."""
    verb = token
    for _ in range(6):
        found = subject(verb)
        if found is not None and found != met_for(verb):
            return found
        main = resumed(verb)
        if main is not None:
            return subject(main)
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ not in BORROWING or verb.head.i == verb.i:
            return None
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return writer(verb.head) or verb.head
        verb = verb.head
    return None


def met_for(verb: Token) -> Token | None:
    """Whom somebody met or spoke with for what an infinitive tells ('she met with Ada Quill to stress P'),
    even where the parse makes them its subject."""
    if verb.tag_ != "VB" or verb.dep_ != "advcl" or not dependents(verb, "aux"):
        return None
    if any(mark.lower_ == "with" for mark in dependents(verb, "mark")):
        return subject(verb)
    return whom_met(verb.head) if is_a(verb.head, "meeting_verb") else None


def whom_met(verb: Token) -> Token | None:
    """Whom the subject of a verb meets or speaks with: its object, else who stands behind 'with' or 'to'."""
    prepositions = [c for c in dependents(verb, "prep") if c.lower_ in ("with", "to")]
    objects = dependents(verb, "dobj") or [one for c in prepositions for one in dependents(c, "pobj")]
    return objects[0] if objects else None


@switchable(nothing)
def resumed(verb: Token) -> Token | None:
    """The main verb with which a past verb goes on, though the parse joins it to a verb of another tense in
    between: 'the ports reaffirmed their aid for towns that lack water and called on P'."""
    joined = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or joined.dep_ not in CLAUSES:
        return None
    tenses = {joined.tag_, *(child.tag_ for child in dependents(joined, "aux", "auxpass"))}
    participle = (
        tenses == {"VBN"} and joined.dep_ == "acl"
    )  # 'closed the quay, built in May, and called on P'
    if not participle and (subject(joined) is None or tenses.isdisjoint(("VBP", "VBZ", "MD"))):
        return None
    main = joined
    while main.dep_ != "ROOT" and main.head.i != main.i:
        main = main.head
        if main.tag_ == "VBD" and subject(main) is not None:
            return main
    return None


@switchable(nothing)
def writer(noun: Token) -> Token | None:
    """Who issues a text that a participle gives the words of: `the port issued a statement saying P`, `a
    motion urging P was adopted by the port`."""
    if not is_a(noun, "text_noun"):
        return None
    if noun.dep_ == "nsubjpass":
        return agent(noun.head)
    return governing_subject(noun.head) if noun.dep_ == "dobj" else None


def clause_below(noun: Token, verb: Token) -> int:
    """The token at which the clause begins that holds a verb and hangs on a noun before it."""
    clause = verb
    while clause.head.i != noun.i and clause.head.i != clause.i:
        clause = clause.head
    return max(left_edge(clause) if clause.head.i == noun.i else verb.i, noun.i + 1)


@switchable(nothing)
def before_cue(doc: Doc, hit: Hit, stretch: Stretch) -> Source | None:
    """The noun phrase that ends where a parenthetical cue begins, by the words alone.

    For parses that attach it wrongly: `P, a spokeswoman, Eszter Halmos, said`. A comma right before the cue
    closes an apposition, a participle or a relative clause; the phrase is then what stands before that. The
    name of the holder of an office belongs to it, any other apposition does not.
    """
    end = hit.start
    while (
        end > stretch.start
        and doc[end - 1].lower_ != "there"
        and (doc[end - 1].pos_ in ("ADV", "AUX", "PART") or doc[end - 1].lower_ in ("had", "has", "have"))
    ):
        end -= 1
    aside = None
    if end > stretch.start and doc[end - 1].text == ",":
        opening = next(
            (i for i in range(end - 2, max(stretch.start, end - 40) - 1, -1) if doc[i].text == ","), None
        )
        if opening is None or opening <= stretch.start:
            return None
        aside, end = (opening + 1, end - 1), opening
    start = end
    while start > max(stretch.start, end - 30):
        before = doc[start - 1]
        quotes = before.text in QUOTE_TOKENS and before.tag_ != "POS"
        joins = before.pos_ == "CCONJ" and doc[start - 2].text == ","
        if quotes or joins or before.text in (",", ";", ":", *DASHES):
            break
        if before.tag_ in FINITE and before.dep_ != "relcl":
            return None
        start -= 1
    nouns = [t for t in doc[start:end] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    nouns = [t for t in nouns if t.dep_ not in ("compound", "poss") or t.head.i == hit.token.i]
    if not nouns and start < end and doc[start].pos_ == "DET" and hit.token.tag_ in ("NN", "NNS"):
        nouns = [doc[end - 1]]  # the tagger took the office for an adjective of the mistaken noun
    if (
        not nouns
        or doc[start].pos_ in ("ADP", "SCONJ", "CCONJ", "VERB", "ADV")
        or doc[start].tag_ in ("WDT", "WP", "WP$")
    ):
        return None
    name = next((t for t in nouns if t.pos_ == "PROPN"), None)
    head = nouns[0]
    if (
        aside is not None
        and not is_name(head)
        and all(
            is_name(t) or t.is_punct or t.lower_ in ("al", "de", "bin", "van", "von")
            for t in doc[aside[0] : aside[1]]
        )
    ):
        end = aside[1]
    elif name is not None and name.i == end - 1 and not any(t.pos_ == "ADP" for t in doc[start:end]):
        head = name
    return Source(start, end, head)


@switchable(nothing)
def after_cue(doc: Doc, hit: Hit, stretch: Stretch) -> Source | None:
    """The noun phrase right after an inverted cue: `..., said a spokesman`."""
    if hit.end >= stretch.end:
        return None
    first = doc[hit.end]
    if first.pos_ not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") or first.lower_ in NOBODY:
        return None
    for chunk_head in doc[hit.end : min(hit.end + 12, stretch.end)]:
        if chunk_head.text in (",", ":", ";"):
            break
        behind = hit.end - hit.start > 1 and chunk_head.dep_ == "pobj"
        if (behind or chunk_head.dep_ in SPEAKING) and chunk_head.pos_ in ("NOUN", "PROPN", "PRON"):
            start, end = phrase(chunk_head)
            while (
                end < stretch.end
                and doc[end].text[:1].isupper()
                and doc[end].pos_ in ("PROPN", "VERB", "NOUN", "ADJ")
            ):
                end += 1
            return Source(min(start, hit.end) if start <= hit.end else hit.end, end, chunk_head)
    return None


def source_of(hit: Hit) -> Source | None:
    """The source that the parse gives; None where there is none, or only an empty 'it'."""
    verb = hit.token
    if is_passive(verb) and verb.dep_ != "pcomp":
        by = agent(verb)
        return source_at(by) if by is not None else None
    head = governing_subject(verb)
    if head is None:
        return None
    found = source_at(head)
    if found.start < verb.i < found.end:
        found.end = clause_below(head, verb)  # `officials saying P`: what they say is no part of the source
    return found

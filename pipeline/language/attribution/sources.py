"""Who the source of a cue is, as the sentence words it."""

from spacy.tokens import Doc, Token

from pipeline.language.attribution.cues import Hit
from pipeline.language.attribution.drafts import Source
from pipeline.language.attribution.grammar import (
    FINITE, Stretch, antecedent, is_name, is_passive, phrase, relative_pronoun, subject,
)

# Relations through which a verb without a subject borrows that of its governor.
BORROWING = ("conj", "xcomp", "advcl", "pcomp", "acl", "ccomp", "dep", "parataxis", "pobj", "prep", "acomp", "advmod")
NOBODY = ("it", "there", "that", "this", "which", "what", "nothing")


def source_at(token: Token) -> Source:
    """The source whose head is the token; for a relative pronoun, with the noun that it stands for."""
    if relative_pronoun(token):
        return Source(token.i, token.i + 1, token, antecedent(token.head))
    start, end = phrase(token)
    return Source(start, end, token)


def agent(verb: Token) -> Token | None:
    """The noun after 'by' of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def governing_subject(token: Token) -> Token | None:
    """The subject of a verb, or the one that it borrows from the verb or noun that governs it."""
    verb = token
    for _ in range(6):
        found = subject(verb)
        if found is not None:
            return found
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ not in BORROWING or verb.head.i == verb.i:
            return None
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head
        verb = verb.head
    return None


def before_cue(doc: Doc, hit: Hit, stretch: Stretch) -> Source | None:
    """The noun phrase that ends where a parenthetical cue begins, by the words alone.

    For parses that attach it wrongly: `P, a spokeswoman, Eszter Halmos, said`. A comma right before the cue closes an
    apposition or a relative clause, so the phrase then reaches back over one more comma.
    """
    end = hit.start
    while end > stretch.start and (doc[end - 1].pos_ in ("ADV", "AUX", "PART") or doc[end - 1].lower_ in ("had", "has", "have")):
        end -= 1
    apposition = end > stretch.start and doc[end - 1].text == ","
    start = end - 1 if apposition else end
    commas = 2 if apposition else 1
    limit = max(stretch.start, end - 40)
    position = start
    while position > limit:
        current = doc[position - 1]
        if current.text in (",", "\"", "”", "''", ";", "—", "–", "»"):
            commas -= 1
            if commas == 0 or current.text != ",":
                break
        elif current.tag_ in FINITE and commas < 2:
            return None
        position -= 1
    if position >= end or (apposition and commas > 1):
        return None
    nouns = [t for t in doc[position:end] if t.pos_ in ("NOUN", "PROPN", "PRON") and not t.dep_ == "compound"]
    if not nouns or (doc[position].pos_ in ("ADP", "SCONJ", "CCONJ", "VERB", "ADV")):
        return None
    head = nouns[0]
    final = end - 1 if apposition else end
    if apposition and is_name(head):
        final = next(i for i in range(position, end) if doc[i].text == ",")
    return Source(position, final, head)


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
        if chunk_head.dep_ in ("nsubj", "dobj", "attr", "oprd", "npadvmod", "ROOT", "appos", "dative", *(("pobj",) if hit.end - hit.start > 1 else ())) and chunk_head.pos_ in ("NOUN", "PROPN", "PRON"):
            start, end = phrase(chunk_head)
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
    return source_at(head)

"""Claims carried by nouns and adverbs: 'with the support of X', 'over Y's objections', 'the latest arrivals were',
'without an invitation'.
"""

from spacy.tokens import Token

from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.matter import kinds_of, matter, phrase_end, tail_matter
from pipeline.language.claims.rules.referents import Page, Referents, entities_of
from pipeline.language.claims.rules.sentences import sentence_end
from pipeline.language.registry import none_of_them, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS

STANCE_NOUNS = {"support": "supports", "stance_against": "opposes"}
ARRIVALS = frozenset({"arrival", "newcomer", "entrant", "addition", "recruit"})


def nominal(page: Page, word: Token) -> list[Draft]:
    """The drafts that a noun or adverb carries by itself; empty where a verb's frame has taken it."""
    if word.pos_ not in ("NOUN", "PROPN"):
        return []
    kinds = kinds_of(word)
    if word.lemma_.lower() in ARRIVALS:
        return _arrivals(page, word)
    if "invitation" in kinds and _preposition(word) == "without":
        return _without_invitation(page, word)
    for kind, predicate in STANCE_NOUNS.items():
        if kind in kinds and (made := _stance(page, word, predicate)):
            return made
    return []


def _preposition(word: Token) -> str:
    return word.head.lower_ if word.dep_ == "pobj" else ""


def _clause_verb(word: Token) -> Token | None:
    token = word
    while token.head != token:
        token = token.head
        if syntax.is_verb(token):
            return token
    return None


@switchable(none_of_them)
def _without_invitation(page: Page, word: Token) -> list[Draft]:
    """'flew home without an invitation'."""
    verb = _clause_verb(word)
    noun = syntax.subject(verb) if verb is not None else None
    if noun is None or verb is None:
        return []
    made = Draft("invited", "without_invitation", word, word, polarity="negated")
    who = page.referents(noun)
    made.subjects = who.states
    made.open_subject, made.needs_subject, made.needs_organisation = noun, not who.states, True
    made.tokens = {word.i, noun.i, word.head.i}
    return [made]


@switchable(none_of_them)
def _arrivals(page: Page, word: Token) -> list[Draft]:
    """'the latest arrivals were Colombia in 2020 and Costa Rica in 2021'."""
    verb = word.head
    if word.dep_ not in NOUN_SUBJECTS or verb.lemma_ != "be":
        return []
    mention = next(iter(page.between(verb.i + 1, min(verb.i + 5, sentence_end(word)), ("state",))), None)
    if mention is None or page.span[id(mention)][0] > verb.i + 2:
        return []
    listed = page.run(mention)
    made = Draft("admitted", "arrivals", word, verb)
    made.subjects = tuple(dict.fromkeys(code for one in listed for code in entities_of(one)))
    made.needs_organisation = True
    made.tokens = set(range(word.left_edge.i, page.span[id(listed[-1])][1]))
    return [made]


def _holder(page: Page, word: Token) -> tuple[Referents, bool]:
    """Whose support or objection it is, and whether an 'of' phrase tells it."""
    owner = next((child for child in word.children if child.dep_ == "poss"), None)
    if owner is not None and (who := page.referents(owner)) and (who.states or who.organisations):
        return who, False
    left = page.between(word.left_edge.i, word.i, ("state", "organisation"))
    if left:
        codes = tuple(dict.fromkeys(code for one in left for code in entities_of(one)))
        return Referents(
            tuple(c for c in codes if not c.startswith("org:")),
            tuple(c for c in codes if c.startswith("org:")),
            None,
            (word.left_edge.i, word.i),
        ), False
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "from"):
            noun = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
            if noun is not None and (who := page.referents(noun)):
                return who, True
    return Referents(), False


@switchable(none_of_them)
def _stance(page: Page, word: Token, predicate: str) -> list[Draft]:
    """'with the support of Australia', 'Moscow's support for Iran's bid', 'over Israel's objections'."""
    who, by_of = _holder(page, word)
    actors = (*who.states, *who.organisations) or ((who.text,) if who.text else ())
    if not actors:
        return []
    about = tail_matter(page, word)
    subjects = tuple(code for code in about.subjects if code not in actors)
    nouns = [
        token for token in page.doc[word.i + 1 : phrase_end(word)] if kinds_of(token) & {"membership", "bid"}
    ]
    made = Draft(predicate, f"noun_{word.lemma_.lower()}", word, word, actors=actors)
    if who.tokens:
        made.tokens.update(range(*who.tokens))
    made.tokens.add(word.i)
    if subjects and nouns and not by_of:
        made.subjects, made.organisations, made.status = subjects, about.organisations, about.status
        made.tokens.update(range(*about.tokens))
    elif not by_of and nouns:
        whole = matter(page, nouns[0])
        made.subjects = tuple(code for code in whole.subjects if code not in actors)
        made.organisations = whole.organisations
        made.needs_matter = not made.subjects
    else:
        return []
    if _preposition(word) == "without":
        made.polarity = "negated"
    made.needs_organisation = not made.organisations
    made.verb = word
    return [made]

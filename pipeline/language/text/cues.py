"""The cue lexicon and the places of its words in a Doc."""

import dataclasses
import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.language.text.dependencies import dependents
from pipeline.lexicon import lexicon_table, word_class
from schemas.lexicon_statements import Cues

# Kinds of verbs, in the order in which entries of one lemma are tried.
VERBS = ("speech", "thought", "attitude", "document", "carrier")
NOT_PARTICLE_GAP = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Cue:
    """An entry of the lexicon."""

    lemma: str
    kind: str
    takes: frozenset[str]
    prepositions: frozenset[str]
    parenthetical: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the lemma."""
        return tuple(self.lemma.split())


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a text: its head token, the tokens [start, end) that make it up, and the entries that fit."""

    token: Token
    start: int
    end: int
    entries: tuple[Cue, ...]

    def of_kind(self, *kinds: str) -> Cue | None:
        """The first entry of one of the kinds, if any."""
        return next((entry for entry in self.entries if entry.kind in kinds), None)


@dataclasses.dataclass(frozen=True)
class CueLexicon:
    """The cues by the first word of verbs, by noun and by adjective."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]

    def holds(self, lemma: str) -> bool:
        """Whether a word alone, or with others after it, reports."""
        return lemma in self.verbs or lemma in self.nouns or lemma in self.adjectives


@functools.cache
def cue_lexicon() -> CueLexicon:
    """The lexicon of seeds/lexicon/cues.csv, read once a process. Raises SeedError for a faulty file."""
    verbs: dict[str, list[Cue]] = {}
    nouns, adjectives = {}, {}
    for row in lexicon_table("cues", Cues).iter_rows(named=True):
        takes = row["takes"].split("|")
        cue = Cue(
            row["lemma"],
            row["kind"],
            frozenset(t for t in takes if ":" not in t),
            frozenset(t.split(":")[1] for t in takes if ":" in t),
            row["parenthetical"],
        )
        if cue.kind == "noun":
            nouns[cue.lemma] = cue
        elif cue.kind == "adjective":
            adjectives[cue.words[-1]] = cue
        else:
            verbs.setdefault(cue.words[0], []).append(cue)
    longest_first = {
        word: tuple(sorted(found, key=lambda c: (-len(c.words), VERBS.index(c.kind))))
        for word, found in verbs.items()
    }
    return CueLexicon(longest_first, nouns, adjectives)


def particles_end(token: Token, words: tuple[str, ...]) -> int | None:
    """End of the cue whose further words follow the verb, at most two tokens away; None where they do not."""
    doc, position = token.doc, token.i + 1
    for word in words[1:]:
        window = range(position, min(position + NOT_PARTICLE_GAP, len(doc)))
        place = next((i for i in window if doc[i].lower_ == word), None)
        if place is None or any(doc[i].is_punct for i in range(position, place)):
            return None
        position = place + 1
    return position


@functools.lru_cache(maxsize=4096)
def base_forms(lemma: str, lower: str) -> tuple[str, ...]:
    """The lemma, and what the word may be a form of where the tagger's lemma is wrong ('hopes' -> 'hop')."""
    stems = [lemma]
    for ending, repairs in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("ing", ("", "e")),
        ("ed", ("", "e")),
        ("es", ("", "e")),
        ("s", ("",)),
    ):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            stem = lower[: -len(ending)]
            stems += [stem + repair for repair in repairs]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    return tuple(dict.fromkeys(stems))


def verb_lemma(token: Token, lexicon: CueLexicon) -> str:
    """The lemma under which the lexicon has a verb, else the tagger's."""
    lemma = token.lemma_.lower()
    if lemma in lexicon.verbs:
        return lemma
    return next((form for form in base_forms(lemma, token.lower_) if form in lexicon.verbs), lemma)


def verb_hit(token: Token, lexicon: CueLexicon) -> Hit | None:
    """The cue that a verb token makes, with its particles."""
    lemma = verb_lemma(token, lexicon)
    if lemma == "would":
        return None
    if lemma == "like" and any(child.lower_ in ("would", "'d", "’d") for child in dependents(token, "aux")):
        lemma = "would"
    entries = lexicon.verbs.get(lemma, ())
    if not entries:
        return None
    if lemma == "would":
        return Hit(token, token.i, token.i + 1, entries)
    for entry in entries:
        if len(entry.words) == 1:
            continue
        end = particles_end(token, entry.words)
        if end is not None:
            return Hit(token, token.i, end, (entry,))
    single = tuple(entry for entry in entries if len(entry.words) == 1)
    return Hit(token, token.i, token.i + 1, single) if single else None


def adjective_hit(token: Token, lexicon: CueLexicon) -> Hit | None:
    """The cue that an adjective makes after a form of 'be', 'seem', 'remain' or 'feel'."""
    entry = lexicon.adjectives.get(token.lower_)
    if entry is None or token.dep_ not in ("acomp", "attr", "ROOT", "conj", "amod", "advcl", "ccomp", "oprd"):
        return None
    copular = token.head.lemma_ in ("be", "remain", "seem", "appear", "feel", "sound", "become")
    return Hit(token, token.i, token.i + 1, (entry,)) if copular or token.pos_ == "VERB" else None


def after_quotation(token: Token) -> bool:
    """Whether a noun ends a sentence in which a few words follow a quotation: `"Q," a minister forecast.`"""
    doc, i = token.doc, token.i
    if token.tag_ not in ("NN", "NNS") or i + 1 >= len(doc) or doc[i + 1].text != ".":
        return False
    mark = next((j for j in range(i - 1, max(i - 9, 0), -1) if doc[j].text in ('"', "”", "''", "»")), None)
    if mark is None or i - mark < 2 or doc[mark - 1].text != ",":
        return False
    return not any(doc[j].text == "," for j in range(mark + 1, i))


def mistaken_noun(token: Token, lexicon: CueLexicon) -> tuple[Cue, ...]:
    """The verb cues of a plural noun that heads a sentence: 'The Union, which ..., hopes for a deal' is often
    mistagged, and so is the last word of 'P, the state media report.'"""
    quoting = after_quotation(token)
    if not quoting and ends_report(token):
        own = lexicon.verbs.get(token.lemma_.lower(), ())
        return tuple(c for c in own if c.parenthetical and len(c.words) == 1)
    heads = token.tag_ == "NNS" and token.dep_ in ("ROOT", "conj", "ccomp", "appos")
    if not quoting and (not heads or dependents(token, "det", "poss", "nummod")):
        return ()
    single = (c for c in lexicon.verbs.get(verb_lemma(token, lexicon), ()) if len(c.words) == 1)
    if quoting:
        return tuple(c for c in single if c.parenthetical and "quote" in c.takes)
    return tuple(c for c in single if c.kind != "carrier")


def ends_report(token: Token) -> bool:
    """Whether a noun stands before a mark and right behind those who report: 'P, the state media report.'"""
    if token.tag_ != "NN" or token.i + 1 >= len(token.doc) or token.nbor().text not in (".", ","):
        return False
    before = (c for c in dependents(token, "compound") if c.i == token.i - 1)
    return any(c.tag_ == "NNS" or c.lower_ == "media" for c in before)


def hits(doc: Doc, lexicon: CueLexicon) -> Iterator[Hit]:
    """All cues of a Doc in text order, whether or not anything is reported by them."""
    nouns, adjectives = lexicon.nouns, lexicon.adjectives
    for token in doc:
        lower = token.lower_
        if lower == "states" and token.i and token.nbor(-1).lower_ in word_class("before_states"):
            continue
        if lower in adjectives:
            hit = adjective_hit(token, lexicon)
            if hit is not None:
                yield hit
                continue
        pos = token.pos_
        if pos in ("VERB", "AUX"):
            hit = verb_hit(token, lexicon)
            if hit is not None:
                yield hit
        elif pos in ("NOUN", "PROPN"):
            lemma = token.lemma_.lower()
            if lemma in nouns:
                yield Hit(token, token.i, token.i + 1, (nouns[lemma], *mistaken_noun(token, lexicon)))
            elif found := mistaken_noun(token, lexicon):
                yield Hit(token, token.i, token.i + 1, found)

"""Who takes a stance, and who takes none: an organisation where an attitude is found, a state where
something happens."""

from pipeline.language.claims.echoes import entities_at
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.relations import ancestors
from pipeline.language.claims.told import Told
from pipeline.language.claims.triggers import Trigger
from pipeline.language.registry import no, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependent
from pipeline.language.text.plurals import singular
from pipeline.lexicon import word_class

# By these edges a word shares the subject of what governs it.
SHARING = frozenset({"xcomp", "conj", "acomp", "attr", "prep", "dobj", "pobj", "advmod", "oprd"})
# Those by which a clause is part of another whose subject speaks or acts in it, too.
CLAUSES = SHARING | {"ccomp", "advcl", "dep"}
RELATIVES = frozenset({"which", "who", "that"})
DETERMINING = frozenset({"the", "both", "all", "these", "those", "its", "their", "his", "her", "our"})
OWN = frozenset({"his", "her", "my", "our"})
# Edges by which somebody is who acts, and by which the name of an organisation qualifies who does.
ACTING = frozenset({"nsubj", "agent", "poss", "compound", "nmod", "amod", "csubj", "dep", "ROOT"})
# What is found in an organisation is not what it does itself.
FOUND_IN = frozenset({"within", "among", "amongst", "inside", "across", "in"})
OF_AN_ATTITUDE = frozenset({"of", "by", "from"})


def subject_of(index: BriefIndex, token: int) -> int | None:
    """Who does what a word tells: the subject of its verb, or of one that it shares it with."""
    words = index.words
    for word in words.above(token):
        subject = words.subject(word)
        if subject is not None:
            if words.lower[subject] in RELATIVES and words.relations[word] == "relcl":
                return words.heads[word]
            return subject if words.relations[subject] == "nsubj" and subject < token else None
        if words.relations[word] not in SHARING:
            return None
    return None


def actors_of(index: BriefIndex, subject: int, matter: Told) -> tuple[str, ...]:
    """Who a subject is: the states named there, the organisation of the bid where it is one of its organs,
    else a group by the words that it is told in."""
    codes = named_actors(index, subject)
    if codes:
        return codes
    words = index.words
    if words.is_a(subject, "organ_noun") and words.has_word(subject, "the"):
        return matter.organisations
    if not _takes_sides(index, subject):
        return ()
    phrase = phrase_of(index, subject)
    return (index.doc[phrase.start : phrase.stop].text,)


def named_actors(index: BriefIndex, subject: int) -> tuple[str, ...]:
    """Who is named as a subject; 'his country' in somebody's words is the speaker's."""
    words = index.words
    if subject in index.statement_of and words.has_word(subject, *OWN):
        speaker = index.speaker(subject)
        return (speaker,) if speaker is not None else ()
    there = index.by_token.get(subject)
    if there is not None and there.link == "person" and _is_below_state(index, subject):
        return ()
    return entities_at(index, subject)


def _is_below_state(index: BriefIndex, person: int) -> bool:
    """Whether somebody is said to be of a group that is not his state's government: 'Senator Ane Lund'."""
    words = index.words
    beside = [one for one in index.here(person) if person in words.above(one)]
    return any(words.lemmas[one] in word_class("taking_sides_noun") - {"deputy"} for one in beside)


def _takes_sides(index: BriefIndex, noun: int) -> bool:
    """Whether a noun is one for a group that may be for or against a bid, or a name with one ('the
    nationalist party Zora', 'the Liberals'); of states some that are not told before ('several members',
    'thirty countries')."""
    words = index.words
    if words.tokens[noun].tag_ == "NNS" and words.is_a(noun, "plural_state_noun"):
        return not any(words.lower[child] in DETERMINING for child in words.children[noun] if child < noun)
    named = words.parts[noun] == "PROPN"
    leads = words.below(noun, "compound", "nmod")
    sides = word_class("taking_sides_noun")
    return any(
        words.lemmas[one] in sides or singular(words.lower[one]) in sides
        for one in (noun, *(leads if named else ()))
    )


def phrase_of(index: BriefIndex, noun: int) -> range:
    """The words of a noun phrase without what is said beside it."""
    words = index.words
    kept = [noun]
    for word in kept:
        aside = words.below(word, "relcl", "appos", "punct", "advcl", "cc", "conj", "acl")
        kept += [child for child in words.children[word] if child < noun or child not in aside]
    return range(min(kept), max(kept) + 1)


def is_held_in(index: BriefIndex, token: int, holder: Referent) -> bool:
    """An organisation with an attitude in it: 'consensus within the club', 'support among its members'."""
    words, above = index.words, index.words.heads[holder.root]
    if words.relations[holder.root] in ("compound", "poss"):
        above = words.heads[above]
    noun = words.heads[above]
    found_in = holder.kind == ORGANISATION and words.lower[above] in FOUND_IN
    return found_in and words.up(noun, "conj") == words.up(token, "conj")


@switchable(no)
@kept
def is_a_place(index: BriefIndex, actor: Referent) -> bool:
    """A state that is only a place: 'at the summit in Chad', 'said in Chad that it backs it'."""
    words, above = index.words, index.words.heads[actor.root]
    if actor.kind != STATE or actor.root < 0 or words.relations[actor.root] != "pobj":
        return False
    if words.lower[above] not in ("in", "at"):
        return False
    there = words.heads[above]
    return words.parts[there] == "VERB" or words.is_a(there, "occasion_noun")


@switchable(no)
@kept
def is_no_agent(index: BriefIndex, token: int, actor: Referent) -> bool:
    """Whether an organisation stands where nobody acts: in 'Mali welcomed the council's approval', 'in
    line with the union's rules'."""
    words = index.words
    if actor.kind != ORGANISATION or actor.root < 0 or actor.link == "first_person":
        return False
    if actor.root in index.in_source:
        return False
    above, way = words.above(token), words.above(actor.root)
    steps = next((step for step, word in enumerate(way) if word in above), None)
    if not steps:
        return False
    last, common = way[steps - 1], way[steps]
    if words.relations[last] != "prep":
        return words.relations[last] not in ACTING
    attitude = common == token and words.parts[token] in ("NOUN", "PROPN")
    return not attitude or words.lower[last] not in OF_AN_ATTITUDE


def acts(index: BriefIndex, trigger: Trigger, predicate: str, actor: Referent | None) -> bool:
    """Whether a state is the subject of the clause of a stance's verb, or of one that governs it: of 'Chad
    says that it backs the bid' both are. A condition is set by what one says, wants or demands."""
    token = trigger.token
    if actor is None or actor.kind != STATE or actor.root > token.i or token.pos_ == "NOUN":
        return False
    for above in ancestors(token):
        subject = dependent(above, *NOUN_SUBJECTS)
        if subject is not None and index.by_token.get(subject.i) is index.by_token.get(actor.root):
            return predicate != "conditional" or above.lemma_ in word_class("demanding_verb", "setting_verb")
        if above.dep_ not in CLAUSES or subject is not None and predicate != "conditional":
            return False
    return False

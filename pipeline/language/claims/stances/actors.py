"""Who takes a stance, and who takes none: an organisation where an attitude is found, a state where
something happens."""

from pipeline.language.claims.echoes import entities_at
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.relations import ancestors
from pipeline.language.claims.told import Told
from pipeline.language.claims.triggers import Trigger
from pipeline.language.registry import as_given, no, nobody, switchable
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
# Classes of nouns for those who act for a state.
ON_BEHALF = ("general_office", "envoy_office", "acting_noun", "government_body")
OF_WHOM = frozenset({"of", "from"})
OF_AN_ATTITUDE = frozenset({"of", "by", "from"})


def subject_of(index: BriefIndex, token: int) -> int | None:
    """Who does what a word tells: the subject of its verb, or of one that it shares it with."""
    words = index.words
    for word in words.above(token):
        own = words.below(word, *NOUN_SUBJECTS)
        if own:
            # Of two, the parse takes one from a clause before.
            subject = next((one for one in reversed(own) if one < token), own[0])
            if words.lower[subject] in RELATIVES and words.relations[word] == "relcl":
                return words.heads[word]
            return subject if words.relations[subject] == "nsubj" and subject < token else None
        if words.relations[word] not in SHARING:
            return None
    return None


def let_in(index: BriefIndex, word: int) -> set[str]:
    """The states that a word's infinitive lets in: of 'is ready to admit Chad' that one."""
    words = index.words
    verbs = [one for one in words.below(word, "xcomp") if words.is_a(one, "admitting_verb")]
    whom = [one for verb in verbs for one in words.below(verb, "dobj") or (verb + 1,)]
    named = (one for one in whom if one in index.by_token and index.by_token[one].link != "demonym")
    return {code for one in named if index.kind_at(one) == STATE for code in entities_at(index, one)}


def actors_of(index: BriefIndex, subject: int, matter: Told) -> tuple[str, ...]:
    """Who a subject is: the states named there, the organisation of the bid where it is one of its organs,
    else a group by the words that it is told in."""
    codes = named_actors(index, subject)
    if codes:
        return codes
    if _is_its_organ(index, subject):
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
    return entities_at(index, subject) or _on_behalf_of(index, subject)


def taker_of(index: BriefIndex, token: int) -> int | None:
    """Who takes the stance that a word tells: its subject, 'by' whom a passive says it is taken, or who is
    'opposed to' something."""
    words = index.words
    helping = words.below(token, "auxpass")
    passive = [
        *words.below(token, "nsubjpass"),
        *(one for aux in helping for one in words.below(aux, "nsubj")),
    ]
    if not passive:
        subject = subject_of(index, token)
        return None if subject is None else _who_says(index, subject)
    by = (one for agent in words.below(token, "agent") for one in words.below(agent, "pobj"))
    opposed = words.lower[token] == "opposed" and words.has_word(token, "to")
    return next(by, passive[0] if opposed else None)


@switchable(as_given(1))
def _who_says(index: BriefIndex, subject: int) -> int:
    """Who says what 'it' does, where that is nobody else: 'one delegation said that it could agree'."""
    words = index.words
    if words.lower[subject] != "it" or subject in index.by_token:
        return subject
    clause = words.heads[subject]
    telling = words.heads[clause]
    if words.relations[clause] != "ccomp" or not words.is_a(telling, "saying_verb"):
        return subject
    return next(iter(words.below(telling, "nsubj")), subject)


@switchable(nobody)
def _on_behalf_of(index: BriefIndex, noun: int) -> tuple[str, ...]:
    """For whom an official or a delegation without a name acts: 'a Canadian official', 'the delegation of
    Chad', 'the ministers of Mali'."""
    words = index.words
    if not words.is_a(noun, *ON_BEHALF) and words.lemmas[noun] != "leader":
        return ()
    owners = (*words.below(noun, "poss", "compound", "amod"), *words.behind(noun, *OF_WHOM))
    known = (one for one in owners if index.kind_at(one) in (STATE, ORGANISATION))
    owner = next((one for one in known if index.by_token[one].link != "body"), None)
    return entities_at(index, owner) if owner is not None else ()


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


def _is_its_organ(index: BriefIndex, noun: int) -> bool:
    """'The assembly', 'its council', 'the organisation's assembly', 'the leaders'."""
    words = index.words
    leaders = words.lemmas[noun] == "leader" and words.tokens[noun].tag_ == "NNS"
    if not leaders and not words.is_a(noun, "organ_noun"):
        return False
    kinds = {one.kind for one in index.named(words.below(noun, "poss"))}
    return ORGANISATION in kinds or not kinds and words.has_word(noun, "the", "its")


def phrase_of(index: BriefIndex, noun: int) -> range:
    """The words of a noun phrase without what is said beside it."""
    words = index.words
    kept = [noun]
    for word in kept:
        aside = words.below(word, "relcl", "appos", "punct", "advcl", "cc", "conj", "acl")
        kept += [child for child in words.children[word] if child < noun or child not in aside]
    return range(min(kept), max(kept) + 1)


def is_held_in(index: BriefIndex, token: int, holder: Referent) -> bool:
    """Whether an attitude is found in a body: 'consensus within the club', 'support among its members'."""
    words, above = index.words, index.words.heads[holder.root]
    if words.relations[holder.root] in ("compound", "poss"):
        above = words.heads[above]
    noun = words.heads[above]
    found_in = holder.kind == ORGANISATION and words.lower[above] in FOUND_IN
    return found_in and words.up(noun, "conj") == words.up(token, "conj")


@switchable(no)
@kept
def is_a_place(index: BriefIndex, actor: Referent) -> bool:
    """Whether a state is only a place: 'at the summit in Chad', 'said in Chad that it backs the bid'."""
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

"""Whether something is told as so: polarity and modality of a trigger, and marks of what is asked, imagined
or doubted.

One mechanism: the words that govern a trigger are climbed from it to the edge of its statement's content,
then across the statement's cue; each word counts for what seeds/lexicon/claim_modality.csv says of it."""

import dataclasses
import functools
from collections.abc import Iterator
from types import MappingProxyType

from spacy.tokens import Token

from pipeline.language.annotations import Statement
from pipeline.language.claims.implicatives import (
    is_left_open_by_verb,
    is_not_borne_out,
    is_one_of_a_row,
    is_only_ahead,
    only_leads_to,
)
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.relations import (
    PREDICATIVE,
    ancestors,
    doers,
    fades,
    is_gone,
    is_infinitive,
    thing_before,
)
from pipeline.language.claims.rules.claim_lexicon import RANK, governing
from pipeline.language.claims.triggers import STANCES, Trigger, kinds_of
from pipeline.language.registry import no, nothing_done, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS, SUBJECTS, dependents
from pipeline.lexicon import word_class

HIGHEST_CLIMB = 7
CONDITIONS = frozenset({"condition", "condition after no"})
# By these edges a predicate is told as what governs it is: a complement, not an adjunct or an aside.
COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "pcomp", "acl", "oprd", "csubj", "attr", "acomp", "dobj", "pobj", "prep"}
)
TIMES = frozenset({"by", "after", "before", "since", "while", "for", "despite", "upon", "following"})
SUPPOSING = frozenset({"if", "unless", "provided", "providing", "assuming"})
# A status of somebody is taken for granted even in a condition, and what is set as a condition stands in one.
PRESUPPOSED = frozenset({"holds", "conditional"})
WISHES = frozenset({"seeks", "declines"})
# What says of what a wish is ('hopes of leaving'), and whose an attitude is ('doubts in Serbia').
OF_WISHES = frozenset({"of", "in", "on", "about", "for", "at", "towards"})
HOLDING = frozenset({"in", "of", "from", "among", "by", "within"})
FINITE = frozenset({"VBZ", "VBD"})  # forms that stand behind no auxiliary
IMAGINED = frozenset({"would", "could", "might"})
GRANTED = frozenset({"admitted", "reinstated"})
# What is resolved is told: who resolves to apply wants to, and talks that somebody decides to open are
# expected.
RESOLVED = frozenset({"applied", "started", "withdrew"})
# What a body does to somebody is done when it is resolved: 'voted to suspend it'.
DONE_BY_BODIES = frozenset(
    {"suspended", "expelled", "reinstated", "invited", "ratified", "rejected", "admitted"}
)
# What may be planned and then given up.
CALLED_OFF = GRANTED | {"withdrew", "applied", "seeks"}
# What has been done where nothing above it says that it has not.
HAPPENINGS = GRANTED | frozenset(
    "withdrew expelled suspended ratified signed applied started invited rejected holds".split()
)
CLAUSES_OF_NOUNS = frozenset({"acl", "ccomp", "relcl"})
# By these edges 'time' is what is or has come, and nothing that somebody takes.
TIMELY = frozenset({"attr", "nsubj", "ROOT"})
PARTS_OF_STATUS = frozenset({"pobj", "compound", "amod", "nmod", "prep", "conj"})
BY_NAME = frozenset({"name", "alias", "list", "demonym"})
NOT = frozenset({"not", "n't", "n’t", "never"})
REACH = 6


@dataclasses.dataclass(frozen=True, slots=True)
class Factuality:
    """How a trigger is told. `predicate` is what is told after all (None for nothing); `words` decided it."""

    predicate: str | None
    polarity: str
    modality: str
    flags: tuple[str, ...]
    words: tuple[str, ...]


@dataclasses.dataclass(slots=True)
class Reading:
    """What was met on the way up: negations, the strongest modality, the words, marks without a meaning of
    their own."""

    negations: int = 0
    modality: str = "asserted"
    words: list[str] = dataclasses.field(default_factory=list)
    flags: set[str] = dataclasses.field(default_factory=set)
    seen: set[int] = dataclasses.field(default_factory=set)

    @property
    def polarity(self) -> str:
        """Negated where the negations are odd in number."""
        return "negated" if self.negations % 2 else "affirmed"

    @property
    def condition(self) -> bool:
        """Whether it is told on a condition."""
        return bool(self.flags & CONDITIONS)

    def take(self, token: Token, modality: str | None, polarity: str | None) -> None:
        """Count a word once."""
        if token.i in self.seen:
            return
        self.seen.add(token.i)
        self.words.append(token.text)
        self.negations += polarity == "negated"
        if modality and RANK[modality] > RANK[self.modality]:
            self.modality = modality


def factuality(index: BriefIndex, trigger: Trigger, predicate: str | None = None) -> Factuality:
    """How a trigger is told, and of which predicate that makes a claim; `predicate` overrides the entry's."""
    entry = trigger.entry
    reading = met(index, trigger.token.i, (predicate or entry.predicate) in STANCES)
    negations, modality = reading.negations, reading.modality
    if _is_granted(index, predicate or entry.predicate, trigger.token):
        negations, modality = 0, "asserted"
    negated = (negations + (entry.polarity == "negated")) % 2 == 1
    modality = entry.modality if entry.modality and modality == "asserted" else modality
    told, negated, modality = _told(trigger, predicate or entry.predicate, negated, modality)
    polarity = "negated" if negated else "affirmed"
    return Factuality(told, polarity, modality, tuple(sorted(reading.flags)), tuple(reading.words))


@kept
def met(index: BriefIndex, place: int, stance: bool) -> Reading:
    """What is met on the way up from a token, whatever that tells; `stance` where that is one."""
    reading, token = Reading(), index.words.tokens[place]
    number = index.statement_of.get(place)
    statement = index.doc._.statements[number] if number is not None else None
    chain = _climb(index, token, number, reading)
    _conditions(index, token, chain, reading, stance)
    _foreseen(token, reading)
    _one_of_a_row(token, reading)
    _means_to_come(token, reading)
    if stance and fades(token):
        reading.take(token.head, None, "negated")
    if statement is not None and statement.cue is not None and not _is_aside(index, token, number):
        _refused(index, token, number, reading)
        _cross(index, statement, reading)
    _around(index, token, reading)
    return reading


@switchable(nothing_done)
def _one_of_a_row(token: Token, reading: Reading) -> None:
    """'The next to join may be Chad': what completes one of a row is told as surely as the verb tells who
    that one is."""
    noun = token.head
    if token.dep_ in ("acl", "relcl") and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        if is_one_of_a_row(noun):
            _auxiliaries(noun.head, reading)


@switchable(nothing_done)
def _means_to_come(token: Token, reading: Reading) -> None:
    """'By joining, Chad would help them': the means to what is to come are to come as well, whatever is
    denied of that."""
    verb = token.head.head
    if token.dep_ == "pcomp" and token.head.lower_ == "by" and reading.modality == "asserted":
        marks = (child for child in dependents(verb, "aux") if child.lower_ in governing("auxiliary"))
        for mark in marks:
            reading.take(mark, governing("auxiliary")[mark.lower_][0], None)


@switchable(nothing_done)
def _foreseen(token: Token, reading: Reading) -> None:
    """'The admission of Chad is expected next year', 'its entry takes effect in May': what is told of a
    noun is yet to come."""
    verb = token.head
    if token.pos_ != "NOUN" or token.dep_ not in NOUN_SUBJECTS:
        return
    foreseeing = [verb] if token.dep_ == "nsubjpass" else dependents(verb, "acomp", "xcomp")
    word = next((one for one in foreseeing if one.lower_ in word_class("foreseen_word")), None)
    if word is None and _takes_effect(verb):
        word = verb
    if word is not None and not dependents(word, "xcomp", "ccomp", "neg") and not dependents(verb, "neg"):
        reading.take(word, "expected", None)


def _takes_effect(verb: Token) -> bool:
    """'Its departure takes effect in May': what is told so in the present is to come."""
    if verb.tag_ not in ("VBZ", "VBP"):
        return False
    things = (one.lower_ for child in verb.rights for one in (child, *child.children))
    return verb.lemma_ in ("take", "come", "go") and not {"effect", "force"}.isdisjoint(things)


@switchable(no)
def _is_aside(index: BriefIndex, token: Token, statement: int | None) -> bool:
    """Whether a word stands in what a statement takes for granted: 'denied that Togo, which had joined,
    would leave'."""
    for word in ancestors(token):
        if index.statement_of.get(word.i) != statement:
            return False
        if word.dep_ in ("relcl", "appos") or word.dep_ == "acl" and word.tag_ == "VBN":
            return True
    return False


def _is_granted(index: BriefIndex, predicate: str, token: Token) -> bool:
    """Whether a predicate is taken for granted, whatever is denied or expected around its word."""
    if predicate == "invited":
        return _is_turned_down(index, token)
    return predicate == "holds" and _presupposed(token)


@switchable(no)
def _is_turned_down(index: BriefIndex, noun: Token) -> bool:
    """'Declined the invitation': whoever is no organisation was invited."""
    if noun.dep_ not in ("dobj", "nsubjpass") or noun.head.lemma_.lower() not in word_class("declining_verb"):
        return False
    if dependents(noun.head, "dative"):
        return False
    named = (index.by_token.get(child.i) for child in dependents(noun.head, "nsubj", "agent"))
    return all(one is None or one.kind != ORGANISATION for one in named)


@switchable(no)
def _presupposed(token: Token) -> bool:
    """Whether a status is taken for granted, whatever is denied or expected around it: 'not without our
    fellow members', 'as a member of the union, Chad will vote', 'of its members, Chad has never voted'."""
    word = token
    while word.dep_ in ("conj", "appos") and word.head.i != word.i:
        word = word.head
    if word.pos_ not in ("NOUN", "PROPN") or word.dep_ in ("attr", "acomp", "oprd", "ROOT", "nsubj", "dep"):
        return False
    if any(child.lower_ in ("no", "not", "non") for child in word.children):
        return False
    if word.dep_ == "dobj" and any(child.lower_ in ("a", "an", "any") for child in word.children):
        return False  # what somebody has or has not: 'none of them has a seat'
    if word.dep_ != "pobj" or word.head.lower_ not in ("among", "as", "of", "with", "in"):
        return True
    if word.head.lower_ == "as" and (word.head.head.lemma_ == "capacity" or _follows_partner(word.head)):
        return True
    opens = word.head.i < word.head.head.i and word.head.head.pos_ in ("VERB", "AUX")
    return opens and word.head.lower_ in ("as", "among", "of")


def _follows_partner(preposition: Token) -> bool:
    """Whether 'as' stands right behind a name with which something is done: 'will work with Chad as a
    member of the union'."""
    name = preposition.nbor(-1) if preposition.i > preposition.sent.start else preposition
    return name.pos_ == "PROPN" and name.dep_ == "pobj" and name.head.lower_ == "with"


@switchable(no)
def is_asked(index: BriefIndex, end: int) -> bool:
    """Whether the sentence that ends before a token is a question."""
    start = index.bounds[index.sentence_of[end - 1]][0]
    return "?" in index.words.lower[max(start, end - 2) : end]


def is_told(index: BriefIndex, token: Token, predicate: str | None = None) -> bool:
    """Whether what a word says (of a predicate, where one is given) is told at all: not asked, left open,
    imagined, called false, a condition, or what somebody is invited to."""
    return _is_told(index, token.i, predicate)


@kept
def _is_told(index: BriefIndex, place: int, predicate: str | None) -> bool:
    token = index.words.tokens[place]
    start, end = index.sentence(token)
    if is_asked(index, end):
        return False
    opening = index.doc[start]
    return not (
        any(_is_not_told_above(word, opening, place, predicate) for word in ancestors(token))
        or predicate in CALLED_OFF
        and _called_off(token, predicate)
        or predicate in HAPPENINGS
        and _is_not_done(token, predicate)
        or predicate == "rejected"
        and _is_dropped(token)
        or predicate in WISHES
        and (is_to_the_contrary(token) or _wonders(token) or _is_for_another(index, token))
        or predicate in STANCES | WISHES
        and _favour_faded(token)
        or predicate in STANCES
        and _faded(index, token)
    )


def _is_not_told_above(word: Token, opening: Token, place: int, predicate: str | None) -> bool:
    """Whether a word, the trigger at a place or one above it, stands in what is left open, supposed,
    imagined, at an end or called false; `opening` is the first word of the sentence."""
    supposable = predicate not in PRESUPPOSED
    return (
        _left_open(word)
        or supposable
        and _supposed(word)
        or _not_said(word)
        or _opens_condition(opening, word)
        or supposable
        and (_inverted(word, place) or _only_imagined(word, predicate))
        or predicate == "holds"
        and _comes_to_an_end(word)
        or predicate in GRANTED
        and _is_only_favoured(word)
        or word.dep_ in CLAUSES_OF_NOUNS
        and (_called_false(word.head) or _not_shown(word.head))
        or _dismissed(word)
        or predicate == "withdrew"
        and _not_announced(word)
    )


def _opens_condition(opening: Token, word: Token) -> bool:
    """'Had it joined, it would have paid'."""
    return opening.lower_ == "had" and opening.head.i == word.i and opening.dep_ == "aux"


def _is_only_favoured(word: Token) -> bool:
    """'Was invited to join', 'was backed to join': that is not done by it."""
    return word.dep_ == "xcomp" and word.head.lemma_.lower() in word_class("favouring_verb")


def _is_dropped(refusal: Token) -> bool:
    """'Lifted its veto': a refusal is not told of where it ends."""
    return refusal.dep_ in ("dobj", "nsubjpass") and refusal.head.lemma_.lower() in word_class(
        "dropping_verb"
    )


def _is_not_done(token: Token, predicate: str) -> bool:
    """Whether what governs a verb, or the verb of a noun, does not say that it was done; who resolves to
    apply is told to want to."""
    if predicate in GRANTED and (only_leads_to(token) or is_only_ahead(token) or _is_held_out(token)):
        return True
    if predicate == "admitted" and _is_given_back(token):
        return True
    if token.pos_ in ("NOUN", "PROPN"):
        if is_left_open_by_verb(token) or predicate != "holds" and _is_only_possible(token):
            return True
        if _is_role_behind(token):
            token = token.head
        elif token.dep_ != "attr" and token.head.lemma_.lower() not in word_class("getting_verb"):
            return False  # what a noun names is taken for granted, whatever somebody is ready to do about it
        token = token.head
    return any(
        is_not_borne_out(word) and not _is_told_once_resolved(word, predicate) for word in _governed(token)
    )


@switchable(no)
def _is_held_out(noun: Token) -> bool:
    """'Was offered the status of a partner country', 'denied it membership'."""
    for _ in range(HIGHEST_CLIMB):
        if noun.dep_ in ("dobj", "nsubjpass", "oprd"):
            return noun.head.lemma_.lower() in word_class("holding_out_verb")
        if noun.dep_ not in PARTS_OF_STATUS or noun.dep_ == "prep" and noun.lower_ not in ("of", "as"):
            return False
        noun = noun.head
    return False


@switchable(no)
def _is_given_back(noun: Token) -> bool:
    """'Its membership was restored': what is told of that is that somebody is let back."""
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in word_class("giving_back_verb")


def _is_only_possible(noun: Token) -> bool:
    """'The possible withdrawal', 'its planned accession'."""
    return any(
        child.dep_ == "amod" and child.lower_ in word_class("unreal_role_word") for child in noun.lefts
    )


def _is_role_behind(noun: Token) -> bool:
    """Whether a noun is the role in which something is done, behind its verb: 'attend as an observer'."""
    preposition = noun.head
    verb = preposition.head
    return (
        noun.dep_ == "pobj" and preposition.lower_ == "as" and verb.pos_ == "VERB" and verb.i < preposition.i
    )


def _is_told_once_resolved(word: Token, predicate: str) -> bool:
    """Whether a verb is what somebody resolves to do, by which something is told."""
    if word.head.lemma_.lower() not in word_class("resolving_word"):
        return False
    if predicate in RESOLVED:
        return True
    return (
        predicate in DONE_BY_BODIES
        and word.lemma_ not in word_class("joining_verb")
        and word.head.pos_ == "VERB"
    )


@switchable(no)
def _comes_to_an_end(word: Token) -> bool:
    """'Ceased to be a member', 'stopped being one': that somebody left is what is told."""
    return word.dep_ == "xcomp" and word.head.lemma_.lower() in word_class("ceasing_verb")


@kept
def is_open(index: BriefIndex, place: int) -> bool:
    """Whether a word stands in what is only asked or left open, whoever answers it."""
    return any(_left_open(word) or _asked_about(word) for word in ancestors(index.words.tokens[place]))


@switchable(no)
def _left_open(word: Token) -> bool:
    """'asked whether', 'wonders if', 'undecided about joining', 'imagine that'."""
    marks = {child.lower_ for child in dependents(word, "mark", "advmod") if child.i < word.i}
    if (
        "whether" in marks
        or "if" in marks
        and (word.dep_ == "ccomp" or word.head.lemma_.lower() in word_class("asking_verb"))
    ):
        return True
    if word.dep_ == "pcomp" and word.head.head.lemma_.lower() in word_class("undecided_word"):
        return True
    return word.head.lemma_.lower() in word_class("imagining_verb") and word.dep_ in ("ccomp", "xcomp")


@switchable(no)
def _not_said(word: Token) -> bool:
    """Whether a clause is what somebody does not say: 'did not say that it had joined', 'no minister says
    that it will'. What is denied or not hoped is told all the same, as negated."""
    verb = word.head
    if word.dep_ in CLAUSES_OF_NOUNS and verb.lemma_.lower() in word_class("hearsay_noun"):
        verb = verb.head
    elif word.dep_ != "ccomp":
        return False
    if verb.lemma_.lower() not in word_class("saying_verb"):
        return False
    return any(
        child.dep_ == "neg" and not _merely(child) or child.dep_ in SUBJECTS and _nobody(child)
        for child in verb.children
        if child.i < word.i
    )


def _nobody(subject: Token) -> bool:
    if any(child.lower_ in ("but", "except") for child in subject.children):
        return False
    return subject.lower_ in governing("determiner") or any(
        child.lower_ in ("no", "neither", "hardly") for child in subject.children
    )


@switchable(no)
def _inverted(word: Token, place: int) -> bool:
    """Whether a word stands in a condition without 'if': 'should it apply, we will help'."""
    subject = next((child.i for child in dependents(word, *SUBJECTS)), -1)
    return any(
        child.lower_ == "should" and child.i < min(subject, place) for child in dependents(word, "aux")
    )


@switchable(no)
def is_supposed_of(index: BriefIndex, place: int, subject: Referent | None) -> bool:
    """Whether 'should' stands right before who is told of a verb: 'we will help should Chad apply', of a
    list before each."""
    words = index.words
    if subject is None or subject.start == 0 or words.tokens[place].tag_ != "VB" or subject.root > place:
        return False
    return any(words.lower[one.start - 1] == "should" for one in (subject, *subject.parts) if one.start)


@switchable(no)
def _only_imagined(word: Token, predicate: str | None) -> bool:
    """What has not been done: 'inviting it would be wise', 'now is the time to expel it', 'voted against
    expelling it', 'when it comes to its accession'. A stance may be taken so."""
    if predicate in STANCES | WISHES:
        return False
    head = word.head
    if word.dep_ in ("csubj", "nsubj") and word.tag_ == "VBG":
        return any(child.lower_ in IMAGINED for child in dependents(head, "aux"))
    if word.dep_ in ("acl", "relcl", "xcomp", "advcl") and is_infinitive(word):
        return _is_due(head) or _voted_down(head) or predicate in GRANTED and _only_wished(word)
    if word.dep_ == "pobj" and head.lower_ == "to" and _comes_to(head.head):
        return True
    return word.dep_ in ("pobj", "pcomp") and (_voted_down(word) or _is_topic_of_text(word))


def _is_due(above: Token) -> bool:
    """'It is time to', 'now is the time to', 'the time has come to': not the time that somebody took."""
    came = (child for child in dependents(above, "nsubj") if above.lemma_ == "come")
    return any(one.lemma_ == "time" and one.dep_ in TIMELY for one in (above, *came))


def _only_wished(word: Token) -> bool:
    """Whether a verb is no more than what a wish is for ('its intent to become a member'), for no day that
    is named."""
    wish = word.head.lemma_.lower()
    dated = any(one.ent_type_ == "DATE" for one in word.subtree)
    return wish in word_class("wished_noun") and word.head.pos_ == "NOUN" and not dated


def _is_topic_of_text(word: Token) -> bool:
    """Whether a word is what a text is on: 'signed a declaration on joining the union'."""
    about = word.head
    named = about.head.lemma_.lower() in word_class("text_noun")
    return about.lower_ == "on" and about.i > about.head.i and (named or about.head.lemma_ == "sign")


def _comes_to(verb: Token) -> bool:
    """'When it comes to': what follows is the topic."""
    return verb.lemma_ == "come" and any(child.lower_ == "it" for child in verb.children)


def _voted_down(word: Token) -> bool:
    """Whether a word is what a vote is against."""
    return word.head.lower_ == "against" and word.head.head.lemma_.lower() in ("vote", "voting")


@switchable(no)
def _supposed(word: Token) -> bool:
    """'if it joins', 'if and when it joins', 'asked about its bid'."""
    if word.dep_ == "advcl" and any(_supposes(child) for child in word.children):
        return True
    return _asked_about(word)


def _supposes(mark: Token) -> bool:
    """Whether a word begins what is only supposed."""
    if mark.dep_ == "mark" and mark.lower_ in SUPPOSING:
        return True
    return mark.lower_ == "when" and mark.doc[max(0, mark.i - 2) : mark.i].text.lower() == "if and"


@switchable(no)
def _asked_about(word: Token) -> bool:
    """'asked about its bid'."""
    if word.dep_ not in ("pobj", "pcomp") or word.head.lower_ not in ("about", "on", "over", "regarding"):
        return False
    return word.head.dep_ == "prep" and word.head.head.lemma_.lower() in word_class("questioning_verb")


@switchable(no)
def _favour_faded(token: Token) -> bool:
    """Whether what is told is favour or interest that is said to be gone: 'support for its bid has faded'."""
    return token.lemma_.lower() in word_class("favouring_noun") and is_gone(token)


@switchable(no)
def _faded(index: BriefIndex, token: Token) -> bool:
    """Whether objections of nobody who is named are gone: 'the members' doubts have faded', 'all
    objections have been overcome'."""
    noun = token.head if token.dep_ == "poss" else token
    if token.pos_ in ("VERB", "AUX"):
        noun = next(iter(dependents(token, *SUBJECTS)), token)
    return fades(noun) and not _is_held(index, noun)


def _is_held(index: BriefIndex, noun: Token) -> bool:
    """Whether an attitude is somebody's who is named: 'Serbia's doubts', 'Serbian doubts', 'doubts in
    Serbia'."""
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ in ("PROPN", "PRON"):
            return True
        if child.dep_ in ("amod", "compound") and child.i in index.by_token:
            return True
        if child.lower_ in HOLDING and any(word.i in index.by_token for word in child.children):
            return True
    return False


@switchable(no)
def _wonders(token: Token) -> bool:
    """Whether what somebody decides or wants is left open: 'has yet to decide whether to join'."""
    return any(child.dep_ in ("xcomp", "ccomp") and _left_open(child) for child in token.rights)


@switchable(no)
def _is_for_another(index: BriefIndex, token: Token) -> bool:
    """Whether what is wanted is that somebody else does it: 'wants it to join', 'hopes for Chad's
    accession'."""
    wanted = [child for child in token.rights if child.dep_ in ("xcomp", "ccomp") and is_infinitive(child)]
    if any(one.dep_ in NOUN_SUBJECTS and one.i > token.i for verb in wanted for one in verb.lefts):
        return True
    things = [one for word in (token, *token.rights) for one in word.rights if one.dep_ in ("dobj", "pobj")]
    return any(is_owned_by_another(index, token, noun) for noun in things)


def is_owned_by_another(index: BriefIndex, verb: Token, noun: Token) -> bool:
    """Whether a noun of membership is one of a state by name, or of several by 'their', that is not the
    subject of its verb: 'the accession of Chad', 'membership for Chad'."""
    if "membership" not in kinds_of(noun):
        return False
    behind = (one for child in noun.rights if child.lower_ in ("of", "for", "by") for one in child.children)
    owners = (index.by_token.get(one.i) for one in (*noun.lefts, *behind))
    states = {
        code
        for one in owners
        if one is not None
        and one.kind == STATE
        and (one.link in BY_NAME or index.words.lower[one.root] == "their")
        for code in one.entities
    }
    own = [one for doer in doers(verb) for one in (doer, *dependents(doer, "poss"))]
    subjects = (index.by_token.get(one.i) for one in own)
    wanting = {code for one in subjects if one is not None for code in one.entities}
    return bool(states and wanting) and not states & wanting


@switchable(no)
def is_to_the_contrary(token: Token) -> bool:
    """Whether what is wanted or planned is to leave or to keep somebody out: 'want to leave', 'no plans to
    block it'."""
    objects = [child for child in token.rights if child.dep_ == "dobj"]
    return any(_is_contrary(verb) for word in (token, *objects) for verb in _wanted(word))


def _is_contrary(verb: Token) -> bool:
    """'Leave', 'withdraw', 'give up'."""
    gives_up = verb.lemma_ == "give" and any(child.lower_ == "up" for child in verb.rights)
    return gives_up or verb.lemma_.lower() in word_class("contrary_verb")


def _wanted(token: Token) -> Iterator[Token]:
    """The verbs that say what a wish or plan is: 'to leave', 'of leaving'."""
    for child in token.rights:
        if child.dep_ in ("xcomp", "acl") or child.dep_ == "relcl" and is_infinitive(child):
            yield child
        elif child.dep_ == "prep" and child.lower_ in OF_WISHES:
            yield from dependents(child, "pcomp")


@switchable(no)
def _called_false(noun: Token) -> bool:
    """'a false claim', 'the reports proved wrong'."""
    if noun.lemma_.lower() not in word_class("hearsay_noun"):
        return False
    near = [*noun.children, *(noun.head.children if noun.dep_ in SUBJECTS else ())]
    near += [word for child in near if child.dep_ in PREDICATIVE for word in child.children]  # 'is fake news'
    return any(
        child.lower_ in word_class("false_word")
        and child.dep_ in ("amod", "compound", *PREDICATIVE)
        or child.lower_ in word_class("invention_noun")
        and child.dep_ in PREDICATIVE
        for child in near
    )


@switchable(no)
def _dismissed(word: Token) -> bool:
    """'Dismissed claims that it would leave', 'rejected the idea that it had joined'."""
    noun = word.head
    told = word.dep_ in CLAUSES_OF_NOUNS and noun.lemma_.lower() in word_class("hearsay_noun", "idea_noun")
    return (
        told
        and noun.dep_ in ("dobj", "nsubjpass")
        and noun.head.lemma_.lower() in word_class("dismissing_verb")
    )


@switchable(no)
def _called_off(token: Token, predicate: str) -> bool:
    """'Cancelled its withdrawal', 'reversed its decision to leave', 'backed away from its plan to join';
    who 'cancelled its membership' has left."""
    for word in ancestors(token):
        if word.lemma_.lower() in word_class("leaving_noun", "intent_noun", "ambition_noun"):
            return _is_given_up(word)
        if word.dep_ in ("relcl", "advcl"):
            return False
    return predicate == "withdrew" and any(
        child.lemma_ in word_class("leaving_noun", "intent_noun") and _is_given_up(child)
        for child in token.children
    )


def _is_given_up(noun: Token) -> bool:
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass"):
        given = verb.lemma_ == "give" and any(child.lower_ == "up" for child in verb.rights)
        return given or verb.lemma_.lower() in word_class("calling_off_verb")
    if noun.dep_ != "pobj" or verb.lower_ not in ("from", "on"):
        return False
    verb = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    away = verb.lemma_ != "go" or any(child.lower_ == "back" for child in verb.rights)
    return away and verb.lemma_.lower() in word_class("retreating_verb")


@switchable(no)
def _not_announced(word: Token) -> bool:
    """'Has not announced its withdrawal', where nothing is told of whether it leaves."""
    verb = word.head
    announces = word.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in word_class("saying_verb")
    return announces and any(not _merely(child) for child in dependents(verb, "neg"))


@switchable(no)
def _not_shown(told: Token) -> bool:
    """'there is no evidence that', 'it was falsely reported that'."""
    below = {child.lower_ for child in told.children}
    if told.lemma_.lower() in word_class("evidence_noun") and below & {"no", "little", "any"}:
        return True
    return told.pos_ == "VERB" and bool(below & word_class("falsely_word"))


def _climb(index: BriefIndex, token: Token, statement: int | None, reading: Reading) -> set[int]:
    """Go up from a trigger through what it completes; the indices of the words passed."""
    chain: set[int] = set()
    word = token
    for _ in range(HIGHEST_CLIMB):
        chain.add(word.i)
        _auxiliaries(word, reading)
        above = _above(word)
        if above is None or above.i in chain or index.statement_of.get(above.i) != statement:
            break
        _govern(above, word, reading)
        word = above
    return chain


def _governed(token: Token) -> Iterator[Token]:
    """A word and those above it that bear on whether it is so."""
    for _ in range(HIGHEST_CLIMB):
        yield token
        above = _above(token)
        if above is None:
            return
        token = above


def _above(word: Token) -> Token | None:
    """What governs a predicate and bears on whether it is so."""
    head = word.head
    if head.i == word.i:
        return None
    if word.dep_ == "conj":
        shares = not dependents(word, *SUBJECTS)
        return _above(head) if shares and head.pos_ == word.pos_ else None
    if word.dep_ == "relcl" and is_infinitive(word):
        return head
    if word.dep_ not in COMPLEMENTS:
        return None
    if word.dep_ == "ccomp" and head.i > word.i and head.lemma_.lower() not in word_class("reporting_verb"):
        return None
    if word.dep_ == "acl" and not is_infinitive(word):
        return None
    if word.dep_ == "pcomp" and head.lower_ == "on" and _is_timed(head.head):
        return None
    if word.dep_ in ("pcomp", "pobj") and (head.lower_ in TIMES or head.dep_ != "prep"):
        return None if word.dep_ == "pcomp" else _of_noun(head)
    if word.dep_ == "prep":
        governs = head.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
        return thing_before(word) or (head if governs else None)
    return head


def _is_timed(verb: Token) -> bool:
    """'Left on joining the club', 'is a member on joining': when it was so, as it is not of 'insisted on'."""
    lemma = verb.lemma_.lower()
    return lemma in ("belong", "be") or lemma in word_class("contrary_verb", "ceasing_verb")


def _of_noun(preposition: Token) -> Token | None:
    return None if preposition.lower_ in TIMES or preposition.head.i == preposition.i else preposition


def _auxiliaries(word: Token, reading: Reading) -> None:
    """Auxiliaries, negators and negating subjects of one word."""
    for child in _dependents(word):
        _take_dependent(child, word, reading)
    _behind_auxiliary(word, reading)
    _set_against(word, reading)
    _none_of_which(word, reading)
    _not_among(word, reading)
    _phrases(word, reading)
    _is_to_come(word, reading)


def _take_dependent(child: Token, word: Token, reading: Reading) -> None:
    """What one dependent of a word does to it."""
    lower = child.lower_
    if child.dep_ == "aux":
        reading.flags.add(f"aux={lower}")
        if lower in governing("auxiliary"):
            reading.take(child, *governing("auxiliary")[lower])
    elif child.dep_ == "neg" or lower in governing("negator") and _of_its_own(child, word):
        if not _merely(child) and not _denies_what_follows(child, word):
            reading.take(child, None, "negated")
    elif child.dep_ in ("det", "nsubj", "nsubjpass", "predet") and lower in governing("determiner"):
        reading.take(child, None, "negated")
    elif child.dep_ in SUBJECTS:
        _refusing_subject(child, reading)
    elif child.dep_ in ("mark", "advmod") and lower == "whether":
        reading.flags.add("asked")
    elif child.dep_ in ("attr", "acomp", "oprd") or child.dep_ == "prep" and word.lemma_ == "be":
        _neither(child, reading)


def _refusing_subject(subject: Token, reading: Reading) -> None:
    """'No member has left', 'neither state joined'."""
    for child in subject.children:
        if child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj", "cc", "predet"):
            reading.take(child, None, "negated")


def _is_to_come(word: Token, reading: Reading) -> None:
    """'Chad is to join', 'its aim is to join', and a headline's 'Chad to join'."""
    if word.tag_ not in ("VB", "VBN") or not is_infinitive(word):
        return
    if word.dep_ == "xcomp" and word.head.lemma_ == "be":
        reading.take(word, "hoped" if _is_aim(word.head) else "expected", None)
    if word.dep_ == "ROOT" and word.tag_ == "VB":
        reading.take(word, "expected", None)


def _is_aim(verb: Token) -> bool:
    """'Its aim is to join'; not 'Chad is to join'."""
    return any(subject.lemma_.lower() in word_class("wished_noun") for subject in dependents(verb, "nsubj"))


def _denies_what_follows(negator: Token, word: Token) -> bool:
    """Whether a negator behind a noun is of the next one: 'an associate, not a member'."""
    return word.pos_ in ("NOUN", "PROPN") and negator.i > word.i


@switchable(nothing_done)
def _set_against(word: Token, reading: Reading) -> None:
    """A noun that a comma or 'but' and 'not' stand before: 'an associate, not a full member'."""
    negator = negator_before(word)
    if negator is not None:
        reading.take(negator, None, "negated")


def negator_before(noun: Token) -> Token | None:
    """The 'not' that sets a noun's phrase against one before it ('an associate, not a full member'); None
    for none."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    first = next(noun.lefts, noun)
    for at in (first.i, first.i - 1):
        if at > noun.sent.start and noun.doc[at].lower_ == "not":
            return noun.doc[at] if noun.doc[at - 1].lower_ in (",", "but", "and") else None
    return None


def _of_its_own(negator: Token, word: Token) -> bool:
    """Whether a negator is of a word that it hangs on, and does not begin the next clause: 'has left, nor
    will it return'."""
    return negator.dep_ in ("advmod", "preconj", "det") or negator.dep_ == "cc" and negator.i < word.i


def _neither(below: Token, reading: Reading) -> None:
    """'Is neither in the union nor in the club', 'is neither a member nor a candidate': one denial,
    however far it goes."""
    for child in below.children:
        if child.lower_ == "neither" and "nor" not in reading.words:
            reading.take(child, None, "negated")


@switchable(nothing_done)
def _behind_auxiliary(word: Token, reading: Reading) -> None:
    """A negator right behind a verb's auxiliary is the verb's own, whatever the parse hangs it on: 'has
    not so far joined'."""
    for child in word.children:
        if child.dep_ not in ("aux", "auxpass") or child.i + 1 >= word.i:
            continue
        negator = child.nbor()
        if negator.lower_ in NOT and negator.nbor().lower_ != "long" and not _merely(negator):
            reading.take(negator, None, "negated")


@switchable(nothing_done)
def _not_among(word: Token, reading: Reading) -> None:
    """'Was not among the states invited', 'is not one of the countries that applied'."""
    among = word.head.head if word.dep_ in ("acl", "relcl") and word.head.dep_ == "pobj" else None
    if among is None or among.lower_ not in ("among", "amongst") and among.head.lower_ != "one":
        return
    one = among.head
    copula = one if one.lemma_ == "be" else one.head
    near = [*copula.children, *one.children] if copula.lemma_ == "be" else []
    for child in near:
        if child.dep_ == "neg" and not _merely(child):
            reading.take(child, None, "negated")


@switchable(nothing_done)
def _none_of_which(word: Token, reading: Reading) -> None:
    """'Chad and Mali, neither of which is in the union'."""
    if word.pos_ not in ("VERB", "AUX"):
        return
    for place in range(word.i - 1, max(word.sent.start, word.i - REACH) - 1, -1):
        one = word.doc[place]
        if one.pos_ == "VERB" or one.pos_ == "AUX" and one.head.i != word.i:
            return
        if one.lower_ in ("neither", "none") and one.nbor().lower_ == "of":
            reading.take(one, None, "negated")


def _dependents(word: Token) -> list[Token]:
    """A word's dependents, the conjunction by which it is joined, and the auxiliaries that it shares with
    the verb before it."""
    found = list(word.children)
    if word.dep_ == "conj":
        found += [one for one in dependents(word.head, "cc") if word.head.i < one.i < word.i]
    while (
        word.dep_ == "conj"
        and word.tag_ not in FINITE
        and not any(child.dep_ == "aux" or child.dep_ in SUBJECTS for child in word.children)
    ):
        word = word.head
        found += [
            child for child in dependents(word, "aux") if child.lower_ not in ("to", "have", "has", "had")
        ]
    return found


@switchable(no)
def _merely(token: Token) -> bool:
    """'not only', 'not least': nothing is denied."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following in ("only", "least", "merely", "just")


@switchable(nothing_done)
def _phrases(word: Token, reading: Reading) -> None:
    """Words in a row before a word that negate it ('no longer', 'yet to', 'instead of'); 'is no longer'
    has them behind."""
    if word.lemma_ == "be" and word.doc[word.i + 1 : word.i + 3].text.lower() == "no longer":
        reading.take(word.doc[word.i + 1], None, "negated")
    low = max(word.sent.start if word.doc.has_annotation("SENT_START") else 0, word.i - 4)
    before = " ".join(token.lower_ for token in word.doc[low : word.i])
    for kind in ("phrase", "preposition"):
        for phrase, (modality, polarity) in governing(kind).items():
            at = f" {before} ".find(f" {phrase} ")
            if at >= 0 and (kind == "phrase" or f" {before}".endswith(f" {phrase}")):
                reading.take(word.doc[low + f" {before} "[: at + 1].count(" ") - 1], modality, polarity)


def _govern(above: Token, word: Token, reading: Reading) -> None:
    """What a governing word does, by the lexicon; a refusal in a noun phrase ('no plans to')."""
    table = governing("governor")
    entry = table.get(above.lower_) or table.get(above.lemma_.lower())
    if above.pos_ == "NOUN" and any(child.lower_ == "no" for child in above.children):
        reading.take(next(child for child in above.children if child.lower_ == "no"), None, "negated")
    if entry is not None and not _other_sense(above, word):
        reading.take(above, *entry)
    else:
        reading.flags.add(f"under {above.pos_}")


@switchable(no)
def _other_sense(above: Token, word: Token) -> bool:
    """'go' that is no future, 'rule' without 'out'."""
    if above.lemma_ == "go":
        return not (above.tag_ == "VBG" and word.tag_ == "VB")
    return above.lemma_ == "rule" and not any(child.lower_ == "out" for child in above.children)


@switchable(nothing_done)
def _conditions(index: BriefIndex, token: Token, chain: set[int], reading: Reading, stance: bool) -> None:
    """Clauses with 'if', 'once', 'as soon as', 'only after' that depend on the trigger or on what governs
    it; that the other chooses so ('if they apply') is no condition of a stance."""
    start, end = index.sentence(token)
    only, negated = governing("mark_only"), governing("mark_negated")
    for place in range(start, end):
        lower = index.words.lower[place]
        phrase = _mark(index, place, start)
        if phrase is None and lower not in only and lower not in negated:
            continue
        mark = index.words.tokens[place]
        if index.words.lower[max(start, place - 1)] == "even" or _is_given(mark) or _is_of_the_past(mark):
            continue  # 'even if' sets no condition, nor does 'help has been provided'
        clause = mark.head if mark.dep_ in ("mark", "advmod") else mark
        inside = any(word.i == clause.i for word in ancestors(token))
        governed = clause.head.i != clause.i and (
            _governs(clause.head, chain) or stance and _taken_for_part(token, clause.head)
        )
        if governed and (_parted(token, mark) or stance and _chooses(index, clause)):
            continue
        if inside and clause.i != token.i or clause.i == token.i:
            reading.flags.add(f"in clause of {phrase or lower}")
        elif governed and phrase is not None and not _past(token):
            reading.take(mark, "conditional", None)
            reading.flags.add("condition")
        elif governed and lower in only and index.doc[max(0, mark.i - 1)].lower_ == "only":
            reading.take(mark, "conditional", None)
            reading.flags.add("condition")
        elif governed and lower in negated and reading.negations % 2:
            reading.flags.add("condition after no")


def _is_given(mark: Token) -> bool:
    """Whether a participle that may set a condition is a verb with its auxiliary: 'was provided', 'is
    assuming'."""
    return mark.pos_ == "VERB" and bool(dependents(mark, "aux", "auxpass"))


@switchable(no)
def _is_of_the_past(mark: Token) -> bool:
    """'Once a member, Chad is an ally now': what was, where nothing is told to come; 'once a member, Chad
    will pay'."""
    noun = mark.head
    if mark.lower_ != "once" or noun.pos_ not in ("NOUN", "PROPN") or noun.head.i == noun.i:
        return False
    return not any(child.tag_ == "MD" for child in noun.head.children)


@switchable(no)
def _taken_for_part(verb: Token, noun: Token) -> bool:
    """Whether the parse took a verb for a part of the noun that it governs: 'Chad and Mali favour admission
    only after ...'."""
    return verb.dep_ in ("compound", "amod") and verb.head.i == noun.i


def _parted(token: Token, mark: Token) -> bool:
    low, high = sorted((token.i, mark.i))
    return any(word.text == ";" for word in token.doc[low:high])


@switchable(no)
def _chooses(index: BriefIndex, clause: Token) -> bool:
    """Whether a clause leaves it to a state: to its government or its people, not to a court or another
    body."""
    if clause.lemma_.lower() not in word_class("choosing_verb"):
        return False
    return any(_can_choose(index, child) for child in dependents(clause, *NOUN_SUBJECTS))


def _can_choose(index: BriefIndex, chooser: Token) -> bool:
    referent = index.by_token.get(chooser.i)
    if referent is not None:
        return referent.kind == STATE
    return chooser.pos_ == "PRON" or chooser.lemma_.lower() in word_class("own_state_noun", "people_noun")


def _governs(word: Token, chain: set[int]) -> bool:
    """Whether a subordinate clause below `word` depends on the words of a chain: it does not where another
    clause with a subject or auxiliaries of its own lies between ('is against, and has threatened to leave
    if ...')."""
    for above in ancestors(word):
        if above.i in chain:
            return True
        labels = {child.dep_ for child in above.children}
        if labels & SUBJECTS or above.dep_ == "conj" and "aux" in labels:
            return False
    return False


def _mark(index: BriefIndex, place: int, start: int) -> str | None:
    """The mark of a condition that ends at a token ('if', 'as soon as')."""
    lower = index.words.lower
    for mark in _marks().get(lower[place], ()):
        length = mark.count(" ") + 1
        if place - length + 1 >= start and " ".join(lower[place - length + 1 : place + 1]) == mark:
            return mark
    return None


@functools.cache
def _marks() -> MappingProxyType[str, tuple[str, ...]]:
    """The last word of a mark of a condition -> the marks that end so."""
    marks = governing("mark")
    return MappingProxyType(
        {
            last: tuple(mark for mark in marks if mark.split(" ")[-1] == last)
            for last in {mark.split(" ")[-1] for mark in marks}
        }
    )


@switchable(no)
def _past(word: Token) -> bool:
    """Whether a verb tells what was or has been, so that 'once' and 'as long as' are times."""
    auxiliaries = {child.lower_ for child in dependents(word, "aux")}
    if auxiliaries & {"will", "would", "could", "to"}:
        return False
    return word.tag_ == "VBD" or bool(auxiliaries & {"has", "have", "had"})


@switchable(nothing_done)
def _refused(index: BriefIndex, token: Token, statement: int | None, reading: Reading) -> None:
    """What a noun of a statement's cue refuses: 'sees no reason to oppose it', 'has no intention of
    blocking it'."""
    below = token
    for word in ancestors(token):
        if index.statement_of.get(word.i) != statement:
            break
        below = word
    noun = below.head.head if below.dep_ == "pcomp" and below.head.lower_ == "of" else below.head
    refusal = next((child for child in noun.children if child.lower_ == "no"), None)
    if noun.pos_ == "NOUN" and refusal is not None and (is_infinitive(below) or below.dep_ == "pcomp"):
        reading.take(refusal, None, "negated")


@switchable(nothing_done)
def _cross(index: BriefIndex, statement: Statement, reading: Reading) -> None:
    """What a statement's cue does to what its content tells: 'denied that', 'hopes that'."""
    start, end = statement.cue or (0, 0)
    span = index.doc.char_span(start, end, alignment_mode="expand")
    if span is None or span.root.i in reading.seen:
        return
    cues = governing("cue")
    lemma = (statement.cue_lemma or "").split(" ")[0].lower()
    words = (lemma, span.root.lemma_.lower(), span.root.lower_)
    entry = next(
        (table[word] for table in (cues, governing("governor")) for word in words if word in table), None
    )
    reading.flags.add(f"cue={lemma or span.root.lemma_.lower()}")
    verb = next((word for word in (span.root, span.root.head) if word.pos_ in ("VERB", "AUX")), span.root)
    denying = next((child for child in dependents(verb, *SUBJECTS) if _nobody(child)), None)
    if denying is not None:
        reading.take(denying, None, "negated")
    if entry is not None:
        reading.take(span.root, *entry)
        for child in span.root.children:
            if child.dep_ == "neg" or child.lower_ == "no":
                reading.take(child, None, "negated")


def _around(index: BriefIndex, token: Token, reading: Reading) -> None:
    """Marks of the sentence: a question, 'whether' or 'if' before, a rumour."""
    start, end = index.sentence(token)
    if "?" in index.words.lower[max(start, end - 3) : end]:
        reading.flags.add("question")
    for word in index.words.lower[start : token.i]:
        if word in ("whether", "if"):
            reading.flags.add(f"{word} before")
    if token.pos_ in ("VERB", "AUX"):
        reading.flags.add(f"tag={token.tag_}")


def only_resolved(predicate: str, word: Token) -> str:
    """What a word tells that is said to tell a predicate: who resolves to apply seeks to."""
    return "seeks" if predicate == "applied" and is_resolved(word) else predicate


@switchable(no)
def is_resolved(word: Token) -> bool:
    """'Decided to apply', 'its decision to open talks': that is yet to be done."""
    return is_infinitive(word) and word.head.lemma_.lower() in word_class("resolving_word")


def _told(trigger: Trigger, predicate: str, negated: bool, modality: str) -> tuple[str | None, bool, str]:
    """What is told after all: no consensus is a deferral, an unwanted status is declined, who resolves to
    apply wants to, a stance is held for a fact."""
    predicate = only_resolved(predicate, trigger.token)
    if predicate in ("started", "withdrew") and modality == "asserted" and is_resolved(trigger.token):
        modality = "expected"
    if predicate == "reached":
        return ("deferred", False, modality) if negated else (None, negated, modality)
    if predicate == "seeks":
        modality = "asserted" if modality in ("expected", "hoped") else modality
        if negated and trigger.token.lemma_.lower() in word_class("wanting"):
            return "declines", False, modality
    if predicate in STANCES:
        if not negated and _is_position(trigger):
            return None, negated, modality
        modality = "asserted" if modality in ("expected", "hoped") else modality
        if predicate == "conditional":
            return predicate, False, "asserted"
    return predicate, negated, modality


@switchable(no)
def _is_position(trigger: Trigger) -> bool:
    """Whether somebody has a position: 'took a position on the bid', not 'takes no position', 'declined to
    take sides'."""
    if trigger.entry.name not in ("no_position", "make_mind"):
        return False
    words = (trigger.token.doc[i] for i in trigger.words)
    return not any(child.lower_ == "no" for word in words for child in word.children)

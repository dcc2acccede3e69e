"""Which status a candidate is about: the term nearest to its trigger, of the organisation's own terms or
of all."""

import functools
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from pipeline.language.annotations import Claim
from pipeline.language.claims.companions import SUCH_AS
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.relations import ancestors, own_subjects
from pipeline.language.claims.triggers import STANCES, Trigger, kinds_of
from pipeline.language.registry import no, nothing, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.language.text.plurals import singular
from pipeline.lexicon import status_terms, word_class

LONGEST_TERM = 4
AFTER, BEFORE = 10, 6
# A stance may stand far before the status that it is about ('support for its bid ... to become a dialogue
# partner').
AFTER_STANCE = 25
QUALIFIERS = {
    "observer": "observer",
    "associate": "associate",
    "associated": "associate",
    "association": "associate",
    "candidate": "candidate",
    "candidacy": "candidate",
}
BECOMING = frozenset({"become", "make", "name"})
COMPLETING = frozenset({"xcomp", "ccomp", "pcomp", "acl", "prep", "dobj", "pobj", "nsubjpass"})
OWNING = frozenset({"of", "with", "in", "to"})
SOUGHT = frozenset({"bid", "invitation", "plan"})
ALONE = {"observer": "observer", "associate": "associate", "aspirant": "candidate"}
MADE = frozenset({"member", "candidate"})  # what a verb makes of its subject by that noun alone
FARTHEST_FROM = 5  # words between 'upgraded' and the status that somebody had
FARTHEST_STATUS = 60  # words between 'the same status' and the name of it
DEFINITE = frozenset({"same", "that", "the", "this", "such"})
POINTING = DEFINITE - {"the"}
PLAIN = {"observer": "observer", "partner": "partner", "associate": "associate", "candidate": "candidate"}
NAMING_SOME = SUCH_AS | {"among"}


@functools.cache
def beginnings() -> frozenset[str]:
    """The first words of all terms, which most words are not."""
    return frozenset({term.split(" ")[0] for _, term in status_terms()} | QUALIFIERS.keys() | ALONE.keys())


def _singular(token: Token) -> str:
    return singular(token.lower_.replace("partnership", "partner"))


def named(index: BriefIndex, places: Sequence[int], organisation: str) -> list[tuple[int, str]]:
    """(index in the text of the last word, status) of the terms among the words at `places`, longer terms
    first of those that overlap."""
    words, opening = index.words.statuses, beginnings()
    keys = (organisation.removeprefix("org:"), "*")
    found, at = [], 0
    while at < len(places):
        first = words[places[at]]
        if first not in opening:
            at += 1
            continue
        for length in range(min(LONGEST_TERM, len(places) - at), 1, -1):
            phrase = " ".join([words[place] for place in places[at : at + length]])
            status = next(
                (status_terms()[key, phrase] for key in keys if (key, phrase) in status_terms()), None
            )
            if status is None and length == 2 and words[places[at + 1]] in word_class("status_head_noun"):
                status = QUALIFIERS.get(first)
            if status is not None:
                found.append((places[at + length - 1], status))
                at += length
                break
        else:
            if first in ALONE:
                found.append((places[at], ALONE[first]))
            at += 1
    return found


@kept
def status_of(
    index: BriefIndex, trigger: Trigger, organisation: str, named_at: Referent | None = None
) -> str:
    """The status by the trigger's entry, else the term at the trigger, after it, or shortly before; 'member'
    by default.

    Where the organisation, named at `named_at`, qualifies another noun that is joined to the trigger, that
    noun tells: 'NATO allies and partners' are members."""
    if trigger.entry.status:
        return trigger.entry.status
    token = trigger.token
    if named_at is not None and _qualifies_member(index, token, index.doc[named_at.root]):
        return "member"
    if named_at is not None and (behind := _named_behind(index, token, named_at, organisation)) is not None:
        return behind
    if token.pos_ == "VERB" and (made := status_in_clause(token)) in MADE:
        return str(made)
    start, end = index.sentence(token)
    far = AFTER_STANCE if trigger.entry.predicate in STANCES else AFTER
    low, high = max(start, token.i - BEFORE), min(end, token.i + far)
    found = _named_within(index, low, high, organisation)
    at = [
        status for i, status in found if i in trigger.words or i - 1 in trigger.words and token.pos_ == "NOUN"
    ]
    if not found and named_at is not None and trigger.entry.predicate in STANCES:
        found = _named_within(index, named_at.start, min(end, named_at.end + LONGEST_TERM - 1), organisation)
    after = [status for i, status in found if i > token.i]
    before = [status for i, status in found if i < token.i]
    if at:
        return at[0]
    if token.pos_ in ("NOUN", "PROPN"):
        if _singular(token) in QUALIFIERS and token.lemma_.lower() not in ("association",):
            return QUALIFIERS[_singular(token)]
        own = (organisation.removeprefix("org:"), _singular(token))
        if own in status_terms():
            return status_terms()[own]
        if _singular(token) in ("member", "founder"):
            return "member"
        return (before[-1:] or after[:1] or ["member"])[0]
    return (after[:1] or before[-1:] or ["member"])[0]


@switchable(nothing)
def _named_behind(index: BriefIndex, token: Token, named_at: Referent, organisation: str) -> str | None:
    """The status right behind an organisation that stands with a noun of its own, which another trigger
    does not tell: 'a member of the union and club candidate', 'and club dialogue partner'."""
    if named_at.end <= token.i or token.pos_ not in ("NOUN", "PROPN") or named_at.start <= token.i + 1:
        return None
    behind = []
    for word in index.words.tokens[named_at.end : named_at.end + LONGEST_TERM]:
        if word.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        behind.append(word)
    found = named(index, [word.i for word in behind], organisation)
    if found:
        return found[0][1]
    return next((status for word in behind if (status := _plain(word, organisation))), None)


@switchable(nothing)
def raised(index: BriefIndex, place: int, organisation: str) -> tuple[int, str] | None:
    """Where the lower status stands, and which the higher is: 'upgraded from observer to member'."""
    words, end = index.words, index.here(place).stop
    if place + 1 >= end or "from" not in words.lower[place + 1 : min(place + FARTHEST_FROM, end)]:
        return None
    start = words.lower.index("from", place + 1)
    to = next(
        (one for one in range(start + 2, min(start + LONGEST_TERM + 2, end)) if words.lower[one] == "to"),
        None,
    )
    if to is None:
        return None
    lower = _first_status(index, range(start + 1, to), organisation)
    higher = _first_status(index, range(to + 1, min(to + LONGEST_TERM + 1, end)), organisation)
    return (lower[0], higher[1]) if lower is not None and higher is not None else None


def _first_status(index: BriefIndex, places: range, organisation: str) -> tuple[int, str] | None:
    found = named(index, places, organisation)
    plain = [(one, status) for one in places if (status := named_by(index.words.tokens[one])) is not None]
    return next(iter((*found[:1], *plain)), None)


def kind_of(status: str) -> str:
    """A status without what kind of partner it is."""
    return "partner" if status.endswith("partner") else status


def named_by(word: Token) -> str | None:
    """The status that a noun names by itself ('an observer', 'members', 'a dialogue partner'), its kind;
    None for 'member' in 'associate member' and other words."""
    name = _singular(word)
    if word.pos_ not in ("NOUN", "PROPN") or name != "member" and name not in PLAIN:
        return None
    if any(_singular(child) in QUALIFIERS for child in word.lefts):
        return None
    return PLAIN.get(name, name)


def status_in_clause(word: Token) -> str | None:
    """The kind of status that a noun names by itself, or that a verb makes of its subject: 'became an
    observer', 'admitted as a member'."""
    if word.pos_ not in ("VERB", "AUX"):
        return named_by(word)
    made = [child for child in word.rights if child.dep_ in ("attr", "oprd")]
    made += [one for child in word.rights if child.lower_ == "as" for one in child.rights]
    return next((name for one in made if (name := named_by(one)) is not None), None)


@switchable(no)
def are_of_two_statuses(index: BriefIndex, one: tuple[Token, Claim], other: tuple[Token, Claim]) -> bool:
    """Whether two claims of a state, each by its word, are of two statuses that are named in clauses of
    this state: 'is no member but an observer', 'an observer since 2002, was admitted as a member'."""
    first, second = sorted((one, other), key=lambda told: told[0].i)
    if first[1].status == second[1].status:
        return False
    if one[1].predicate == "admitted" and any(word.head.lemma_ == "be" for word, _ in (first, second)):
        return False
    return (_told_apart(*first, *second) or _both_denied(*first, *second)) and all(
        status_in_clause(word) == kind_of(claim.status)
        and _is_of(index, word, claim.subject)
        and not _names_another(index, word, claim)
        for word, claim in (first, second)
    )


def _told_apart(word: Token, claim: Claim, later: Token, second: Claim) -> bool:
    """Whether each has its own verb ('is an observer and became a member'), or the second a denial."""
    if _verb_of(word) != _verb_of(later):
        return True
    opening = next(later.lefts, later)
    near = later.doc[max(later.sent.start, opening.i - 1) : opening.i + 1]
    denied = any(one.lower_ == "not" for one in near)
    return denied and (claim.polarity, second.polarity) == ("affirmed", "negated")


def _both_denied(word: Token, claim: Claim, later: Token, second: Claim) -> bool:
    """'Is neither a member nor an observer'."""
    denied = {claim.polarity, second.polarity} == {"negated"}
    return denied and any(one.lower_ == "nor" for one in word.doc[word.i : later.i])


def _verb_of(word: Token) -> int:
    """Where the verb stands whose clause a word is in; the root's place where none does."""
    above = next((one for one in ancestors(word) if one.pos_ in ("VERB", "AUX")), None)
    return above.i if above is not None else word.sent.root.i


def _names_another(index: BriefIndex, word: Token, claim: Claim) -> bool:
    """Whether a status is said to be in another organisation, or of another state: 'is a member of the
    union and a partner of the club', 'and Chad a partner'."""
    behind = (one for child in word.rights if child.dep_ == "prep" for one in child.subtree)
    codes = _organisations(index, (one.i for one in behind))
    if codes and f"org:{claim.org}" not in codes:
        return True
    before = index.by_token.get(next(word.lefts, word).i - 1)
    return before is not None and claim.subject not in before.entities and before.kind == STATE


def _is_of(index: BriefIndex, word: Token, state: str) -> bool:
    """Whether the first state above a word, or the subject of its clause, is this one."""
    for above in ancestors(word):
        found = index.named(one.i for one in (above, *own_subjects(above)))
        if found:
            return any(state in one.entities for one in found)
    return False


@switchable(nothing)
def listed_status(index: BriefIndex, trigger: Trigger, organisation: str) -> str | None:
    """The status of those whom a list names as some of many: 'its dialogue partners, including India';
    None where the word before the list names none."""
    token = trigger.token
    if token.lower_ not in NAMING_SOME:
        return None
    low = max(index.here(token.i).start, token.i - BEFORE)
    nearest = next(
        (word.i for word in reversed(index.words.tokens[low : token.i]) if word.pos_ in ("NOUN", "PROPN")),
        None,
    )
    return next(
        (status for i, status in _named_within(index, low, token.i, organisation) if i == nearest), None
    )


@switchable(nothing)
def status_of_those_told(index: BriefIndex, trigger: Trigger, organisation: str) -> str | None:
    """The status by the noun told to be those named: 'its candidate countries are Chad and Mali'."""
    words, token = index.words, trigger.token.i
    if words.lemmas[token] != "be" and not words.is_a(token, "composing_verb"):
        return None
    noun = words.first_below(token, "nsubj")
    if noun is None or words.parts[noun] != "NOUN" or noun > token:
        return None
    within = _named_within(index, words.tokens[noun].left_edge.i, noun + 1, organisation)
    return within[-1][1] if within else QUALIFIERS.get(words.singulars[noun])


@switchable(nothing)
def same_status(index: BriefIndex, trigger: Trigger, organisation: str) -> str | None:
    """The status named last before 'that status', 'the same status', or an 'it' that one has, gets or asks
    for: 'Chad became an observer. Mali has had the same status since May.'"""
    start, end = index.sentence(trigger.token)
    words = index.words.tokens
    near = words[start : min(end, trigger.token.i + AFTER)]
    taken = [word for word in near if _takes_up_status(word, trigger)]
    if not taken:
        return None
    low = max(0, taken[0].i - FARTHEST_STATUS)
    if taken[0].lower_ == "it" and not _names_status(words[low : taken[0].i]):
        return None
    return _last_named(index, low, taken[0].i, organisation)


@switchable(nothing)
def status_in_capacity(index: BriefIndex, trigger: Trigger, organisation: str) -> str | None:
    """The status named last before a 'same capacity': 'its accession in the same capacity'."""
    end = index.here(trigger.token.i).stop
    places = range(trigger.token.i, min(end, trigger.token.i + AFTER))
    words = index.words
    at = next((i for i in places if words.lower[i - 1] == "same" and words.is_a(i, "rank_noun")), None)
    return None if at is None else _last_named(index, max(0, at - FARTHEST_STATUS), at, organisation)


@switchable(nothing)
def status_got_after(index: BriefIndex, trigger: Trigger, organisation: str) -> str | None:
    """The status that somebody has or gets by the verb of a clause, where another below it tells how he
    came to it and names none: 'became an observer, having applied in May'."""
    token, verb = trigger.token, trigger.token.head
    if token.dep_ == "pcomp":
        verb = verb.head
    helping = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if (
        token.dep_ not in ("advcl", "pcomp")
        or verb.lemma_ not in word_class("status_getting_verb")
        or not _is_before(token, helping)
    ):
        return None
    below = {word.i for word in token.subtree}
    if any(_singular(word) == "member" or _is_of_joining(word.lemma_) for word in token.subtree):
        return None
    if _last_named(index, min(below), max(below) + 1, organisation) is not None:
        return None
    places = sorted(word.i for word in verb.subtree if word.i not in below)
    if not _organisations(index, below) <= {organisation} >= _organisations(index, places):
        return None
    found = {status for _, status in named(index, places, organisation)}
    found = found or {status for status in (status_in_clause(verb),) if status is not None}
    return found.pop() if len(found) == 1 and not found & {"member", "candidate"} else None


def _organisations(index: BriefIndex, places: Iterable[int]) -> set[str]:
    """The organisations that are named among tokens."""
    return {code for one in index.named(places) if one.kind == ORGANISATION for code in one.entities}


def _is_before(verb: Token, helping: set[str]) -> bool:
    """'Having applied', 'after applying', 'as it had asked'."""
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in ("after", "on", "upon", "since")
    return bool(helping & {"having", "had"})


def _last_named(index: BriefIndex, low: int, high: int, organisation: str) -> str | None:
    """The status named last among tokens, that of a member by that word alone."""
    words = index.words.tokens[low:high]
    found = _named_within(index, low, high, organisation)
    members = [(word.i, "member") for word in words if _singular(word) == "member"]
    plain = [(word.i, status) for word in words if (status := _plain(word, organisation))]
    last = max((*members, *plain, *found), key=lambda one: one[0], default=None)
    return dict(found).get(last[0], last[1]) if last is not None else None


@switchable(nothing)
def status_of_these(index: BriefIndex, trigger: Trigger, organisation: str) -> str | None:
    """The status named last in the sentence before, where a clause is about some of those who have it: 'It
    has nine dialogue partners. The largest is India.'"""
    sentence = index.sentence_of[trigger.token.i]
    if not sentence or not any(_means_some(word) for word in index.doc[slice(*index.bounds[sentence])]):
        return None
    low, high = index.bounds[sentence - 1]
    return _last_named(index, low, high, organisation)


def _means_some(word: Token) -> bool:
    """'The largest', 'the newest', 'the others' as a subject."""
    others = word.dep_ in NOUN_SUBJECTS and (word.pos_ == "ADJ" or word.lower_ == "others")
    return others and any(child.lower_ == "the" for child in word.lefts)


def names_joining(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether the sentence of a trigger says itself that it is about members or joining."""
    words = index.words
    start, end = index.sentence(trigger.token)
    return any(words.lemmas[i] == "member" or _is_of_joining(words.lemmas[i]) for i in range(start, end))


def _is_of_joining(lemma: str) -> bool:
    return lemma == "join" or lemma in word_class("joining_noun")


def _takes_up_status(word: Token, trigger: Trigger) -> bool:
    """Whether a word means a status named before: 'the same status', 'the same' or 'it' as object."""
    if is_a(word, "rank_noun"):
        definite = DEFINITE if word.lower_ == "status" else POINTING
        return any(child.lower_ in definite for child in word.lefts) and word.i - trigger.token.i <= AFTER
    if word.lower_ == "same" and word.dep_ == "dobj":
        return word.head.lemma_ in word_class("status_verb")
    if word.lower_ != "it" or word.i < trigger.token.i:
        return False
    if word.dep_ == "pobj" and word.head.lower_ == "for":
        word = word.head
    return word.dep_ in ("dobj", "prep") and word.head.lemma_ in word_class("status_verb")


def _plain(word: Token, organisation: str) -> str | None:
    """The status of a noun alone: 'an observer', 'a partner'."""
    if word.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = _singular(word)
    return status_terms().get((organisation.removeprefix("org:"), lemma)) or PLAIN.get(lemma)


def _names_status(words: list[Token]) -> bool:
    return any(word.lower_ in ("status", "seat", "observers", "observer") for word in words)


@kept
def _named_within(index: BriefIndex, low: int, high: int, organisation: str) -> list[tuple[int, str]]:
    return named(index, range(low, high), organisation)


@switchable(no)
def _qualifies_member(index: BriefIndex, token: Token, organisation: Token) -> bool:
    """Whether an organisation's name stands right before another 'ally' or 'member' than the trigger."""
    head = organisation.head
    return (
        head.i != token.i
        and organisation.dep_ in ("compound", "nmod", "poss", "amod")
        and head.i - organisation.i in (1, 2)
        and _singular(head) in ("ally", "member")
        and token.pos_ in ("NOUN", "PROPN")
    )


@switchable(nothing)
def partner_sought(index: BriefIndex, trigger: Trigger, organisation: str) -> str | None:
    """The status of the organisation's partners where what is told is that somebody becomes one: 'invited
    to become a partner', 'made a partner', 'its bid for partnership'; None where a partner is only
    mentioned, or is another's."""
    partners = _partners(index, index.sentence_of[trigger.token.i])
    found = next((word for word in partners if _becomes_partner(index, word, trigger.token)), None)
    if found is None:
        return None
    term = f"partner {_singular(found.head)}" if found.dep_ == "compound" else "partner"
    longer = named(index, [*(child.i for child in found.lefts), found.i], organisation)
    if longer:
        return longer[-1][1]
    code = organisation.removeprefix("org:")
    return next(
        (status_terms()[key, term] for key in (code, "*") if (key, term) in status_terms()), "partner"
    )


@switchable(no)
def are_its_members(trigger: Trigger, organisation: str, named_at: Referent | None) -> bool:
    """Whether an organisation's partners are its members: where it calls them so and nobody else ('our G7
    partners', 'a partner state of the EAC'), and those who are partners within one that knows no other
    partners ('both are partners in the pact')."""
    code = organisation.removeprefix("org:")
    own = {held for (of, term), held in status_terms().items() if of == code and "partner" in term.split()}
    if own == {"member"}:
        return True
    token = trigger.token
    if named_at is None or _singular(token) != "partner" or _knows_partners(code):
        return False
    above = token.doc[named_at.root].head
    return above.lower_ in ("in", "within") and above.head.i == token.i


@functools.cache
def _knows_partners(code: str) -> bool:
    """Whether an organisation has a term of its own for partners."""
    return any(of == code and "partner" in term.split() for of, term in status_terms())


@kept
def _partners(index: BriefIndex, sentence: int) -> list[Token]:
    """The words of a sentence for a partner or partnership."""
    start, end = index.bounds[sentence]
    words = index.words
    return [words.tokens[place] for place in range(start, end) if words.statuses[place] == "partner"]


def _becomes_partner(index: BriefIndex, word: Token, trigger: Token) -> bool:
    qualifies = word.dep_ == "compound" and _singular(word.head) in word_class("status_head_noun")
    head = word.head if qualifies else word
    if _of_another(index, head, word):
        return False
    above = head.head
    if head.dep_ in ("attr", "oprd", "dobj") and above.lemma_ in BECOMING:
        return _completes(above, trigger)
    if head.dep_ != "pobj":
        return False
    if above.lower_ == "as":
        return _completes(above.head, trigger)
    sought = above.lower_ in ("for", "to") and not SOUGHT.isdisjoint(kinds_of(above.head))
    return sought and _completes(above.head, trigger)


def _of_another(index: BriefIndex, head: Token, word: Token) -> bool:
    """Whether a partner is of another kind ('trade partners') or somebody else's ('of the bank')."""
    qualifying = (*head.lefts, *word.lefts)
    if not any(one == "dialogue" for one in (child.lower_ for child in word.lefts)) and any(
        child.dep_ in ("amod", "compound") and child.i != word.i for child in qualifying
    ):
        return True
    owners = (owner for child in head.rights if child.lower_ in OWNING for owner in child.children)
    return any(owner.dep_ == "pobj" and not _is_organisation(index, owner) for owner in owners)


def _is_organisation(index: BriefIndex, word: Token) -> bool:
    referent = index.by_token.get(word.i)
    if referent is not None:
        return referent.kind == ORGANISATION
    return word.pos_ == "PRON" or is_a(word, "generic_organisation_noun")


def _completes(word: Token, trigger: Token) -> bool:
    """Whether a word is a trigger, or what it completes is; a bid completes what is told of it, too ('its
    bid was backed', 'has our support')."""
    while word.i != trigger.i:
        if word.dep_ == "nsubj":
            return trigger.dep_ == "dobj" and trigger.head.i == word.head.i
        if word.dep_ not in COMPLETING or word.head.i == word.i:
            return False
        word = word.head
    return True

"""When: the date that belongs to what a word tells of somebody, by the parse first, then by its place in the
clause.

A date that belongs to another clause is not taken: that it is not known when is an answer, too."""

from spacy.tokens import Token

from pipeline.edtf import ending, starting
from pipeline.language.claims.gaps import Dated, date_of_half, half_of, halves, moved
from pipeline.language.claims.index import STATE, BriefIndex, Referent
from pipeline.language.claims.relations import is_infinitive, takes_effect
from pipeline.language.claims.rules.telling import EVENTS
from pipeline.language.claims.triggers import STANCES
from pipeline.language.dates.expressions import distance_to
from pipeline.language.registry import as_given, no, none_of_them, nothing, switchable
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import word_class

LONGEST_WAY = 5  # edges from a word to what it completes
FEWEST_DATED = 2  # states with dates of their own that make a list of such
# A noun that is said of the subject, not only mentioned; what says how long something lasts.
PREDICATED = frozenset({"attr", "oprd", "ROOT", "conj"})
MENTIONING = frozenset({"NOUN", "PROPN", "PUNCT"})
LASTING = frozenset({"since", "until", "till"})
# By these edges a word completes another and has its date; a noun may be joined to another.
COMPLETING = frozenset(
    {"xcomp", "acomp", "attr", "oprd", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "pcomp", "agent", "prt"}
)
QUALIFYING = frozenset({"amod", "compound"})
CIRCUMSTANTIAL = frozenset(
    {"after", "before", "since", "until", "over", "amid", "despite", "following", "during"}
)
UNTIL = frozenset({"to", "until", "till"})
REASONS = frozenset({"over", "despite"})
BREAKS = frozenset("; : — – ( ) which who whose whom where when but although though while".split())
VERBS = frozenset({"VERB", "AUX"})
JOINING = frozenset({"and", "but", "or"})
BESIDE = frozenset({"appos", "relcl", "acl"})
RELATIVE = frozenset({"which", "that"})
BOUNDING = LASTING | {"before", "by"}
NAMING_PARTS = frozenset({"NOUN", "PROPN", "NUM"})
FROM = frozenset({"after", "before"})
# Who stands behind one of these comes after those before it.
LATER = frozenset({"then", "later", "next", "afterwards", "subsequently", "recently", "finally", "lastly"})


def date_of(
    index: BriefIndex,
    trigger: Token,
    subject: Referent | None,
    predicate: str,
    organisation: Referent | None = None,
    statements: frozenset[int | None] = frozenset(),
) -> Dated | None:
    """The date of what a trigger tells of a subject and an organisation; None where the sentence tells none
    that belongs to it.

    Whoever is named in a half of its own ('Peru in 2019, Chile in 2020') has the date of that. A standing
    that is only mentioned ('NATO ally Estonia said on Monday') has the dates alone that hang on it or say
    since when it is."""
    for who in (subject, organisation):
        half = half_of(index, who) if who is not None else None
        if half is not None and trigger.i < half.first:
            return date_of_half(index, half)
    if subject is not None and (
        own := _own_half(index, subject, trigger) or _behind(index, subject, trigger.i)
    ):
        return own
    dates = _dates(index, trigger, statements | {index.statement_of.get(trigger.i)})
    if predicate == "deferred":
        dates = [one for one in dates if not _taken_up_then(index, one)]
    if predicate == "holds":
        dates = [one for one in dates if not _is_merely_now(index, one)]
    found = _before_clause(index, trigger, dates) or _nearest(index, trigger, predicate, dates)
    found = found or _of_an_event(index, trigger.i, dates)
    if found is not None and subject is not None:
        if _comes_later(index, subject, trigger.i, found):
            return None
        found = _in_turn(index, subject, found, dates)
    if found is not None and found.edtf and predicate in EVENTS - {"suspended"}:
        if index.words.lower[found.first] == "for":  # for how long it has been under way
            return Dated(found.first, found.last, None)
        return Dated(found.first, found.last, found.edtf.removesuffix("/.."))
    if found is None and subject is not None and predicate in EVENTS:
        return _of_lead(index, trigger, subject)
    return found


def day_told(index: BriefIndex, word: int, predicate: str) -> str | None:
    """When what a word tells of nobody in particular was."""
    date = date_of(index, index.doc[word], None, predicate)
    return date.edtf if date is not None else None


@switchable(nothing)
def _of_lead(index: BriefIndex, trigger: Token, subject: Referent) -> Dated | None:
    """The date of what the first sentence of the news tells, which is what its headline told of somebody
    whom both name."""
    words, here = index.words, index.sentence_of[trigger.i]
    verbs = [at for at in _tops(index, trigger.i) if words.parts[at] in VERBS]
    ahead = any(words.tokens[one].tag_ in ("MD", "TO") for at in verbs for one in words.children[at])
    if index.kind_of[here] != "headline" or not verbs or ahead:
        return None
    lead = next((at for at in range(here, len(index.bounds)) if index.kind_of[at] != "headline"), here)
    start, end = index.bounds[lead]
    if not any(set(one.entities) & set(subject.entities) for one in index.referents_in(lead)):
        return None
    dates = [Dated(first, last, mention.edtf) for first, last, mention in index.dates_in(start, end)]
    known = (one for one in dates if one.edtf is not None and "/" not in one.edtf)
    return next((one for one in known if _hangs(index, one, index.doc[start:end].root.i, wished=True)), None)


@switchable(no)
def _taken_up_then(index: BriefIndex, date: Dated) -> bool:
    """'Deferred to next year': when what was put off is taken up again."""
    return not UNTIL.isdisjoint(index.words.lower[max(0, date.first - 1) : date.first + 1])


@switchable(no)
def _is_merely_now(index: BriefIndex, date: Dated) -> bool:
    """'Has three members today', which says no more than that it has."""
    return index.words.lower[date.first : date.last] == ["today"]


@switchable(nothing)
def _own_half(index: BriefIndex, subject: Referent, trigger: Token) -> Dated | None:
    """The date of a half that takes up one of those whom a verb before it is told of: 'Peru and Chile
    joined, the former in 2019, the latter in 2020'."""
    tops = _tops(index, trigger.i)
    for half in halves(index, index.sentence_of[trigger.i]):
        taken_up = half.who.entities == subject.entities and subject.end <= trigger.i < half.first
        if taken_up and not any(
            _is_verb(index, at) and index.words.heads[at] not in tops
            for at in range(trigger.i + 1, half.first)
        ):
            return date_of_half(index, half)
    return None


def _dates(index: BriefIndex, trigger: Token, statements: frozenset[int | None]) -> list[Dated]:
    """The dates of a trigger's sentence in some statements (None: the author's words), none of halves."""
    sentence = index.sentence_of[trigger.i]
    others = [gap for gap in halves(index, sentence) if not gap.first <= trigger.i < gap.end]
    return [
        _bounded(index, Dated(first, last, mention.edtf))
        for first, last, mention in index.dates_in(*index.bounds[sentence])
        if index.statement_of.get(first) in statements
        and not any(gap.first <= first < gap.end for gap in others)
    ]


@switchable(as_given(1))
def _bounded(index: BriefIndex, date: Dated) -> Dated:
    """A date together with what it is the date of, where that is since or by when something is so: 'since the
    coup of May 2021', 'before its summit in July'."""
    words, nouns = index.words, []
    for at in words.above(index.doc[date.first : date.last].root.i):
        if words.lower[at] in BOUNDING and words.relations[at] == "prep" and at + 1 < date.first:
            break
        if words.relations[at] == "prep":
            continue
        if words.parts[at] not in NAMING_PARTS or words.relations[at] == "conj":
            return date
        nouns.append(at)
    else:
        return date
    if not nouns:  # 'since well before 2004': since nothing else that has that date
        return date
    meeting = words.lemmas[nouns[-1]] in word_class("meeting_noun", "occasion_noun")
    if words.lower[at] == "by" and not meeting or date.edtf is None or "/" in date.edtf:
        return date
    return Dated(at, date.last, (starting if words.lower[at] == "since" else ending)(date.edtf))


def _behind(index: BriefIndex, subject: Referent, trigger: int) -> Dated | None:
    """The date right behind a name where another name has one as well, or in brackets: 'those of Peru in
    2019 and Chile in 2020', 'Peru (2019)'."""
    dates = [
        Dated(*one[:2], one[2].edtf)
        for one in index.dates_in(*index.bounds[index.sentence_of[subject.start]])
    ]
    own = next((one for one in dates if 0 <= one.first - subject.end <= 2), None)
    if own is None:
        return None
    if index.words.lower[subject.end] == "(":
        return own
    named = [index.by_token.get(one.first - 2) or index.by_token.get(one.first - 1) for one in dates]
    states = [one for one in named if one is not None and one.kind == STATE]
    # 'Met in Cairo on Friday' tells where, not who.
    those = [one for one in states if not one.start or index.words.lower[one.start - 1] != "in"]
    return own if len(those) >= FEWEST_DATED and subject.start > trigger else None


def _before_clause(index: BriefIndex, trigger: Token, dates: list[Dated]) -> Dated | None:
    """The date right before the clause of a trigger that says what happened then, or how far from it: 'in
    2010, when it left', 'in 2010, the year in which it left', 'returned in 2018, five years after it had
    left'."""
    before = [one for one in dates if one.last <= trigger.i]
    if not before:
        return None
    words, last = index.words, before[-1]
    if words.verbs_before[trigger.i] != words.verbs_before[last.last]:
        return None
    away = distance_to(index.doc[last.first : last.last].text)
    if (
        away is not None
        and words.lower[last.last - 1] in FROM
        and "," not in words.lower[last.last : trigger.i]
    ):
        return _counted(before[-2:-1], last, away)
    between = words.lower[last.last : trigger.i]
    between = between[1:] if between[:1] == [","] else between
    then = (
        between[:1] == ["when"]
        or between[:1] == ["the"]
        and between[2:4] in (["on", "which"], ["in", "which"])
    )
    return Dated(last.first, last.last, _point(last.edtf)) if then else None


@switchable(no)
def _comes_later(index: BriefIndex, subject: Referent, trigger: int, found: Dated) -> bool:
    """Whether somebody comes after those of a date: 'Peru joined in May, then Chile and Mali'."""
    between = range(found.last, subject.start)
    then = trigger <= found.first and not LATER.isdisjoint(index.words.lower[found.last : subject.start])
    return then and not any(_is_verb(index, at) for at in between)


def _in_turn(index: BriefIndex, subject: Referent, found: Dated, dates: list[Dated]) -> Dated:
    """Of as many dates as subjects the one in a subject's place: 'Peru and Chile joined in 2019 and 2020'."""
    here = index.named_beside(subject.start)
    whole = next((one.parts for one in here if subject in one.parts), ())
    run = [found]
    for date in dates:
        if date.first > run[-1].last and {"and", ","}.issuperset(
            index.words.lower[run[-1].last : date.first]
        ):
            run.append(date)
    if len(run) != len(whole) or not run[-1].edtf:
        return found
    own = run[whole.index(subject)]
    lasting = str(found.edtf).endswith("/..") and own.edtf is not None and "/" not in own.edtf
    return Dated(own.first, own.last, f"{own.edtf}/..") if lasting else own


def _of_an_event(index: BriefIndex, place: int, dates: list[Dated]) -> Dated | None:
    """The date of what happened when a verb's own did: 'left when it joined the Union in 2004'."""
    words = index.words
    if words.parts[place] != "VERB":
        return None
    own = [*words.children[place]]
    own += [child for verb in own if words.relations[verb] == "xcomp" for child in words.children[verb]]
    for child in own:
        if words.relations[child] == "advcl" and words.has_word(child, "when"):
            clauses = [child]
        elif words.lower[child] in ("on", "upon"):
            clauses = words.below(child, "pcomp")
        else:
            continue
        hung = [one for one in dates for clause in clauses if _hangs(index, one, clause, wished=False)]
        if hung:
            return hung[0]
    return None


def _point(edtf: str | None) -> str | None:
    """The end of an interval to or from which something lasts: 'until 2010, when it left'."""
    return edtf.removeprefix("../").removesuffix("/..") if edtf else None


def _counted(base: list[Dated], date: Dated, away: tuple[int, str]) -> Dated | None:
    """The date that lies a distance away from the one before it, which another clause tells."""
    return Dated(date.first, date.last, moved(base[0].edtf, -away[0], away[1]) if base else None)


def _nearest(index: BriefIndex, trigger: Token, predicate: str, dates: list[Dated]) -> Dated | None:
    """The date that hangs on a trigger or on what it completes, the nearest of several; else one that
    stands in its clause and hangs on nothing else."""
    mentioned = predicate == "holds" and trigger.pos_ in MENTIONING and trigger.dep_ not in PREDICATED
    tops = _tops(index, trigger.i)[:1] if mentioned else _tops(index, trigger.i)
    wished = predicate in STANCES | {"seeks"}
    made = [] if wished else _made(index, trigger.i, predicate)
    for top in (*tops[:1], *made, *tops[1:]):
        hung = [one for one in dates if _hangs(index, one, top, wished)]
        if hung:
            return _best(index, hung, top, trigger.i)
    if mentioned:
        dates = [one for one in dates if index.words.lower[one.first] in LASTING]
    free = [one for one in dates if _is_free(index, one, trigger.i, tops)]
    return min(free, key=lambda one: abs(one.first - trigger.i), default=None)


def _best(index: BriefIndex, dates: list[Dated], top: int, place: int) -> Dated:
    """The nearest of some dates that hang on a word, those first that are known and stand behind it; but one
    of that word itself before one of an infinitive that comes later: 'on Friday turned down an invitation to
    join in May'."""
    best = min(dates, key=lambda one: (one.edtf is None, one.first < place, abs(one.first - place)))
    own = [one for one in dates if one.first <= best.first and _hangs(index, one, top, wished=True)]
    return own[-1] if own else best


def _made(index: BriefIndex, place: int, predicate: str) -> list[int]:
    """The verbs that tell how what a noun names came about or began: 'the suspension imposed in May', 'its
    withdrawal, which took effect in May', 'its status, which it has held since May'; a verb has the date of
    its object so where that is a bid or a status."""
    words, effective = index.words, []
    if words.relations[place] in NOUN_SUBJECTS:
        verb = words.heads[place]
        ahead = [one for at in (verb, *words.below(verb, "acomp")) for one in words.below(at, "xcomp")]
        effective = [one for one in (verb, *ahead) if takes_effect(words.tokens[one])]
    participles = [one for one in words.below(place, "acl") if words.tokens[one].tag_ == "VBN"]
    named = words.parts[place] not in VERBS or predicate in ("applied", "holds")
    return [*effective, *participles, *(_told_besides(index, place) if named else [])]


@switchable(none_of_them)
def _told_besides(index: BriefIndex, place: int) -> list[int]:
    """The verbs of relative clauses that tell so of a noun or of one that it completes."""
    words, found = index.words, []
    for at in range(place + 1, index.here(place).stop):
        noun = words.heads[at]
        if words.relations[at] != "relcl" or words.parts[noun] not in NAMING_PARTS:
            continue
        near, far = sorted((place, noun))
        between = words.above(far)
        if near not in between or any(words.parts[one] in VERBS for one in between[: between.index(near)]):
            continue
        if _came_so(index, at):
            found.append(at)
    return found


def _came_so(index: BriefIndex, verb: int) -> bool:
    """Whether a relative clause tells when what it is about came about: 'which took effect', 'which was
    lodged', 'which it has held'."""
    words, roles = index.words, {index.words.relations[one]: one for one in index.words.children[verb]}
    pronoun = next((role for role, one in roles.items() if words.lower[one] in RELATIVE), None)
    if pronoun == "nsubj":
        return takes_effect(words.tokens[verb]) or words.is_a(verb, "dating_verb")
    by_pronoun = pronoun == "dobj" and words.parts[roles.get("nsubj", verb)] == "PRON"
    return words.is_a(verb, "getting_verb") and (by_pronoun or pronoun == "nsubjpass")


def _tops(index: BriefIndex, place: int) -> tuple[int, ...]:
    """A word and those that it completes, upwards: 'failed to reach', 'the last to be admitted was'."""
    words, found = index.words, [place]
    if words.relations[place] in QUALIFYING and words.heads[place] not in index.by_token:
        found = [place, words.heads[place]]
    while len(found) <= LONGEST_WAY:
        at = found[-1]
        relation, head = words.relations[at], words.heads[at]
        joined = relation == "conj" and words.parts[at] not in ("VERB", "AUX")
        infinitive = relation in ("relcl", "acl") and is_infinitive(index.words.tokens[at])
        if head == at or not (relation in COMPLETING or joined or infinitive):
            break
        found.append(head)
    return tuple(found)


def _hangs(index: BriefIndex, date: Dated, top: int, wished: bool) -> bool:
    """Whether a date stands below a word in the parse with no other clause or apposition between, but for
    an infinitive that it completes: 'applied to join in 2010'; where the word tells what is only `wished`,
    that has the date of its infinitive alone, but for how long it is wished: 'has wanted to join since
    2010'."""
    words, place = index.words, index.doc[date.first : date.last].root.i
    lasting = words.lower[date.first] in LASTING
    for at in words.above(place):
        if at == top:
            return True
        relation = words.relations[at]
        if _completes(index, at, top) and (lasting or not wished):
            continue
        if words.parts[at] in VERBS and relation not in QUALIFYING or relation in BESIDE:
            return False
        if words.lower[at] in CIRCUMSTANTIAL and at + 1 < date.first:
            return False  # of what went before: 'was suspended over the coup of May'
        if relation in NOUN_SUBJECTS and words.lower[date.last : date.last + 1] == [","]:
            return False  # in an aside beside the subject: 'Chad, in the Union since 2010, has left'
    return False


def _completes(index: BriefIndex, at: int, top: int) -> bool:
    """Whether an infinitive completes a word or its object: 'applied to join', 'dropped its plan to join'."""
    words = index.words
    if words.relations[at] == "xcomp":
        return words.heads[at] == top
    near = (words.heads[at], words.heads[words.heads[at]])
    return words.relations[at] == "acl" and top in near and is_infinitive(index.words.tokens[at])


def _is_free(index: BriefIndex, date: Dated, place: int, tops: tuple[int, ...]) -> bool:
    """Whether a date stands in the clause of a word, though the parse hangs it on another."""
    words, above = index.words, index.words.above(place)
    low, high = (date.last, place) if date.first < place else (place + 1, date.first)
    between = words.lower[low:high]
    if date.last == place:
        return True
    if BREAKS.intersection(between) or any(
        _is_verb(index, at) and at not in above and words.heads[at] not in tops for at in range(low, high)
    ):
        return False
    way = words.above(index.doc[date.first : date.last].root.i)
    verb = next(
        (at for at in way if words.parts[at] in VERBS and words.relations[at] not in QUALIFYING), None
    )
    if verb is None:
        return True
    crossed = way[: way.index(verb)]
    if any(words.relations[at] in BESIDE or _is_reason(index, at, date) for at in crossed):
        return False
    told = words.relations[verb] == "ccomp" and words.parts[verb] == "AUX" and words.heads[verb] in tops
    if verb in tops or told:
        return True
    if verb not in above:
        return False
    crossed = above[: above.index(verb)]
    if date.first > place:
        return (
            "," not in between
            or is_infinitive(index.words.tokens[place])
            or not any(words.relations[at] in BESIDE for at in crossed)
        )
    if date.first > verb:  # in the clause of the word, if that is joined to the other before it
        return bool(JOINING.intersection(words.lower[verb : date.first]))
    return not any(words.relations[child] in NOUN_SUBJECTS for at in crossed for child in words.children[at])


@switchable(no)
def _is_reason(index: BriefIndex, at: int, date: Dated) -> bool:
    """'Blocked the bid over the election of July', which has that date and is why."""
    return index.words.lower[at] in REASONS and at + 1 < date.first


def _is_verb(index: BriefIndex, at: int) -> bool:
    return index.words.parts[at] in VERBS and index.words.relations[at] not in {*QUALIFYING, "aux", "auxpass"}

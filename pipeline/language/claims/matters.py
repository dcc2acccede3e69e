"""What sentences are about that name an organisation and use its words for something else, and whose they are
not.

'Joined the union in condemning the raid' makes nobody a member, 'its bid to host the union's summit' is no
bid for membership, and what most of a people want is not what their state seeks."""

from spacy.tokens import Token

from pipeline.language.claims.gaps import half_of
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.objects import argued, arguments, objects
from pipeline.language.claims.relations import is_infinitive
from pipeline.language.claims.roles import is_would_be
from pipeline.language.claims.triggers import ABOUT_BELONGING, PLACES, STANCES, Trigger, kinds_of
from pipeline.language.grammar.pro_verbs import INVERTING, is_pro_verb
from pipeline.language.registry import no, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS
from pipeline.lexicon import organisation_nouns, word_class

PURPOSES = frozenset({"acl", "relcl", "xcomp"})
TOWARDS = frozenset({"to", "into", "in", "with"})
ACTIVE = frozenset({"nsubj"})
CONTENTS = frozenset({"dobj", "attr", "oprd"})
ROLES = frozenset({"attr", "oprd", "as"})
WHOLE = (["as", "such"], ["in", "general"], ["in", "principle"])
STANCE_OBJECTS = frozenset({"dobj", "nsubjpass", "for", "of", "to"})
FEWEST_STATES = 2  # of a list behind 'joined the union' that makes it a list of partners
FEWEST_OF_A_GROUP = 2
EXCEPTING = frozenset({"except", "excepting", "excluding", "apart", "bar", "barring", "but", "exception"})
DENYING = frozenset({"no", "not", "n't", "none", "nobody", "never", "neither"})
STATUSES = frozenset({"status", "membership", "seat", "body"})
WHERE = frozenset({"in", "at", "within", "through"})
LONGEST_TURN = 4  # verbs that share one subject, one joined to the other


def is_another_matter(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether what a trigger tells is no matter of membership, whoever it is told of."""
    token = trigger.token.i
    return (
        _joins_action(index, token)
        or _joins_states(index, token)
        or _for_something_else(index, token)
        or _comes_into_force(index, token)
        or _in_another_role(index, token)
        or _leaves_aside(index, token)
        or _is_on_attendance(index, trigger)
        or _is_on_somebody(index, trigger)
        or _is_on_the_whole(index, trigger)
        or _takes_the_chair(index, token)
        or _goes_back_on_it(index, token)
        or _offers_talks(index, trigger)
        or _is_asked_of_another(index, trigger)
        or is_would_be(index, token)
        and trigger.entry.predicate == "admitted"
        or _halts_a_thing(index, trigger)
        or _is_merely_a_process(index, trigger)
        or _has_no_status(index, trigger)
        or _becomes_one(index, trigger)
        or _signs_a_text(index, token)
        or _is_approved_by_a_state(index, trigger)
        or _halts_things(index, trigger)
        or _takes_part_in_a_part(index, trigger)
        or _accedes_to_a_text(index, trigger)
        or _signs_a_deal(index, trigger)
        or _deals_with_a_lender(index, trigger)
    )


@switchable(no)
def _halts_things(index: BriefIndex, trigger: Trigger) -> bool:
    """'The suspension of flights was lifted by the club': what was suspended is a thing."""
    words, token = index.words, trigger.token.i
    if trigger.entry.predicate not in ("suspended", "reinstated"):
        return False
    nouns = [one for one in (token, *_halted(index, token)) if "suspension" in words.kinds[one]]
    things = [word for one in nouns for word in argued(index, one, "of")]
    shares = word_class("serving_noun", "suspended_share", "state_noun")
    return bool(things) and all(_is_thing(index, one) and words.lemmas[one] not in shares for one in things)


@switchable(no)
def _takes_part_in_a_part(index: BriefIndex, trigger: Trigger) -> bool:
    """'Suspended its participation in the union's exercises': it is in the union as before."""
    words = index.words
    halted = (trigger.token.i, *_halted(index, trigger.token.i))
    shares = [one for one in halted if words.lemmas[one] == "participation"]
    parts = [word for one in shares for word in argued(index, one, "in")]
    return bool(parts) and all(words.is_a(one, "part_tail") for one in parts)


@switchable(no)
def _accedes_to_a_text(index: BriefIndex, trigger: Trigger) -> bool:
    """'Chad's accession to the treaty on mines', 'joined the convention against torture': a text on
    another matter, whoever keeps it."""
    words = index.words
    nouns = (trigger.token.i, *_halted(index, trigger.token.i))
    texts = [word for one in nouns for word in argued(index, one, "to")]
    joining = [one for one in nouns if words.is_a(one, "joining_verb")]
    texts += [word for one in joining for word in argued(index, one, "dobj")]
    texts = [one for one in texts if "treaty" in words.kinds[one] and one not in index.by_token]
    matters = (word for one in texts for word in argued(index, one, "on", "against", "about"))
    return any(_is_thing(index, one) for one in matters)


@switchable(no)
def _signs_a_deal(index: BriefIndex, trigger: Trigger) -> bool:
    """'Signed a trade agreement with the union': one with it, and none by which anybody comes into it."""
    token = trigger.token.i
    if trigger.entry.predicate != "signed":
        return False
    texts = [one for one in (token, *_halted(index, token)) if is_a_deal(index, one)]
    if not texts:
        return False
    with_whom = [word for one in (token, *texts) for word in argued(index, one, "with")]
    return any(one.kind == ORGANISATION for one in index.named(with_whom))


def is_a_deal(index: BriefIndex, noun: int) -> bool:
    """Whether a noun means an agreement by which nobody comes nearer to an organisation."""
    words = index.words
    if "treaty" not in words.kinds[noun] and not words.is_a(noun, "deal_noun"):
        return False
    if words.lemmas[noun] in ("memorandum", "protocol"):
        return False
    return not any(_brings_nearer(word) for word in words.tokens[noun].subtree)


def _brings_nearer(word: Token) -> bool:
    """Whether a word about an agreement tells that somebody comes nearer to an organisation by it."""
    kinds = set(kinds_of(word)) - {"treaty", "body"}
    return bool(PLACES.intersection(kinds)) or word.lower_ in word_class("association_word")


def _are_talks_alone(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a trigger tells that talks began, in a sentence without a word of membership or of a bid."""
    here = index.here(trigger.token.i)
    kinds = index.words.kinds
    return trigger.entry.predicate == "started" and not any(
        {"membership", "bid"}.intersection(kinds[one]) for one in here
    )


@switchable(no)
def _deals_with_a_lender(index: BriefIndex, trigger: Trigger) -> bool:
    """'Opened talks with the bank': of a lender's talks none is on coming into it where no word says so."""
    if not _are_talks_alone(index, trigger):
        return False
    here = [one for one in index.named_beside(trigger.token.i) if one.kind == ORGANISATION]
    named = {code.removeprefix("org:") for one in here for code in one.entities}
    return bool(named) and all("lender" in organisation_nouns().get(code, ()) for code in named)


@switchable(no)
def _is_approved_by_a_state(index: BriefIndex, trigger: Trigger) -> bool:
    """'Norway approved the accession of Chad': one state alone lets nobody in."""
    words, verb = index.words, trigger.token.i
    if trigger.entry.predicate != "admitted":
        return False
    if words.parts[verb] == "NOUN" and words.relations[verb] == "dobj":
        verb = words.heads[verb]
    if not words.is_a(verb, "approving_verb"):
        return False
    subjects = (child for child in words.children[verb] if words.relations[child] in ACTIVE)
    return any(index.kind_at(child) == STATE for child in subjects)


@switchable(no)
@kept
def _joins_action(index: BriefIndex, token: int) -> bool:
    """'Joined the union in condemning the raid', 'joins the bloc in its call', 'joined it to denounce'."""
    words = index.words
    if not _is_joining(index, token):
        return False
    below = (child for word in (token, *_companions(index, token)) for child in words.children[word])
    return any(_is_action(index, child) or _is_spoken(index, child) for child in below)


def _is_spoken(index: BriefIndex, verb: int) -> bool:
    """Whether a verb is what somebody joins in order to say: 'to denounce the raid'."""
    words = index.words
    if words.relations[verb] not in ("advcl", "xcomp") or not words.is_a(verb, "common_action"):
        return False
    return is_infinitive(words.tokens[verb])


def _is_action(index: BriefIndex, preposition: int) -> bool:
    """Whether what stands behind 'in' is done: a verb, or a noun of saying."""
    words = index.words
    if words.relations[preposition] != "prep" or words.lower[preposition] != "in":
        return False
    for child in words.children[preposition]:
        if words.relations[child] == "pcomp" and words.tokens[child].tag_ == "VBG":
            return True
        if words.relations[child] == "pobj" and words.is_a(child, "common_action"):
            return True
    return False


@switchable(no)
@kept
def _joins_states(index: BriefIndex, token: int) -> bool:
    """'Joined Japan and the union', 'joined the union, Japan and Peru': partners in something."""
    if not _is_joining(index, token):
        return False
    named = index.named(_companions(index, token))
    named = [one for one in named if half_of(index, one) is None]  # 'joined the union, the former in 2010'
    states = [not code.startswith("org:") for one in named for code in one.entities]
    if not named or all(states) or _goes_on_with_organisation(index, named[-1]):
        return False
    return states[0] or sum(states) >= FEWEST_STATES


def _goes_on_with_organisation(index: BriefIndex, last: Referent) -> bool:
    """Whether an organisation follows the last name: 'Chad joined the club, Mali and Togo the union'."""
    following = next((one for one in range(last.end, last.end + 2) if one in index.by_token), None)
    return following is not None and index.by_token[following].kind == ORGANISATION


def _is_joining(index: BriefIndex, token: int) -> bool:
    return index.words.parts[token] == "VERB" and index.words.lemmas[token] == "join"


def _companions(index: BriefIndex, token: int) -> list[int]:
    """Whom or what a verb has as its object, each of a list."""
    words = index.words
    found = words.below(token, "dobj")
    for word in found:
        found += words.below(word, "conj", "appos")
    return found


@switchable(no)
@kept
def _for_something_else(index: BriefIndex, token: int) -> bool:
    """Whether the bid that a trigger is or is about has a purpose of its own that is no membership: 'its
    bid to host the summit', 'a request for a higher quota'."""
    own = argued(index, token, "nsubjpass")
    bids = [one for one in (token, *own, *objects(index, token)) if _is_bid(index, one)]
    return bool(bids) and all(_has_other_purpose(index, one) for one in bids)


def _is_bid(index: BriefIndex, word: int) -> bool:
    """Whether a word is a bid or an effort, whatever for, or a plan that somebody has or has not; whoever
    makes one is none."""
    lemma = index.words.lemmas[word]
    if lemma in word_class("effort_noun"):
        return True
    if "plan" in index.words.kinds[word] and index.words.lemmas[index.words.heads[word]] == "have":
        return True
    return "bid" in index.words.kinds[word] and lemma not in word_class("entrant_noun")


def _has_other_purpose(index: BriefIndex, bid: int) -> bool:
    words = index.words
    for child in words.children[bid]:
        relation = words.relations[child]
        if relation in PURPOSES and is_infinitive(words.tokens[child]):
            return not _is_of_membership(index, child)
        if relation == "prep" and words.lower[child] == "for":
            things = words.below(child, "pobj")
            return any(_is_thing(index, grand) and not _tells_of_place(index, grand) for grand in things)
    return False


def _tells_of_place(index: BriefIndex, word: int) -> bool:
    """Whether a noun goes on to a place in a body: 'recognition as a member', 'integration into it'."""
    words = index.words
    below = [token.i for token in words.tokens[word].subtree if token.i > word]
    return any(PLACES.intersection(words.kinds[one]) or words.lower[one] == "into" for one in below)


def _is_of_membership(index: BriefIndex, verb: int) -> bool:
    """Whether what a bid is to do has to do with a membership."""
    words = index.words
    below = [token.i for token in words.tokens[verb].subtree if token.i > verb]
    if any(ABOUT_BELONGING.intersection(words.kinds[one]) for one in below):
        return True
    if words.lemmas[verb] in ("become", "be"):
        things = words.below(verb, *CONTENTS)
        return not any(_is_thing(index, one) for one in things)
    if words.is_a(verb, "joining_verb") or _only_goes_back(index, verb):
        return True
    return any(index.kind_at(word) == ORGANISATION for word in argued(index, verb, *TOWARDS))


def _only_goes_back(index: BriefIndex, verb: int) -> bool:
    """'To return', 'to come back', with no word of where to or of what."""
    words = index.words
    back = words.lemmas[verb] == "return" or words.has_word(verb, "back")
    return back and all(word in index.date_tokens for _, word in arguments(index, verb))


@switchable(no)
@kept
def _comes_into_force(index: BriefIndex, token: int) -> bool:
    """'The treaty's entry into force': nobody enters anything."""
    words = index.words
    if words.lemmas[token] not in ("entry", "enter"):
        return False
    return any(words.lemmas[word] in ("force", "effect") for word in argued(index, token, "into"))


@switchable(no)
@kept
def _in_another_role(index: BriefIndex, token: int) -> bool:
    """'Invited as chair of the club', 'joined the summit as a guest': no status in an organisation."""
    words = index.words
    if words.parts[token] != "VERB" or not words.is_a(token, "attending_verb"):
        return False
    if any(
        index.by_token[one].kind == ORGANISATION for one in _companions(index, token) if one in index.by_token
    ):
        return False
    roles = [word for label, word in arguments(index, token) if label == "as"]
    return any(words.is_a(one, "guest_role") for one in roles)


@switchable(no)
def _leaves_aside(index: BriefIndex, token: int) -> bool:
    """'Leaving aside the union': it is not spoken of."""
    words = index.words
    return words.lemmas[token] == "leave" and words.has_word(token, "aside")


@switchable(no)
def _is_on_attendance(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a stance is on who takes part: 'welcomed Chad's participation in the summit'."""
    words = index.words
    if trigger.entry.predicate not in STANCES:
        return False
    matters = argued(index, trigger.token.i, "for", "to", "dobj")
    shares = [word for word in matters if words.lemmas[word] == "participation"]
    held = (one for word in shares for one in argued(index, word, "in", "at", "during"))
    return any(words.is_a(one, "occasion_noun") for one in held)


@switchable(no)
def _is_on_the_whole(index: BriefIndex, trigger: Trigger) -> bool:
    """'Does not oppose enlargement as such': nothing is told of any one bid."""
    words = index.words
    if trigger.entry.predicate not in STANCES:
        return False
    matters = [word for label, word in arguments(index, trigger.token.i) if label in STANCE_OBJECTS]
    return any(words.lower[word + 1 : word + 3] in WHOLE and word not in index.by_token for word in matters)


@switchable(no)
def _is_on_somebody(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether a stance is on somebody of a state's who runs for a post: 'backs Chad's candidate for the
    presidency', 'opposes the Chadian nominee'."""
    words = index.words
    if trigger.entry.predicate not in STANCES:
        return False
    matters = [word for label, word in arguments(index, trigger.token.i) if label in STANCE_OBJECTS]
    people = (word for word in matters if words.is_a(word, "runner_noun"))
    owners = (child for word in people for child in words.below(word, "poss", "amod", "compound"))
    return any(index.kind_at(owner) == STATE for owner in owners)


@switchable(no)
@kept
def _takes_the_chair(index: BriefIndex, token: int) -> bool:
    """'Became chair of the club', 'is to assume its presidency': who presides over an organisation is
    told, not who is in it. A chair that is taken or sought may be a seat."""
    words = index.words
    if words.parts[token] not in ("VERB", "AUX"):
        return False
    own = arguments(index, token)
    if any(index.kind_at(word) == ORGANISATION for _, word in own):
        return False
    if any(label in ROLES and words.is_a(word, "chair_noun") for label, word in own):
        return True
    presided = word_class("chair_noun") - {"chair"}
    return any(words.lemmas[one] in presided for one in objects(index, token))


@switchable(no)
def _goes_back_on_it(index: BriefIndex, token: int) -> bool:
    """'Went back on its threat to leave': it returned to nothing."""
    words = index.words
    if words.lemmas[token] != "go" or not words.has_word(token, "back"):
        return False
    return any(
        words.parts[one] == "NOUN" and words.tokens[one].ent_type_ != "DATE"
        for one in words.behind(token, "on")
    )


@switchable(no)
def _offers_talks(index: BriefIndex, trigger: Trigger) -> bool:
    """'Offered Chad talks on membership': it is not asked in yet."""
    offered = objects(index, trigger.token.i) if trigger.entry.predicate == "invited" else ()
    return any("talks" in index.words.kinds[one] for one in offered)


@switchable(no)
def _is_asked_of_another(index: BriefIndex, trigger: Trigger) -> bool:
    """'Does not want the club to admit Chad': who so wants declines nothing that is offered to itself."""
    words, verb = index.words, trigger.token.i
    if trigger.entry.predicate != "declines":
        return False
    verb = verb if words.parts[verb] == "VERB" else words.heads[verb]
    wanted = words.below(verb, "ccomp") if words.lemmas[verb] == "want" else ()
    subjects = (one for clause in wanted for one in words.below(clause, *NOUN_SUBJECTS))
    return any(index.kind_at(one) in (STATE, ORGANISATION) for one in subjects)


@switchable(no)
def _halts_a_thing(index: BriefIndex, trigger: Trigger) -> bool:
    """'The joint patrols were suspended', 'suspended flights': a thing, and nobody's place or share."""
    words, verb = index.words, trigger.token.i
    if trigger.entry.predicate != "suspended" or words.parts[verb] not in ("VERB", "AUX"):
        return False
    things = _halted(index, verb)
    if not things and words.relations[verb] in ("pcomp", "advcl", "conj"):
        above = (one for one in words.above(verb)[1:] if words.parts[one] != "ADP")
        things = _halted(index, next(above, verb))
    shares = word_class("serving_noun", "suspended_share", "state_noun")
    return bool(things) and all(
        (_is_thing(index, one) or _is_help(index, one)) and words.lemmas[one] not in shares for one in things
    )


def _is_help(index: BriefIndex, noun: int) -> bool:
    """'Budget support'."""
    words = index.words
    return words.kinds[noun] == ("support",) and words.parts[noun] == "NOUN"


def _halted(index: BriefIndex, verb: int) -> list[int]:
    """What a verb does something to."""
    return argued(index, verb, "dobj", "nsubjpass")


@switchable(no)
def _is_merely_a_process(index: BriefIndex, trigger: Trigger) -> bool:
    """'Its accession is a process', 'this will be a long negotiation': none has begun by that."""
    words, noun = index.words, trigger.token.i
    if trigger.entry.predicate != "started" or words.relations[noun] != "attr":
        return False
    return words.lemmas[words.heads[noun]] == "be" and words.has_word(noun, "a", "an")


@switchable(no)
def _has_no_status(index: BriefIndex, trigger: Trigger) -> bool:
    """'The ties that it has with members', 'we have a concern': what is had is no status."""
    words, verb = index.words, trigger.token.i
    if trigger.entry.predicate != "holds" or words.parts[verb] not in ("VERB", "AUX"):
        return False
    if not words.is_a(verb, "having_verb") or is_pro_verb(
        words.tokens[verb], words.lower[verb - 1] in INVERTING
    ):
        return False
    had = argued(index, verb, "dobj", "oprd", "as", "nsubjpass")
    if words.relations[verb] == "relcl":
        had.append(words.heads[verb])
    had += [child for word in had for child in words.below(word, "conj")]
    return not any(
        STATUSES.intersection(words.kinds[one])
        or words.is_a(one, "membership_word")
        or _are_rights(index, one)
        for one in had
    )


def _are_rights(index: BriefIndex, word: int) -> bool:
    """Whether a noun means the rights of a status: 'full rights', 'the rights of an observer'."""
    words = index.words
    if words.lemmas[word] != "right":
        return False
    own = [one.i for one in words.tokens[word].subtree if one.i != word]
    return any(words.lower[one] == "full" or STATUSES.intersection(words.kinds[one]) for one in own)


@switchable(no)
def _becomes_one(index: BriefIndex, trigger: Trigger) -> bool:
    """'Became loyal members of the union': they are admitted, and no status is told besides."""
    words, noun = index.words, index.words.up(trigger.token.i, "compound")
    becoming = words.relations[noun] == "attr" and words.lemmas[words.heads[noun]] == "become"
    return trigger.entry.predicate == "holds" and becoming


@switchable(no)
@kept
def _signs_a_text(index: BriefIndex, token: int) -> bool:
    """'Signed a letter of the union', 'one of the signatories of its statement': no membership."""
    words = index.words
    if words.lemmas[token] not in ("sign", "signatory"):
        return False
    signing = (token,) if words.lemmas[token] == "sign" else words.above(token)[:LONGEST_TURN]
    own = (word for one in signing for word in argued(index, one, "dobj", "nsubjpass", "to", "of"))
    signed = [word for word in own if word != token]
    texts = [one for one in signed if words.is_a(one, "text_noun") or words.lemmas[one] == "name"]
    below = [one for text in texts for one in words.tokens[text].subtree]
    return bool(texts) and not any(
        _is_of_a_place(one) for one in (*below, *_subjects_of_text(index, signing))
    )


def _subjects_of_text(index: BriefIndex, signing: tuple[int, ...]) -> list[Token]:
    """The words behind an 'on' that hangs on the verb: 'signed a text on joining the union'."""
    words = index.words
    behind = (child for one in signing for child in words.children[one] if words.lower[child] == "on")
    return [one for place in behind for one in words.tokens[place].subtree]


def _is_of_a_place(word: Token) -> bool:
    return bool(PLACES.intersection(kinds_of(word))) or is_a(word, "joining_verb")


@switchable(no)
def is_support_elsewhere(index: BriefIndex, trigger: Trigger, organisation: Referent | None) -> bool:
    """'Support for Chad in the union', 'backed Chad through the union': it is helped there."""
    words, token = index.words, trigger.token.i
    if organisation is None or trigger.entry.predicate not in STANCES:
        return False
    helped = argued(index, token, "for", "to", "of", "dobj")
    states = [one for one in helped if index.kind_at(one) == STATE]
    above = words.heads[organisation.root]
    if not states or words.relations[organisation.root] != "pobj" or words.lower[above] not in WHERE:
        return False
    return not any(
        PLACES.intersection(words.kinds[one]) or words.is_a(one, "joining_verb") or _are_rights(index, one)
        for one in index.here(token)
    )


def _is_thing(index: BriefIndex, word: int) -> bool:
    """Whether a plain noun is neither a name nor a word of membership; 'part' is such a word."""
    words = index.words
    plain = words.parts[word] == "NOUN" and not words.kinds[word] and words.lemmas[word] != "part"
    return plain and word not in index.by_token


@switchable(no)
def is_acted_upon(index: BriefIndex, trigger: Trigger, actor: Referent | None) -> bool:
    """Whether a name stands within what the subject of a verb acts upon, so that it is not who acts: of
    'the ministers praised the union's work and welcomed the accession of Togo' the union is nobody who
    welcomes."""
    words, token = index.words, trigger.token.i
    if actor is None or words.parts[token] != "VERB" or actor.root < 0:
        return False
    verbs = [token]
    while (
        words.relations[verbs[-1]] == "conj"
        and len(verbs) < LONGEST_TURN
        and not words.has_below(verbs[-1], *NOUN_SUBJECTS)
    ):
        verbs.append(words.heads[verbs[-1]])
    if not words.has_below(verbs[-1], *ACTIVE):
        return False
    way = words.above(actor.root)
    return any(
        verb in way and way.index(verb) > 0 and words.relations[way[way.index(verb) - 1]] == "dobj"
        for verb in verbs
    )


@kept
def is_only_some(index: BriefIndex, referent: Referent | None) -> bool:
    """Whether a name or a group stands behind words that mean some of it alone."""
    if referent is None or referent.root < 0:
        return False
    some = _are_some_people(index, referent) or _are_some_members(index, referent)
    return some or _is_excepted(index, referent)


@switchable(no)
def _is_excepted(index: BriefIndex, referent: Referent) -> bool:
    """'All the islands except Chad and Mali joined the union': of these it is not so."""
    words, at = index.words, referent.start - 1
    at -= words.lower[at] == "the"
    at -= words.lower[at] in ("for", "from", "of")
    if at < 1 or words.lower[at] not in EXCEPTING:
        return False
    before = words.lower[index.here(at).start : at]
    return "all" in before and not DENYING.intersection(before)


@switchable(no)
def _are_some_people(index: BriefIndex, referent: Referent) -> bool:
    """Some of a people are not their state: 'most Fijians want to leave', 'a third of Fijians'."""
    words, root = index.words, referent.root
    if words.tokens[root].tag_ not in ("NNS", "NNPS"):
        return False
    if any(_is_fraction(index, child) for child in words.children[root]):
        return True
    if any(words.is_a(child, "share_word") for child in words.children[root]):
        return True
    return _counted_of(index, root) in word_class("share_word")


def _is_fraction(index: BriefIndex, word: int) -> bool:
    """Whether a number is so many out of more: 'three-in-four', 'nine out of ten'."""
    below = index.words.tokens[word].subtree
    return index.words.parts[word] == "NUM" and any(one.pos_ == "NUM" and one.i != word for one in below)


@switchable(no)
def _are_some_members(index: BriefIndex, referent: Referent) -> bool:
    """Some of a group that was named before are not all of it: 'two of the eight are in the union'."""
    if referent.link == "name" or referent.parts or len(referent.entities) < FEWEST_OF_A_GROUP:
        return False
    words, start = index.words, referent.start
    if words.lower[start - 1 : start] == ["of"] and words.parts[start - 2 : start - 1] == ["NUM"]:
        return True  # wherever the model hangs it
    counted = _counted_of(index, referent.root)
    return counted is not None and (counted.isdigit() or counted in word_class("share_word"))


def _counted_of(index: BriefIndex, word: int) -> str | None:
    """What stands before the 'of' that a word hangs on, as its lemma, a number word as '1'."""
    words = index.words
    above = words.heads[word]
    if words.lower[above] != "of" or above == word:
        return None
    head = words.heads[above]
    return "1" if words.parts[head] == "NUM" else words.lemmas[head]

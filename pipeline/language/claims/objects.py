"""What a trigger is about: a membership, or something else that its own objects name.

'Joined the Lagoon Compact', 'left its command', 'won a seat at its table' tell of no place in the
organisation that is named near by, whatever the weights say."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.language.claims.factuality.imagined import is_open
from pipeline.language.claims.index import ORGANISATION, STATE, BriefIndex, Referent, kept
from pipeline.language.claims.relations import ancestors
from pipeline.language.claims.statuses import named_by
from pipeline.language.claims.triggers import PLACES, Trigger, kinds_of
from pipeline.language.registry import no, nobody, switchable
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import NOUN_SUBJECTS, dependents, has_word, up
from pipeline.lexicon import gazetteer, word_class

ARGUMENTS = frozenset(
    "dobj nsubj nsubjpass attr oprd dative xcomp ccomp acomp poss compound amod advcl relcl acl prt".split()
)
OBJECTS = frozenset({"dobj", "nsubjpass", "to", "into", "of", "from"})
OWNING = frozenset({"poss", "compound", "nmod"})
LONGEST_THING = 8
DEEPEST_OBJECT = 3  # infinitives and nouns of bids that an object may stand behind
MATTER = frozenset({"on", "about", "over"})
TALKS_OR_TREATY = frozenset({"talks", "treaty"})
# By these edges a verb goes on with what the verb before it was about.
GOING_ON = frozenset({"conj", "dep", "advcl", "ccomp"})
BELONGING = frozenset({"of", "in", "on"})
# By these edges a seat is what a verb gives, takes or is.
SEATED = frozenset({"dobj", "nsubjpass", "attr", "oprd"})
PARTICLES = frozenset({"out", "back", "away"})
PRONOUNS = frozenset({"it", "there"})
# By these edges a word belongs to the clause of its head.
WITHIN_CLAUSE = frozenset("xcomp pcomp acl attr acomp oprd dobj pobj prep agent ccomp poss compound".split())
# Behind these stands a noun of membership that says what it is one in.
THROUGH = frozenset({"dobj", "attr", "oprd", "as"})
# How talks or a treaty hang on the verb by which they begin or are made.
TALKED = frozenset({"dobj", "nsubjpass", "nsubj", "of"})
NEWEST = frozenset({"newest", "latest", "youngest", "most"})
SEAT_WINDOW = 7  # words behind a seat that may tell what it is in


@kept
def arguments(index: BriefIndex, token: int) -> tuple[tuple[str, int], ...]:
    """What hangs on a word, each with its relation, by a preposition with that."""
    words = index.words
    found: list[tuple[str, int]] = []
    for child in words.children[token]:
        relation = words.relations[child]
        if relation in ARGUMENTS:
            found.append((relation, child))
        elif relation in ("prep", "agent"):
            below = words.below(child, "pobj", "pcomp")
            found += [(words.lower[child], word) for word in below]
    return tuple(found)


def argued(index: BriefIndex, token: int, *labels: str) -> list[int]:
    """What hangs on a word by some of these relations and prepositions, in text order."""
    return [word for label, word in arguments(index, token) if label in labels]


@switchable(no)
@kept
def of_another_body(index: BriefIndex, token: int, codes: tuple[str, ...]) -> bool:
    """Whether what a trigger is about is a body or treaty that the reference data do not know ('joined the
    Lagoon Compact'), a part of the organisation with one of `codes` ('left its command', also by 'rejoined
    it'), or a seat in a figure of speech."""
    if any(_figurative(index, seat) for seat in _seats(index, token)) or _is_club_by_name(
        index, token, codes
    ):
        return True
    return _is_in_another(index, token, codes) or any(
        _another(index, word, codes) for word in _meant(index, token)
    )


@switchable(no)
def _is_in_another(index: BriefIndex, token: int, codes: tuple[str, ...]) -> bool:
    """Whether a clause says in what somebody is a member, and that is no organisation with one of `codes`:
    'the compact in which they are members and the union'."""
    words = index.words
    verb = words.heads[token]
    if words.relations[token] != "attr" or words.relations[verb] != "relcl":
        return False
    below = ((word, one) for one in words.children[verb] for word in words.children[one])
    openings = [one for word, one in below if words.lower[word] == "which" and words.lower[one] in BELONGING]
    if not openings:
        return False
    meant = index.by_token.get(_antecedent(index, openings[0], words.heads[verb]))
    return meant is None or meant.kind == ORGANISATION and not set(meant.entities) & set(codes)


def _antecedent(index: BriefIndex, opening: int, above: int) -> int:
    """What a relative clause goes back to: the name right before it, where the parse hangs it on the noun
    before that ('the work of the union, of which')."""
    beside = (one for one in range(opening - 1, above, -1) if index.words.parts[one] != "PUNCT")
    first = next(beside, above)
    return first if first in index.by_token else above


@switchable(no)
@kept
def in_another_clause(index: BriefIndex, token: int, subject: int, codes: tuple[str, ...]) -> bool:
    """Whether a subject has a clause of its own that is about another body: 'Togo joined the Lagoon
    Compact, and Chad joined the union' tells nothing of Togo and the union."""
    words = index.words
    subject = words.up(subject, "conj", "appos")
    if words.relations[subject] not in NOUN_SUBJECTS or subject in words.above(token):
        return False
    verb = words.heads[subject]
    return verb != _clause(words.tokens[token]).i and of_another_body(index, verb, codes)


@kept
def in_clause_of(index: BriefIndex, word: int, token: int) -> bool:
    """Whether a word stands in no clause with a subject of its own that a token is outside of."""
    words, above = index.words, index.words.above(token)
    for one in words.above(word):
        if one in above:
            return True
        if words.below(one, *NOUN_SUBJECTS):
            return False
    return False


@switchable(no)
def only_describes(index: BriefIndex, trigger: Trigger, organisation: Referent | None) -> bool:
    """Whether a plain noun for states says what they are and nothing of an organisation that another
    clause names: 'three island states, ..., joined the union', 'rebuilt their nations and joined it'."""
    noun = trigger.token
    plain = trigger.entry.predicate == "holds" and is_a(noun, "state_noun")
    if organisation is None or not plain or noun.dep_ not in NOUN_SUBJECTS | {"dobj"}:
        return False
    if any("membership" in kinds_of(one) or one.lemma_.lower() == "member" for one in noun.lefts):
        return False
    return all(above.i != noun.i for above in ancestors(index.doc[organisation.root]))


def _clause(token: Token) -> Token:
    """The head of the clause that a token stands in."""
    while token.dep_ in WITHIN_CLAUSE and token.head.i != token.i:
        if token.dep_ in ("ccomp", "xcomp") and dependents(token, *NOUN_SUBJECTS):
            break
        token = token.head
    return token


@kept
def objects(index: BriefIndex, token: int, depth: int = DEEPEST_OBJECT) -> tuple[int, ...]:
    """The nouns that a word has as objects, also through an infinitive or a bid ('its wish to join')."""
    words, found = index.words, list[int]()
    for label, word in _reached(index, token) if depth else ():
        if word < token:
            continue
        named = words.parts[word] in ("NOUN", "PROPN")
        if named and label in _object_labels(words.parts[token]) and not _is_where(index, label, word):
            found.append(word)
        if label in ("xcomp", "pcomp", "acl") or label in THROUGH and words.kinds[word]:
            found += objects(index, word, depth - 1)
    return tuple(found)


@switchable(no)
def _is_where(index: BriefIndex, label: str, word: int) -> bool:
    """Whether a name behind 'in' is that of a place, which has no article as a body's name has, and is no
    abbreviation: 'was signed in Windhoek'."""
    words = index.words
    if label != "in" or words.parts[word] != "PROPN" or word in index.by_token:
        return False
    return words.tokens[word].is_title and not words.has_below(word, "det")


@switchable(nobody)
def _object_labels(part: str) -> frozenset[str]:
    """How objects hang on a verb ('came into it') and on a noun ('a member on its board')."""
    return OBJECTS | {"in"} if part == "VERB" else OBJECTS | {"on"}


@kept
def states_meant(index: BriefIndex, token: int) -> tuple[str, ...]:
    """The states that a verb has as its direct object ('blocked Chad'): it is told of them alone."""
    named = index.named(index.words.below(token, "dobj"))
    return tuple(code for one in named if one.kind == STATE for code in one.entities)


@switchable(no)
@kept
def takes_up(index: BriefIndex, token: int) -> bool:
    """Whether a word has as its object a pronoun or a noun of a bid that goes back to what stands before
    it, in a question that the word itself is not part of: 'backs it', 'is against the bid'."""
    words = index.words
    own = [word for label, word in arguments(index, token) if label not in NOUN_SUBJECTS]
    own += words.below(token, "pobj")
    taken = any(word > token and (words.parts[word] == "PRON" or words.kinds[word]) for word in own)
    return taken and not is_open(index, token)


@switchable(nobody)
@kept
def organisations_meant(index: BriefIndex, token: int) -> tuple[str, ...]:
    """The organisations that a trigger has as its objects, those of a list all ('asked to join the Union
    and the League'): whatever else is named, it is told of them."""
    found = index.named(objects(index, token))
    named = {code for one in found if one.kind == ORGANISATION for code in one.entities}
    lists = (set(one.entities) for one in index.named_beside(token) if one.parts)
    return tuple(sorted(named.union(*(codes for codes in lists if codes & named))))


def _is_club_by_name(index: BriefIndex, token: int, codes: tuple[str, ...]) -> bool:
    """Whether a trigger is itself the last word of another body's name: 'in the Core Group'."""
    generic = index.words.is_a(token, "generic_organisation_noun")
    return generic and _another(index, token, codes)


def _meant(index: BriefIndex, token: int) -> tuple[int, ...]:
    """The objects of a trigger; where one is a pronoun, those of the verb that it goes on from."""
    words, found = index.words, objects(index, token)
    pronoun = any(
        words.lower[word] in PRONOUNS and words.relations[word] not in NOUN_SUBJECTS
        for _, word in _reached(index, token)
    )
    if pronoun and words.relations[token] in GOING_ON and words.heads[token] < token:
        return (*found, *_meant(index, words.heads[token]))
    return found


def _reached(index: BriefIndex, token: int) -> tuple[tuple[str, int], ...]:
    """The arguments of a word, those of its particles among them: 'came back to it', 'stayed out of it'."""
    words = index.words
    particles = (child for child in words.children[token] if words.lower[child] in PARTICLES)
    below = [one for particle in particles for one in arguments(index, particle)]
    return (*arguments(index, token), *below)


def _another(index: BriefIndex, word: int, codes: tuple[str, ...]) -> bool:
    """Whether a noun is another body than the organisation, or a part of it."""
    if word in index.date_tokens:
        return False
    if word in index.by_token:
        return _belonged_to(index, word) and is_body(index, index.by_token[word])
    noun = index.words.tokens[word]
    own = _own_name(index, noun, codes)
    return _is_name(noun) if own is None else _is_part(noun, own)


def _belonged_to(index: BriefIndex, word: int) -> bool:
    """Whether a name is what somebody joins or is a member of, not whom an application is handed to."""
    words = index.words
    return words.relations[word] == "dobj" or words.lower[words.heads[word]] in BELONGING


@switchable(no)
@kept
def is_body(index: BriefIndex, referent: Referent) -> bool:
    """Whether a name is that of an organisation's body ('the Union's Military Committee'), whose members
    are not all members of the organisation, and by which it is not joined; its assembly is where they all
    sit."""
    words = {token.lemma_.lower() for token in index.doc[referent.start : referent.end]}
    if words & word_class("of_all_members"):
        return False
    return (
        referent.link == "body" or _has_name_of_body(index, referent) or _goes_back_to_body(index, referent)
    )


@switchable(no)
def _has_name_of_body(index: BriefIndex, referent: Referent) -> bool:
    """Whether an organisation is named by a body of it that has an abbreviation of its own: 'the Union's
    Military Committee (UMC)'."""
    if referent.link != "name":
        return False
    name = index.doc[referent.start : referent.end].text.partition("(")[0].strip()
    whole = (one for one in gazetteer().matches(name) if one.end - one.start == len(name))
    entries = (entry for one in whole for entry in one.entries)
    return any(entry.form == "body" and entry.entity in referent.entities for entry in entries)


@switchable(no)
def _goes_back_to_body(index: BriefIndex, referent: Referent) -> bool:
    """Whether a name's stand-in has the noun of a body that was named before: 'the Union's Military
    Committee ... a member of that committee'."""
    noun = index.words.lemmas[referent.root]
    if referent.link != "anaphora":
        return False
    before = (index.referents[at] for at in reversed(range(index.referents_before(referent.start))))
    last = next(
        (one for one in before if one.link != "anaphora" and set(one.entities) & set(referent.entities)), None
    )
    return last is not None and is_body(index, last) and index.words.lemmas[last.root] == noun


def _own_name(index: BriefIndex, word: Token, codes: tuple[str, ...]) -> Token | None:
    """The organisation's name where it stands before a noun ('the union's office') or behind its 'of'."""
    before = index.doc[word.left_edge.i : word.i]
    behind = [grand for child in word.children if child.lower_ == "of" for grand in child.children]
    named = index.named(one.i for one in (*before, *behind))
    return next((index.doc[one.root] for one in named if set(one.entities) & set(codes)), None)


@switchable(no)
def _is_part(word: Token, name: Token) -> bool:
    """Whether a noun beside an organisation's name is a part of it: by its word, or as a thing in its
    possession that is no club by itself ('the union's carbon market', not 'the union's ranks')."""
    if is_a(word, "part_tail"):
        return True
    plain = not kinds_of(word) and not is_a(word, "of_all_members")
    return name.dep_ == "poss" and name.head.i == word.i and word.pos_ in ("NOUN", "PROPN") and plain


@switchable(no)
def _is_name(word: Token) -> bool:
    """Whether a noun is a name of its own, of no person; 'Accession Treaty', 'the Alliance' and 'Dialogue
    Partner' are none."""
    if named_by(word) is not None:
        return False
    if word.pos_ == "NOUN" and not kinds_of(word) and any(_names(child) for child in word.children):
        return is_a(word, "part_tail")
    if word.pos_ != "PROPN" or word.ent_type_ in ("PERSON", "GPE", "NORP", "LOC", "DATE"):
        return False
    if is_a(word, "generic_organisation_noun"):
        return any(_names(child) for child in word.children)
    return not kinds_of(word) or any(_names(child) for child in word.children)


def _names(word: Token) -> bool:
    return word.dep_ == "compound" and word.pos_ == "PROPN" and not kinds_of(word)


def _seats(index: BriefIndex, place: int) -> Iterator[Token]:
    """The seats that a trigger is or has as object, also through an infinitive ('wants to win a seat')."""
    words = index.words
    if "seat" in words.kinds[place]:
        yield words.tokens[place]
    if words.parts[place] != "VERB" or words.is_a(place, "joining_verb"):
        return
    for child in words.children[place]:
        if words.relations[child] in SEATED and "seat" in words.kinds[child]:
            yield words.tokens[child]
        elif words.relations[child] == "xcomp":
            yield from _seats(index, child)


@switchable(no)
def _figurative(index: BriefIndex, seat: Token) -> bool:
    """Whether a seat or place is a figure of speech, or one in a body of an organisation: 'a seat at its
    table', 'has earned its place', 'a seat on its council'."""
    behind = _said_of_seat(index, seat)
    if any(is_a(one, "figurative_seat") for one in (*seat.lefts, *behind)):
        return True
    body = next(iter(index.named(one.i for one in behind)), None)
    if body is not None and body.link == "body":
        return is_body(index, body)
    if _is_in_a_part(index, behind):
        return True
    return seat.lemma_.lower() == "place" and is_a(seat.head, "earning_verb")


@switchable(no)
def _is_in_a_part(index: BriefIndex, behind: list[Token]) -> bool:
    """Whether a seat is on a board or in a committee named beside the body: 'on the board of the union'."""
    first = next((one for one in behind if one.pos_ in ("NOUN", "PROPN")), None)
    body = up(first, "compound") if first is not None else None
    return body is not None and body.i not in index.by_token and is_a(body, "seated_body")


def _said_of_seat(index: BriefIndex, seat: Token) -> list[Token]:
    """The words behind a seat that tell where it is, which the parse often hangs on the verb."""
    end = min(index.here(seat.i).stop, seat.i + SEAT_WINDOW)
    phrases = (one for one in (*seat.rights, *seat.head.rights) if one.dep_ == "prep" and one.i > seat.i)
    return sorted(word for phrase in phrases for word in phrase.subtree if word.i < end)


def _is_of_belonging(index: BriefIndex, matter: int) -> bool:
    """Whether what is talked about is a word of membership or is told by one: 'on its duties as a member'."""
    kinds = index.words.kinds
    behind = range(matter + 1, index.here(matter).stop)
    return bool(kinds[matter]) or any(PLACES.intersection(kinds[one]) for one in behind)


@switchable(no)
def about_another_matter(index: BriefIndex, trigger: Trigger) -> bool:
    """Whether talks or a treaty are about something else than a membership: 'resumed talks on the dam',
    'the signing of an agreement on fish'."""
    words = index.words
    own = argued(index, trigger.token.i, *TALKED)
    for word in (*trigger.words, *own):
        if not TALKS_OR_TREATY.intersection(words.kinds[word]):
            continue
        for child in words.children[word]:
            if words.relations[child] == "prep" and words.lower[child] in MATTER:
                matters = words.below(child, "pobj")
                if matters and not any(_is_of_belonging(index, one) for one in matters):
                    return True
    return False


@switchable(no)
def gets_something_else(index: BriefIndex, trigger: Trigger, predicate: str) -> bool:
    """Whether what a verb makes of its subject, gives or joins is a thing and no place: 'became the
    biggest exporter to the union', 'was granted a loan by the club', 'joined the case before the court'."""
    token = trigger.token
    if predicate == "admitted" and (_is_merely_named(token) or _is_told_by_its_clause(token)):
        return True
    if predicate == "admitted" and token.pos_ == "NOUN" and token.head.lemma_ == "become":
        return is_a(token, "state_noun") and not _is_a_place(index, token)
    if predicate != "admitted" or token.pos_ != "VERB":
        return False
    things = [child for child in token.rights if child.dep_ in ("attr", "oprd", "dobj")]
    if not trigger.entry.weak:
        things += [one for child in token.rights if child.lower_ == "to" for one in child.rights]
    return bool(things) and not any(_is_a_place(index, thing) for thing in things)


def _is_a_place(index: BriefIndex, thing: Token) -> bool:
    """Whether a noun's phrase is about a membership or an organisation, named or not."""
    if thing.pos_ != "NOUN" or thing.i in index.by_token or thing.i in index.date_tokens:
        return True
    near = (word for word in thing.subtree if 0 < abs(word.i - thing.i) <= LONGEST_THING)
    words = [word for word in near if word.i not in index.by_token]
    bodies = word_class("generic_organisation_noun", "membership_noun", "joining_verb")

    told = words if is_a(thing, "state_noun") else [*words, thing]
    if any(PLACES.intersection(kinds_of(word)) or word.lemma_.lower() in bodies | {"part"} for word in told):
        return True
    if any(kind in ("club", "party") for kind in kinds_of(thing)) or named_by(thing) is not None:
        return True
    if _is_owned_thing(thing):
        return False
    owning = (one for one in thing.children if one.lower_ in BELONGING or one.dep_ in OWNING)
    return any(index.kind_at(one.i) == ORGANISATION for child in owning for one in child.subtree)


@switchable(no)
def _is_owned_thing(thing: Token) -> bool:
    """Whether a noun is what somebody is to an organisation, not in it: 'the union's biggest supplier'."""
    if not any(child.tag_ == "JJS" and child.lower_ not in NEWEST for child in thing.lefts):
        return False
    lemma = thing.lemma_.lower()
    return lemma not in word_class("plural_state_noun", "entrant_noun") and not kinds_of(thing)


@switchable(no)
def _is_merely_named(token: Token) -> bool:
    """'Chad was named by the union', where it is not said as what."""
    if token.lemma_.lower() not in ("name", "designate") or token.pos_ != "VERB":
        return False
    told = {child.dep_ for child in token.children} & {"oprd", "attr", "xcomp", "ccomp"}
    return not told and not has_word(token, "as", "to")


@switchable(no)
def _is_told_by_its_clause(token: Token) -> bool:
    """'The only state that never joined the union is Chad', which the clause behind the noun tells."""
    if token.pos_ != "NOUN" or not is_a(token, "state_noun"):
        return False
    return token.dep_ in NOUN_SUBJECTS and bool(dependents(token, "relcl"))

"""Nouns of status: 'is a member of', 'became an observer', 'Uruguay, a founding member', 'the bloc's six
members, A, B ...'."""

from spacy.tokens import Token

from pipeline.language.annotations import Mention
from pipeline.language.claims.rules import syntax
from pipeline.language.claims.rules.claim_drafts import Draft
from pipeline.language.claims.rules.matter import kinds_of, matter
from pipeline.language.claims.rules.referents import Page, Referents, codes_of, entities_of, parted
from pipeline.language.claims.rules.sentences import sentence_end, sentence_start
from pipeline.language.claims.rules.slots import is_open, resolved
from pipeline.language.claims.rules.syntax import left_neighbour, right_neighbour
from pipeline.language.claims.rules.terms import status_near
from pipeline.language.registry import none_of_them, nothing, switchable, yes
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import SUBJECTS, dependent, dependents, has_word
from pipeline.lexicon import status_terms, word_class

COPULAS = dict.fromkeys(("be", "remain", "stay", "'s", "’s", "s"), "holds")
COPULAS |= {"become": "admitted", "make": "admitted"}
APPOSITION_WORDS = frozenset(
    "a an the both all itself themselves now once though already also long only fellow still each "
    "currently not yet none neither of them which whom 's ’s since never its their".split()
)


def is_status_noun(token: Token) -> bool:
    """'member', 'observers', 'candidate', not 'board member' or 'presidential candidate'."""
    if not is_a(token, "status_noun") or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    if token.lemma_ == "party" and (token.i + 1 == len(token.doc) or right_neighbour(token).lower_ != "to"):
        return False
    before = left_neighbour(token) if token.i else None
    return before is None or before.lower_ not in word_class("other_member_word")


def names_organisation(page: Page, noun: Token) -> bool:
    """Whether a status noun names its organisation in the same phrase ('an observer of the SCO')."""
    if not is_status_noun(noun):
        return False
    found = _organisation(page, noun, _phrase_head(noun))
    return found is not None and bool(found[0])


def standings(page: Page, noun: Token) -> list[Draft]:
    """The claims of a status noun, by the construction in which it stands; empty where it makes none."""
    if not is_status_noun(noun):
        return []
    if noun.lemma_ == "signatory" and (signed := _signatories(page, noun)):
        return signed
    head = _phrase_head(noun)
    found = _organisation(page, noun, head)
    if found is None:
        return []
    organisations, tokens = found
    for construction in (_coordinated, _listed, _copular, _apposed):
        drafts = construction(page, noun, head, organisations)
        if drafts is None:
            continue
        for made in drafts:
            made.organisations = made.organisations or organisations
            made.needs_organisation = not made.organisations
            made.tokens |= tokens | {noun.i}
            made.status = status_near(
                page, _left(noun), head.i + 1, made.organisations[0] if made.organisations else None
            )
            if made.status is None and noun.lemma_ in ("candidate", "partner", "associate", "observer"):
                made.status = noun.lemma_
            if not _credible(page, made, noun):
                return []
        return [made for made in drafts if made.subjects or made.needs_subject]
    return []


@switchable(none_of_them)
def _signatories(page: Page, noun: Token) -> list[Draft]:
    """'were among the signatories of the founding memorandum': they signed it."""
    behind = (child for child in dependents(noun, "prep") if child.lower_ in ("of", "to"))
    paper = next((one for child in behind for one in dependents(child, "pobj")), None)
    verb = _copula(noun)
    subject = syntax.subject(verb) if verb is not None else None
    if paper is None or "treaty" not in kinds_of(paper) or subject is None or verb is None:
        return []
    about = matter(page, paper)
    words = {page.doc[index].lower_ for index in range(*about.tokens)}
    who = page.referents(subject)
    if not who.states or not about.organisations and not words & {"founding", "accession"}:
        return []
    made = _made(noun, verb, "signed", "be_signatory", who, subject)
    made.organisations, made.needs_organisation = about.organisations, not about.organisations
    made.tokens |= {*range(*about.tokens), noun.i, verb.i}
    return [made]


@switchable(yes)
def _credible(page: Page, made: Draft, noun: Token) -> bool:
    """Partners and candidates of nobody make no claim; members need an organisation somewhere."""
    if made.status == "dialogue_partner":
        return True
    if made.needs_organisation and noun.lemma_ in ("partner", "signatory", "shareholder", "party"):
        return False
    if noun.lemma_ == "partner" and made.status == "partner":
        codes = {code.removeprefix("org:") for code in made.organisations}
        if any(key[0] in codes and status == "partner" for key, status in status_terms().items()):
            return True
        words = {token.lower_ for token in page.doc[_left(noun) : noun.i]}
        return (
            bool(words & word_class("partner_adjective"))
            or any(entities_of(m) for m in page.between(_left(noun), noun.i + 4, ("organisation",)))
            and "of" not in {right_neighbour(noun).lower_ if noun.i + 1 < len(noun.doc) else ""}
        )
    return True


def _phrase_head(noun: Token) -> Token:
    """'member state', 'candidate country': the noun that heads the phrase."""
    following = right_neighbour(noun)
    heads = is_a(following, "role_head_noun", "own_state_noun") and following.pos_ in ("NOUN", "PROPN")
    return following if heads and noun.i + 1 < sentence_end(noun) else noun


def _left(noun: Token) -> int:
    """Where the noun's own words begin on the left."""
    index = noun.i
    while index > sentence_start(noun):
        token = noun.doc[index - 1]
        if (
            token.pos_ in ("ADJ", "DET", "NUM", "ADV", "PROPN", "NOUN")
            or token.text in ("-",)
            or token.tag_ in ("POS", "PRP$", "VBG", "VBN", "HYPH")
        ):
            index -= 1
        else:
            break
    return index


def _organisation(page: Page, noun: Token, head: Token) -> tuple[tuple[str, ...], set[int]] | None:
    """Of what: after 'of', before the noun, else the context; None for another."""
    after = head.i + 1
    end = sentence_end(head)
    if noun.lemma_ == "candidate" and after + 2 < end and head.doc[after].lower_ == "for":
        behind = head.doc[after + 1 : min(after + 4, end)]
        after = next((token.i + 1 for token in behind if "membership" in kinds_of(token)), after)
    if after < end and head.doc[after].lower_ in ("of", "in", "at", "with", "to"):
        preposition = head.doc[after]
        for mention in page.between(after + 1, min(after + 9, end)):
            named = page.of_list(page.run(mention))
            if named.organisations and named.tokens:
                return named.organisations, set(range(after, named.tokens[1]))
        found = dependent(preposition, "pobj")
        if preposition.lower_ == "of" and found is not None and noun.lemma_ != "candidate":
            definite = has_word(found, "the", "this", "that", "its")
            generic = "club" in kinds_of(found) and definite or found.lower_ in ("it", "which", "them")
            if not generic or dependents(found, "prep"):
                return None
    left = _left(noun)
    _, before = parted(codes_of(page.between(left, noun.i)))
    return before, set(range(left, noun.i)) if before else set()


def _made(noun: Token, verb: Token, predicate: str, frame: str, who: Referents, token: Token | None) -> Draft:
    made = Draft(predicate, frame, noun, verb, who.states or who.organisations)
    if who.tokens:
        made.tokens.update(range(*who.tokens))
    if token is not None:
        made.tokens.add(token.i)
        made.notes.append(f"subject: “{token.text}”")
    if not made.subjects:
        made.needs_subject, made.open_subject = True, token
    return made


def _copula(head: Token) -> Token | None:
    """The copula whose attribute the noun is: 'has been a member', 'would then be the tenth member'."""
    verb = head.head
    attribute = head.dep_ in ("attr", "acomp", "oprd", "dobj", "nsubj", "xcomp", "ROOT", "pobj", "npadvmod")
    if attribute and syntax.is_verb(verb) and verb.lemma_.lower() in COPULAS and verb.i < head.i:
        return verb
    for token in reversed(head.doc[max(sentence_start(head), head.i - 8) : head.i]):
        if token.lemma_ == "make" and syntax.is_verb(token):
            return token
        copula = token.lemma_.lower() in ("be", "become", "remain") and syntax.is_verb(token)
        if copula and token.dep_ != "auxpass":
            return token
        one_of = token.lower_ == "of" and left_neighbour(token).lower_ == "one"
        if one_of or token.lower_ in ("among", "amongst"):
            continue
        another = token.pos_ == "VERB" and token.dep_ not in ("amod", "compound")
        if another or token.text in (",", ";", ":", "(") or token.pos_ == "ADP":
            return None
    return None


def _made_what(page: Page, verb: Token, head: Token) -> Token | None:
    """'made the city-state an associate': what stands between verb and noun."""
    for token in verb.doc[verb.i + 1 : head.i]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and (page.referents(token) or is_open(token)):
            return token
    return None


@switchable(nothing)
def _copular(page: Page, noun: Token, head: Token, organisations: tuple[str, ...]) -> list[Draft] | None:
    """'is a member of', 'became an observer', 'made the city an associate'."""
    verb = _copula(head)
    if verb is None:
        return None
    subject = syntax.subject(verb)
    if subject is not None and subject.lower_ == "day":
        subject = next((child for child in dependents(verb, *SUBJECTS) if child != subject), None)
    if verb.lemma_ == "make":
        subject = _made_what(page, verb, head)
    predicate = COPULAS.get(verb.lemma_.lower(), "admitted")
    ahead = any(aux.lower_ in ("will", "would", "'ll", "’ll", "shall") for aux in dependents(verb, "aux"))
    if predicate == "holds" and verb.lemma_ == "be" and ahead:
        predicate = "admitted"
    frame = f"{verb.lemma_.lower()}_{noun.lemma_.lower()}"
    if subject is None:
        finite = verb.dep_ in ("ROOT", "conj") and verb.tag_ != "VB"
        return [_made(noun, verb, predicate, frame, Referents(), verb)] if finite else None
    found = resolved(page, subject)
    if found.who.states or found.who.organisations and not set(found.who.organisations) & set(organisations):
        who = found.who
        if not who.states and noun.lemma_ in ("partner", "candidate"):
            return []
        return [_made(noun, verb, predicate, frame, who, subject)]
    open_to_context = found.open or is_open(subject)
    return [_made(noun, verb, predicate, frame, Referents(), subject)] if open_to_context else []


def _before_run(page: Page, index: int) -> list[Mention] | None:
    """The list of states that ends right before a token."""
    mention = page.ends.get(index)
    return page.run(mention) if mention is not None and entities_of(mention) else None


@switchable(nothing)
def _apposed(page: Page, noun: Token, head: Token, organisations: tuple[str, ...]) -> list[Draft] | None:
    """'Uruguay, a founding member of O', 'Russia, never a member', 'Oman, though an observer'."""
    index = _left(noun)
    while index > sentence_start(noun) and (
        page.doc[index - 1].lower_ in APPOSITION_WORDS
        or page.doc[index - 1].text in (",", "(", "—", "–", "-")
    ):
        index -= 1
        if page.doc[index].text in (",", "(", "—", "–", "-"):
            break
    else:
        index = index if index < noun.i and page.doc[index].text in (",", "(") else -1
    if index < 0:
        return None
    listed = _before_run(page, index)
    if listed is None:
        token = page.doc[index - 1] if index else None
        who = page.referents(token) if token is not None and token.pos_ in ("NOUN", "PROPN") else Referents()
        if not who.states and not who.organisations or token is None:
            return None
    else:
        who = page.of_list(listed)
        token = page.doc[page.span[id(listed[-1])][1] - 1]
    if who.organisations and set(who.organisations) <= set(organisations):
        return None
    made = _made(noun, noun, "holds", f"apposed_{noun.lemma_.lower()}", who, token)
    words = [word.lower_ for word in page.doc[index : noun.i]]
    if "none" in words or "neither" in words or "not" in words or "never" in words:
        made.polarity = "negated"
    return [] if word_class("unheld_role_word") & set(words) else [made]


OPENING = frozenset({",", ":", "—", "–", "-", "(", "--"})
NAMING_SOME = frozenset({"including", "namely", "such", "as", "like", "among", "them"})
# What may stand between a noun of status and the list of those who have it.
BEFORE_A_LIST = frozenset(
    "so far the now currently today are at present that which remain still left were until "
    "then to date".split()
)


def _of_those(page: Page, noun: Token, verb: Token, frame: str, listed: list[Mention]) -> list[Draft]:
    """What is told of those that a list names."""
    first = page.doc[page.span[id(listed[0])][0]]
    return [_made(noun, verb, "holds", frame, page.of_list(listed), first)]


@switchable(nothing)
def _coordinated(page: Page, noun: Token, head: Token, organisations: tuple[str, ...]) -> list[Draft] | None:
    """'Jordan, Egypt and other members of O': the list before holds it too."""
    index = _left(noun)
    words = [token.lower_ for token in page.doc[index : noun.i]]
    if "other" not in words or not organisations or page.doc[index - 1].lower_ not in ("and", "or"):
        return None
    listed = _before_run(page, index - 1) or _before_run(page, index - 2)
    return _of_those(page, noun, noun, f"other_{noun.lemma_.lower()}s", listed) if listed else None


@switchable(nothing)
def _listed(page: Page, noun: Token, head: Token, organisations: tuple[str, ...]) -> list[Draft] | None:
    """'its members — A, B and C', 'the bloc's six members, A', 'members such as A', 'its members are A'."""
    if head.tag_ not in ("NNS", "NNPS") and not head.lower_.endswith("s"):
        return None
    before = page.doc[_left(noun) : noun.i]
    left = [token.lower_ for token in before]
    owned = bool(organisations) or any(token.tag_ in ("PRP$", "POS") for token in before)
    if "some" in left or "other" in left:
        owned = bool(organisations) and "such" in [t.lower_ for t in page.doc[head.i : head.i + 3]]
    behind = page.doc[head.i + 1 : head.i + 3].text.lower()
    owned = owned or not {"old", "founding"}.isdisjoint(left)
    owned = owned or behind in ("that remain", "which remain", "still left")
    index, stop = head.i + 1, min(head.i + 14, sentence_end(head))
    named = [page.span[id(one)] for one in page.between(index, stop, ("organisation",))]
    organisation_ends = [last for first, last in named if first <= index + 3]
    if index < len(page.doc) and page.doc[index].lower_ == "of":
        index = organisation_ends[0] if organisation_ends else index + 1
    verb: Token | None = None
    marked = False
    while index < stop:
        token = page.doc[index]
        mention = page.starts.get(index)
        if mention is not None and mention.kind == "state" and marked:
            listed = page.run(mention)
            some = {"such", "among"} & {token.lower_ for token in page.doc[head.i : index]}
            if not owned or len(listed) < 2 and verb is None and not some:
                return None
            if mention.linked_by == "demonym" and len(listed) < 2:
                return None
            return _of_those(page, noun, verb or noun, f"listed_{noun.lemma_.lower()}s", listed)
        if token.text in OPENING or token.lower_ in NAMING_SOME:
            marked = True
        elif token.lemma_ == "be" and syntax.is_verb(token):
            verb, marked = token, True
        elif token.lower_ not in BEFORE_A_LIST:
            return None
        index += 1
    return None

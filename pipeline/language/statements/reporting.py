"""Whether a verb of saying reports at all, and anybody: no condition, command, refusal or nobody."""

from spacy.tokens import Token

from pipeline.language.grammar.stretches import subject
from pipeline.language.names.offices import office_ending, office_in
from pipeline.language.registry import no, switchable
from pipeline.language.statements.statement_drafts import Passage, Source
from pipeline.language.text.classes import is_a
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.dependencies import dependent, dependents, has_word
from pipeline.lexicon import word_class

FIRST_PERSON = ("i", "we", "us", "me")
AUTHOR = (*FIRST_PERSON, "you", "one")
ABSTRACT = ("tion", "tions", "ship", "ness", "ity", "ities", "ance", "ence", "ism", "ments")
CONDITIONS = ("if", "unless", "whether", "lest", "without")
GERUND_PREPOSITIONS = ("without", "of", "by", "from", "for", "in", "after", "before", "on", "to")
NO_SPEECH_MODALS = ("may", "might", "could", "can", "should", "must")


def reports(hit: Hit) -> bool:
    """Whether the cue reports at all: no condition, no command, no mere possibility, no refusal to say."""
    verb, kind = hit.token, hit.entries[0].kind
    auxiliaries = {child.lower_ for child in dependents(verb, "aux", "neg")}
    leading = {c.lower_ for c in dependents(verb, "mark", "advmod", "prep") if c.i < verb.i}
    if leading & set(CONDITIONS) or verb.lower_ in word_class("stative_participle") and is_state(verb):
        return False
    if verb.tag_ == "VB" and "to" in auxiliaries:
        return governed(verb, hit.entries[0])
    if kind == "speech" and auxiliaries & set(NO_SPEECH_MODALS) or refused(verb):
        return False
    if verb.dep_ == "ccomp" and refused(verb.head):
        return False  # 'has not said what she hopes to find'
    if verb.tag_ == "VBG":
        if verb.dep_ == "pcomp" and verb.head.lower_ in GERUND_PREPOSITIONS:
            return told_by_gerund(verb.head)
        if verb.dep_ in ("csubj", "nsubj", "csubjpass"):
            return False
    alone = not auxiliaries and subject(verb) is None
    if alone and verb.tag_ == "VBN" and verb.dep_ == "advcl":
        return False
    if alone and verb.tag_ == "VB" and verb.dep_ in ("ROOT", "ccomp", "advcl"):
        return False
    return not anonymity(verb)


@switchable(no)
def refused(verb: Token) -> bool:
    """Whether a word tells that somebody did not say something ('would not say how many'), or what they were
    asked before they did something else ('a pilot, asked about the fog, laughed')."""
    return verb.lemma_ in word_class("denied_cue") and negated(verb) or asked_before(verb)


def asked_before(verb: Token) -> bool:
    """Whether 'asked' is a participle between commas with a question, before the verb of who is asked."""
    doc = verb.doc
    if verb.lower_ != "asked" or verb.i == 0 or verb.nbor(-1).text != "," or verb.i + 3 >= len(doc):
        return False
    following = verb.nbor(1)
    asks = following.lower_ in ("about", "whether", "if") or following.tag_ in ("WP", "WRB", "WDT")
    if not asks and not (following.lower_ == "for" and verb.nbor(2).lower_ == "comment"):
        return False
    closing = next((t for t in doc[verb.i + 2 : len(doc) - 1] if t.text in (",", ";", ".")), verb)
    return closing.text == "," and closing.nbor(1).tag_ in ("VBD", "VBZ", "VBP")


@switchable(no)
def is_state(verb: Token) -> bool:
    """Whether a participle tells how somebody is, not what they did: 'is committed to', 'the towns committed
    to', but not 'has committed to'."""
    if verb.tag_ == "VBD":
        return False
    return not any(child.lemma_.lower() == "have" for child in dependents(verb, "aux"))


def governed(verb: Token, entry: Cue) -> bool:
    """Whether an infinitive reports by the verb that governs it: 'went on to say', but not 'wants to say'."""
    governor = verb.head
    if verb.dep_ != "xcomp" or not is_a(governor, "governing_verb"):
        return False
    if governor.pos_ == "ADJ" and "clause" not in entry.takes:
        return False  # 'is proud to announce', but not 'is proud to welcome'
    deed = entry.kind in ("speech", "document", "carrier") or governor.pos_ not in ("VERB", "AUX")
    return not deed or governor.lemma_.lower() != "want"


@switchable(no)
def told_by_gerund(preposition: Token) -> bool:
    """Whether a gerund after a preposition reports: 'fond of saying', 'joined in calling', no other."""
    governor = preposition.head
    if preposition.lower_ == "of":
        return governor.lower_ in ("fond", "tired")
    return preposition.lower_ == "in" and governor.lemma_ == "join"


def negated(verb: Token) -> bool:
    """Whether a verb is denied ('did not reply', 'nor has it replied') and takes no quotation beside it."""
    if any(t.i and t.nbor(-1).lower_ == "nor" for t in dependents(verb, "aux")):
        return True
    return any(child.dep_ == "neg" or child.lower_ == "never" for child in verb.children)


@switchable(no)
def tells_nothing(verb: Token) -> bool:
    """Whether a verb's object is nothing at all ('said nothing')."""
    return any(child.lower_ in ("nothing", "little", "none") for child in dependents(verb, "dobj"))


@switchable(no)
def anonymity(verb: Token) -> bool:
    """Whether the verb only says that somebody asked not to be named."""
    return any(
        is_a(child, "naming_verb") and has_word(child, "be") for child in dependents(verb, "xcomp", "ccomp")
    )


@switchable(no)
def authors_own(passage: Passage, source: Source | None) -> bool:
    """Whether the source is the reader, or the author if nobody is named who could be the first person."""
    if source is None or source.end - source.start > 1 or source.head.lower_ not in AUTHOR:
        return False
    if source.head.lower_ == "one" and source.head.head.tag_ == "VBD":
        return False  # 'two pilots came: one feared fog, the other said P'
    voice = passage.voices.at(source.head.idx) if source.head.lower_ in FIRST_PERSON else None
    if voice is not None and voice is passage.voices.publisher and source.head.lower_ not in ("we", "us"):
        return True
    return voice is None or source.head.lower_ in ("we", "us") and not voice.plural


@switchable(no)
def no_speaker(hit: Hit, source: Source) -> bool:
    """Whether a source says nothing by its cue: nobody, an abstraction that 'demands', or an 'I want to
    thank' that does what it says."""
    head = source.of if source.of is not None else source.head
    if head.lower_ in ("nobody", "none", "noone"):
        return True
    lemma = hit.token.lemma_.lower()
    office = office_in(head.doc, source.start, source.end, head)
    if lemma in word_class("impersonal_cue") and head.pos_ == "NOUN" and office is None:
        return head.lower_.endswith(ABSTRACT) or is_a(head, "abstraction_noun")
    if lemma in word_class("showing_verb") and head.dep_ == "csubj":
        return True  # 'Taking part underlines our commitment'
    if lemma in word_class("showing_verb") and head.pos_ == "NOUN":
        return office is None or office_ending(head.doc, head.i) is None and not head.is_title
    if head.lower_ in FIRST_PERSON and lemma in ("want", "like", "wish"):
        done = dependent(hit.token, "xcomp")
        return done is not None and is_a(done, "performed_verb")
    return False

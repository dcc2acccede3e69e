"""Deeds that are no reports, though their words could be a cue's: an application, an intention that there is
not, thanks, the denunciation of a treaty, what somebody is yet to say."""

from spacy.tokens import Token

from pipeline.language.registry import no, switchable
from pipeline.language.statements.reporting import FIRST_PERSON, NO_SPEECH_MODALS
from pipeline.language.statements.statement_drafts import Draft, Source
from pipeline.language.text.classes import is_a
from pipeline.language.text.dependencies import dependents
from pipeline.lexicon import word_class

# What stands with a verb of which nothing is done yet, or only ought to be.
TO_COME = ("will", "'ll", "’ll")
STEPS = 4  # verbs from a cue up: 'will go to Lima to meet and announce'


def is_deed(draft: Draft) -> bool:
    """Whether whoever a draft takes for a source does something by its cue and reports nothing."""
    rules = (applies, intends_nothing, leaves_treaty, gives_thanks, joined_list, lets_in, yet_to_be_said)
    return any(rule(draft) for rule in rules)


@switchable(no)
def applies(draft: Draft) -> bool:
    """Whether somebody asks, or is asked, for a place in an organisation ('asked to be let back in', 'asked
    for full membership'): an application or an invitation."""
    if not is_a(draft.cue.token, "applying_verb"):
        return False
    words = content_words(draft)
    if words and words[0].lower_ == "to":
        verb = words[0].head
        passive = verb.tag_ == "VBN" and {verb.lower_, verb.lemma_.lower()} & word_class("entrance_verb")
        return bool(passive) or is_a(verb, "joining_verb") or verb.lemma_.lower() == "return"
    plain = not any(t.pos_ in ("VERB", "AUX") for t in words)
    return plain and any(is_place(t) for t in words if t.dep_ in ("pobj", "dobj"))


def is_place(token: Token) -> bool:
    """Whether a noun that a cue takes is a place in an organisation."""
    return token.head.pos_ in ("VERB", "ADP") and is_a(token, "standing_noun")


@switchable(no)
def intends_nothing(draft: Draft) -> bool:
    """Whether an intention is only said not to exist ('has no plans to join')."""
    noun = draft.cue.token
    return is_a(noun, "intention_noun") and any(c.lower_ == "no" for c in dependents(noun, "det"))


@switchable(no)
def leaves_treaty(draft: Draft) -> bool:
    """Whether somebody denounces a treaty, which is how one leaves it."""
    if draft.cue.token.lemma_.lower() != "denounce":
        return False
    denounced = dependents(draft.cue.token, "dobj", "nsubjpass")
    return any(t.is_title and is_a(t, "treaty_noun") for t in denounced)


@switchable(no)
def gives_thanks(draft: Draft) -> bool:
    """Whether what somebody expresses is thanks, sympathy or the like, and the model alone takes it for a
    report ('expressed his gratitude for the ferry')."""
    if draft.rule != "learned":
        return False
    heads = dependents(draft.cue.token, "dobj")
    return any(is_a(t, "courtesy_noun") for t in [*heads, draft.cue.token])


@switchable(no)
def lets_in(draft: Draft) -> bool:
    """Whether several agree to let somebody in or back, which is done thereby."""
    words = content_words(draft) if draft.cue.token.lemma_.lower() == "agree" else []
    return bool(words) and words[0].lower_ == "to" and is_a(words[0].head, "letting_verb")


@switchable(no)
def joined_list(draft: Draft) -> bool:
    """Whether a source before a colon is only half of a list ('Questions and answers: the ferry')."""
    source = draft.source
    return source is not None and source.head.doc[source.end - 1].pos_ == "CCONJ"


@switchable(no)
def yet_to_be_said(draft: Draft) -> bool:
    """Whether somebody will, should or may say something, or is about to do something in order to: 'will
    stress the need', 'users should be aware that', 'will go to Lima to announce'. Who 'will continue to urge'
    does so now, and so does the first person by 'we must stress'."""
    verb = draft.cue.token
    if verb.pos_ not in ("VERB", "AUX"):
        if verb.dep_ not in ("dobj", "attr", "acomp") or not is_subject(draft.source, verb.head):
            return False
        verb = verb.head  # 'will make a statement on'
    own = draft.source is not None and draft.source.head.lower_ in FIRST_PERSON
    not_yet = TO_COME if own else (*TO_COME, "shall", *NO_SPEECH_MODALS)
    for _ in range(STEPS):
        helping = dependents(verb, "aux", "auxpass")
        if verb.tag_ not in ("VBD", "VBZ") and any(word.lower_ in not_yet for word in helping):
            return True
        bare = (
            verb.tag_ == "VB" and verb.dep_ in ("conj", "xcomp", "advcl", "acomp") and verb.head.i != verb.i
        )
        verb = verb.head
        if not bare or verb.lower_ == "continue":
            return False
    return False


def is_subject(source: Source | None, verb: Token) -> bool:
    """Whether a source is the subject of a verb."""
    return source is not None and any(child.i == source.head.i for child in verb.children)


def content_words(draft: Draft) -> list[Token]:
    """The tokens of the first piece of a content."""
    doc = draft.cue.token.doc
    span = doc.char_span(*draft.pieces[0], alignment_mode="contract")
    return list(span) if span is not None else []

"""Attributions by a verb: each cue with the forms of attribution that its entries allow, tried in order."""

from collections.abc import Iterator

from pipeline.language.grammar.stretches import Stretch, agent, expletive, is_passive, left_edge
from pipeline.language.names.offices import office_ending, office_in
from pipeline.language.registry import none_of_them, nothing, switchable
from pipeline.language.statements import contents
from pipeline.language.statements.contents import further_cue
from pipeline.language.statements.governing import clausal
from pipeline.language.statements.interrupting import parenthetical
from pipeline.language.statements.quoted import candidates, direct
from pipeline.language.statements.reporting import authors_own, no_speaker, reports
from pipeline.language.statements.sources import source_at
from pipeline.language.statements.statement_drafts import Draft, Passage, Source
from pipeline.language.text.cues import Cue, Hit
from pipeline.language.text.dependencies import dependent, dependents, has_word
from pipeline.lexicon import word_class

KINDS = frozenset({"speech", "thought", "attitude", "document", "adjective"})


def verb_statements(passage: Passage) -> Iterator[Draft]:
    """The attributions of all verb cues, at most one each."""
    for hit in passage.hits:
        entries = [entry for entry in hit.entries if entry.kind in KINDS]
        if not entries or not reports(hit):
            continue
        draft = verb_statement(passage, hit, entries)
        if draft is not None:
            yield draft


def verb_statement(passage: Passage, hit: Hit, entries: list[Cue]) -> Draft | None:
    """The attribution of one verb cue, if it makes one."""
    stretch = passage.stretches.of(hit.token.i)
    entry = entries[0]
    if is_passive(hit.token) and hit.token.dep_ != "pcomp":
        return passive(passage, hit, entry, stretch)
    sources = outer_sources(passage, hit) or list(candidates(passage, hit, stretch))
    for source in sources:
        if authors_own(passage, source):
            return None
        entry = fitting(passage, entries, source)
        if entry is None:
            continue
        quoting = "quote" in entry.takes or entry.parenthetical
        draft = direct(passage, hit, entry, source, stretch) if quoting else None
        draft = draft or parenthetical(passage, hit, entry, source, stretch)
        if draft is not None:
            return draft
    if not sources and hit.token.dep_ in ("advcl", "conj", "xcomp", "dep"):
        sources = governor_sources(passage, hit)
    fits = bool(sources) and (sources[0].start < hit.start or hit.token.pos_ in ("VERB", "AUX"))
    source = sources[0] if fits else None
    if source is None or source.start >= hit.end and source.head.dep_ != "nsubj":
        return None
    if no_speaker(hit, source):
        return None
    entry = fitting(passage, entries, source)
    draft = clausal(passage, hit, entry, source, stretch) if entry is not None else None
    swallows_source = draft is not None and source.start >= hit.end and draft.contains(source.head.idx)
    return None if swallows_source else draft


@switchable(none_of_them)
def outer_sources(passage: Passage, hit: Hit) -> list[Source]:
    """The sources of `X said that P, adding that Q` and `X said P and added Q`, 'add' hung on P."""
    verb, doc = hit.token, passage.doc
    if verb.i == 0:
        return []
    adding = verb.tag_ == "VBG" and doc[verb.i - 1].text in (",", "”", '"', "''")
    if not adding and not further_cue(verb):
        return []
    above = verb.head
    for _ in range(4):
        if above.dep_ in ("ccomp", "parataxis") and above.head.i < verb.i:
            outer = passage.hit_at(above.head.i)
            if outer is not None and outer.of_kind("speech", "thought", "attitude"):
                return list(candidates(passage, outer, passage.stretches.of(outer.token.i)))
        if above.head.i == above.i:
            return []
        above = above.head
    return []


def fitting(passage: Passage, entries: list[Cue], source: Source) -> Cue | None:
    """The entry of a cue that fits its source: what documents show is reported only of documents."""
    if source.of is None:
        office = office_in(passage.doc, source.start, source.end, source.head)
    else:
        office = office_ending(passage.doc, source.of.i)
    document = office is not None and office[0].kind == "text"
    ordered = sorted(entries, key=lambda e: (e.kind == "document") != document)
    return next((e for e in ordered if document or e.kind != "document"), None)


@switchable(none_of_them)
def governor_sources(passage: Passage, hit: Hit) -> list[Source]:
    """The sources of the cue that governs a cue without a subject: `..., X said, adding that P`."""
    head = hit.token.head
    governor = passage.hit_at(head.i)
    return list(candidates(passage, governor, passage.stretches.of(head.i))) if governor is not None else []


@switchable(nothing)
def passive(passage: Passage, hit: Hit, entry: Cue, stretch: Stretch) -> Draft | None:
    """`It is feared that P`, `X were told that P`, `P, it was announced`, `P was announced by Y`."""
    verb = hit.token
    by = agent(verb)
    source = source_at(by) if by is not None else None
    lemma = verb.lemma_.lower()
    if expletive(verb):
        found = contents.clause_right(passage, hit, stretch)
        if found is not None and "clause" in entry.takes:
            piece = passage.characters(*found)
            return Draft("impersonal", hit, entry, source, [piece]) if piece else None
        return parenthetical(passage, hit, entry, source, stretch)
    if lemma in word_class("informing_verb"):
        found = contents.clause_right(passage, hit, stretch)
        piece = passage.characters(*found) if found is not None else None
        return Draft("heard", hit, entry, source, [piece]) if piece else None
    subject_token = dependent(verb, "nsubjpass")
    if subject_token is None:
        return None
    infinitive = next((c for c in dependents(verb, "xcomp") if has_word(c, "to")), None)
    if (
        lemma in word_class("rumour_verb")
        and infinitive is not None
        and subject_token.lower_ not in ("who", "which", "that")
    ):
        piece = passage.characters(
            left_edge(infinitive),
            contents.tail_cut(passage, left_edge(infinitive), infinitive.right_edge.i + 1, verb),
        )
        if piece:
            return Draft("rumour", hit, entry, source, [piece])
    return None

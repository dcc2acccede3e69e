"""The closed vocabularies of the domain: each value with its meaning, in the order in which they are listed
to people.

They are used as the allowed values of columns, so a value that is not here is refused by the schemas.
"""

SEGMENT_KINDS = {
    "headline": "a title line",
    "news": "the report: what happened, who said what",
    "comment": "the analyst's own part, from a marker such as 'Comment:' to the next marker or the end",
    "boilerplate": "standing text about the publisher, subscriptions, copyright, navigation; never a claim",
}

MENTION_KINDS = {
    "state": "a state or territory with an ISO code, or what stands for it (demonym, capital, government)",
    "organisation": "an international organisation that states join",
    "person": "a human being, by name, office or pronoun",
    "outlet": "a news agency, newspaper, broadcaster or think tank",
    "group": "several actors without a name of their own ('some other members', 'the pair')",
    "place": "a place that stands for itself, not for a government",
    "date": "a time expression, resolved to an EDTF date where the text allows it",
}

REFERENCE_BASES = {
    "source": "the source named",
    "tables": "tables of many organisations at once, which tell presence and years at best",
    "memory": "what was remembered; the source named is where to look it up",
}

LINKS = {
    "name": "its name or full name stands in the text",
    "alias": "another name, abbreviation or old name",
    "body": "a body of an organisation, which acts and speaks for it, but is not what states join",
    "demonym": "the people or the adjective of a state",
    "capital": "a capital or seat of government, standing for the government",
    "model": "found by the statistical model alone",
    "office": "an office that one person or state holds in the brief ('the Kazakh minister')",
    "anaphora": "a pronoun or a definite phrase, resolved to something named before ('it', 'the bloc', 'the "
    "three')",
    "calendar": "a time expression that the calendar grammar resolved",
    "event": "a named event that the reference data date",
    "unlinked": "recognised, but nobody that the reference data or the brief name",
}

PREDICATES = {
    "holds": "the subject has this status",
    "seeks": "the subject wants the status",
    "declines": "the subject does not want it or gives up its bid",
    "supports": "an actor favours it",
    "opposes": "an actor is against it",
    "conditional": "an actor favours it only on conditions named",
    "undecided": "an actor is noncommittal",
    "applied": "the subject formally applied or asked",
    "invited": "the organisation invited the subject",
    "started": "the procedure of accession began",
    "signed": "an accession protocol, treaty or memorandum was signed",
    "ratified": "a state ratified the accession",
    "admitted": "the status was granted or took effect",
    "deferred": "a decision was put off, or no consensus was reached",
    "rejected": "it was refused or vetoed, as an outcome",
    "suspended": "the subject's participation was suspended",
    "reinstated": "a suspended participation was restored",
    "withdrew": "the subject ended its participation itself",
    "expelled": "others ended the subject's participation",
}

PREDICATE_KINDS = {
    "standing": "a status is held",
    "wish": "what the subject wants",
    "stance": "what an actor thinks of it",
    "step": "a step of a bid",
    "outcome": "a decision against it, or none",
    "participation": "a suspension or its end",
    "end": "the end of a status",
}

STATUSES = {
    "member": "full member",
    "observer": "observer",
    "dialogue_partner": "dialogue partner",
    "partner": "partner",
    "associate": "associate, by association agreement or associate membership",
    "candidate": "candidate, acknowledged by the organisation",
}

POLARITIES = {"affirmed": "the text says that it is so", "negated": "the text says that it is not so"}

MODALITIES = {
    "asserted": "told as a fact",
    "expected": "will, is set to, is scheduled to",
    "hoped": "hope, wish, aim",
    "possible": "may, could, is considering",
    "conditional": "if, provided, once, only after",
}

VOICES = {
    "news": "the author, in the report",
    "comment": "the author, in the analyst's part",
    "statement": "a source whom the brief quotes or paraphrases",
}

QUOTES = {
    "direct": "all of the content stands in quotation marks",
    "indirect": "none of it does",
    "mixed": "some of it does",
}

PROPOSERS = {
    "direct": "a quotation with a cue before, after or within it",
    "parenthetical": "a cue and its source after or within what is said, between commas",
    "clause": "a cue with a clause after it",
    "infinitive": "a cue with an infinitive after it ('promised to ...')",
    "gerund": "a cue with a gerund after it ('denied having ...')",
    "object": "a cue with an object ('wants a ruling')",
    "prep": "a cue with a preposition ('called for a ballot')",
    "as": "a cue with an object and 'as' ('described X as ...')",
    "colon": "a cue, or a noun such as 'answer', with a colon after it",
    "noun": "a noun that reports ('X's claim that ...')",
    "carried": "a noun that reports as the object of a verb ('expressed hope that ...')",
    "according": "'according to'",
    "words": "'in the words of', 'in X's view'",
    "relay": "an outlet that quotes somebody ('quoted X as saying')",
    "heard": "somebody who was told, by nobody in particular",
    "rumour": "'is said to', 'is believed to'",
    "impersonal": "'it is feared that', 'it was announced that'",
    "headline": "a headline with a speaker and a colon or a dash",
    "name": "a name with a colon or a dash beside a quotation",
    "turn": "a line of a transcript that begins with its speaker",
    "learned": "the trained attribution model",
}

ACTOR_KINDS = {
    "state": "a state, by ISO 3166-1 alpha-3 code",
    "organisation": "an organisation, written org:CODE",
    "group": "an unnamed group, by its noun phrase",
}

DATE_BASES = {
    "metadata": "given by the source as data (front matter, JSON field, HTML metadata)",
    "text": "stated in the brief's own text (dateline, full date)",
    "inferred": "worked out from something else than a statement of it, such as the file's name or address",
    "unknown": "nobody says; relative dates of this brief stay unresolved",
}

FORMATS = {
    "txt": "plain text",
    "md": "Markdown, with or without front matter",
    "html": "a web page",
    "jsonl": "JSON, a brief a line",
    "item": "what a source sent: a line of JSON that tells of it, then its content as it came",
    "eml": "a mail",
    "pdf": "a PDF document",
    "docx": "a Word document",
}

REJECTION_REASONS = {
    "empty": "no content, or none left after the markup was taken away",
    "binary": "not text",
    "undecodable": "text in no encoding that could be recognised",
    "oversized": "larger than the limit in the settings",
    "broken": "the format cannot be parsed (JSON, front matter)",
    "unsupported": "a format that no reader exists for",
    "unreadable": "the file could not be opened",
    "unreachable": "the address could not be fetched: no such host, no answer in time, a broken connection",
    "server_error": "the server answered with an error",
    "disallowed": "the server's robots.txt does not admit it",
    "forbidden_address": "an address that is never fetched: not http, with a user's name, or not in the "
    "internet",
    "language": "in a language that the model does not read",
    "reading_failed": "reading the brief raised an error",
    "schema": "the row breaks a rule of its table",
}

SLOTS = {
    "organisation": "what is joined or left, or has members",
    "state": "who joins or leaves an organisation that is known",
}

STAGES = {
    "landing": "taking in files and what sources send",
    "briefs": "decoding, dating and describing briefs",
    "segments": "dividing briefs into parts",
    "parsed": "the language model's parse",
    "mentions": "linking entities and dates",
    "appearances": "what a brief tells of an entity",
    "entities": "entities over all briefs",
    "unlinked_names": "names that are not known where an organisation or a state would stand",
    "unknown_names": "those names, counted",
    "statements": "attributed statements",
    "claims": "membership claims",
    "claims_doubtful": "membership claims that may be misread",
    "reference": "reference data",
    "marts": "aggregated marts",
}

ORGANISATION_KINDS = {
    "political": "political or general purpose",
    "economic": "economic union, trade pact or development body",
    "military": "alliance or security organisation",
    "financial": "bank or fund whose shareholders are states",
    "judicial": "court or law body",
    "technical": "specialised or technical agency",
    "forum": "forum or grouping without a secretariat of its own or without a treaty",
    "commodity": "producers' organisation",
}

DECISION_RULES = {
    "consensus": "every member must agree, or none object",
    "unanimity": "every member must vote or ratify in favour",
    "two_thirds": "two thirds of the members (present and voting, where the rule says so)",
    "three_quarters": "three quarters of the members",
    "majority": "more than half of the members or votes",
    "council_then_assembly": "a council recommends and an assembly decides",
    "open": "any eligible state accedes by its own act",
    "unknown": "not recorded here",
}

"""Mentions of states and organisations by something else than a name: pronouns, 'the bloc', 'the country',
'the three'.

The text is gone through once, in order. What is told is remembered (memory.py); a phrase or pronoun takes the
likeliest entity that its words admit: the noun must fit the organisation, traits the state ('the Nordic
country'), and the verb says whether a state or an organisation is meant (expectations.py). How far the text
has been read stands in course.py; what phrases mean in described.py, owned.py, counted.py and pronouns.py.
What stays uncertain gets no mention.
"""

import dataclasses
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.annotations import Mention
from pipeline.language.discourse import counted, described, owned, pronouns
from pipeline.language.discourse.course import NAMED, Course, Meant
from pipeline.language.discourse.definite import Phrase
from pipeline.language.discourse.expectations import ORGANISATION
from pipeline.language.discourse.seats import Seat, seated, seats
from pipeline.language.names.mentions import add, beginning, root_of

# By what a phrase is, who finds whom it means; those of the rest are counted.
PHRASES: dict[str, Callable[[Course, Phrase], Meant]] = {
    "organisation": described.organisation,
    "state": described.state,
    "government": described.government,
    "own": owned.owned,
    "former": counted.one_of_two,
    "latter": counted.one_of_two,
}


def read(course: Course) -> None:
    """Go through a text and find its references, in text order."""
    doc = course.doc
    inside = {token for phrase in course.phrases for token in range(phrase.first.i, phrase.last.i + 1)}
    events = [(m.start, 0, m) for m in course.named]
    events += [(phrase.first.idx, 1, phrase) for phrase in course.phrases]
    events += [(token.idx, 1, token) for token in pronouns.pronouns(doc, inside)]
    events += [(seat.first.idx, -1, seat) for seat in seats(doc)]
    for _, _, event in sorted(events, key=lambda e: (e[0], e[1])):
        if isinstance(event, Seat):
            _seat(course, event)
        elif isinstance(event, Mention):
            if event.start not in course.replaced:
                course.remember(event, root_of(doc, event))
        elif isinstance(event, Phrase):
            _phrase(course, event)
        else:
            course.tell(event, event, event, pronouns.meant(course, event))


def _seat(course: Course, seat: Seat) -> None:
    """A city in the place of the one organisation told that sits there; then it is no place."""
    told = dict.fromkeys(o.entity for o in course.memory.of_kind(ORGANISATION))
    entity = seated(seat.name, list(told))
    here = beginning(course.named, seat.first.idx, seat.first.idx + 1)
    government = any(m.kind != "place" for m in here) and seat.last.dep_ != "poss"
    if entity is not None and not government:
        course.replaced |= {m.start for m in here}
        course.tell(seat.first, seat.last, seat.last, entity)


def _phrase(course: Course, phrase: Phrase) -> None:
    """'the bloc', 'his country', 'the three'."""
    owner = described.owner(course, phrase)
    if owner is not None:
        phrase = dataclasses.replace(phrase, modifiers=())
    if described.is_no_reference(course, phrase, owner is not None):
        return
    meant = PHRASES.get(phrase.what, counted.members)(course, phrase)
    if meant and owner is not None:
        course.replaced.add(owner.start)
    course.tell(phrase.first, phrase.last, phrase.head, meant)


@Language.component("statusquo_references")
def references_component(doc: Doc) -> Doc:
    """Adds the anaphoric mentions of states and organisations to `doc._.mentions`."""
    course = Course(doc)
    read(course)
    doc._.mentions = [m for m in doc._.mentions if m.kind not in NAMED or m.start not in course.replaced]
    add(doc, course.found)
    return doc

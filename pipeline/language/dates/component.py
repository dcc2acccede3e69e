"""Mentions of time, resolved to EDTF against the publication date, the tense and the dates told before.

The forms are in date_grammar.py, the arithmetic in calendar.py. Here they are found in the text, joined to
intervals ('since May', 'from 1998 to 2003', 'by 2027') and resolved in text order. What the text does not fix
has edtf None: without a publication date 'Friday' stays unresolved, while 'that December' after a full date
does not.
"""

import bisect
import dataclasses
import datetime
import functools
import re

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline import edtf
from pipeline.language.annotations import Mention
from pipeline.language.dates import calendar
from pipeline.language.dates.calendar import Period
from pipeline.language.dates.expressions import expression_at
from pipeline.language.dates.forms import Form
from pipeline.language.dates.tense import governing_verb, in_present_perfect, told_of
from pipeline.language.dates.values import Context
from pipeline.language.names.mentions import add, span_of
from pipeline.language.names.offices import surname_at
from pipeline.language.text.dependencies import FORMAL_SUBJECTS
from pipeline.language.text.phrase_table import Phrases, words
from pipeline.lexicon import events, word_class

PREPOSITION = re.compile(
    r"(?i)\b(?P<word>ever since|since|until|till|by|from|between|before|after|prior to|as of|as from|up "
    r"to|starting"
    r"|effective)[ \u00a0\n](?:about |around |the )?$"
)
TO = re.compile(r"[ \u00a0\n](?:to|until|till|through|up to)[ \u00a0\n](?:the )?")
AND = re.compile(r"[ \u00a0\n]and[ \u00a0\n](?:the )?")
HYPHEN = re.compile(r" ?[-\u2010-\u2014] ?")
# Words before a time, before a year alone and before a month alone.
TIME_LEADS = frozenset(
    "in since until till by from to of before after during early late mid between and through or "
    "around".split()
)
LASTING = frozenset({"duration", "ever_since"})
YEAR_LEADS = TIME_LEADS | frozenset("back circa summer spring winter autumn".split())
MONTH_LEADS = TIME_LEADS | frozenset("for last".split())
# Words around a number of four digits that counts things rather than years.
COUNTED = frozenset(
    "$ € £ ¥ no. nr. number resolution about some nearly almost over around than least most only "
    "roughly usd us$".split()
)
# Words that follow 'six years after' where that counts from the last date told ('six years after, it left').
CLAUSE_ENDS = frozenset({"PUNCT", "CCONJ", "ADP", "SPACE", "SCONJ"})
SINCE = frozenset({"since", "ever since"})
YEARLESS = frozenset({"month", "day_month", "part_month", "days"})


@dataclasses.dataclass(slots=True)
class Expression:
    """A time expression found in the text, not yet resolved."""

    start: int
    end: int
    form: Form | None
    match: re.Match | None
    event: str | None = None


@functools.cache
def event_names() -> Phrases:
    """Names of dated events, also turned round ('Oslo summit', 'summit in Oslo'); the entries are names."""
    table = Phrases()
    for name in sorted({row["event"] for row in events()}):
        bare = re.sub(r"^(?:the|at the) ", "", name)
        table.add(bare, name)
        place = re.fullmatch(r"([A-Z][\w'-]+(?: [A-Z][\w'-]+)*) (summit|conference|meeting|congress)", bare)
        if place:
            for preposition in ("in", "at"):
                table.add(f"{place[2]} {preposition} {place[1]}", name)
    return table


def find(doc: Doc, text: str) -> list[Expression]:
    """All time expressions of a parsed Doc, whose text is given, in text order, without overlap."""
    found, end = [], 0
    for word in words(text):
        if word.start < end:
            continue
        best = expression_at(text, word.start, word.key)
        if best and _is_time(doc, best[0], best[1]):
            found.append(Expression(best[1].start(), best[1].end(), *best))
            end = best[1].end()
    taken = [(expression.start, expression.end) for expression in found]
    for match in event_names().matches(text):
        dated = any(
            0 <= start - match.end <= 4 for start, _ in taken
        )  # 'at the summit in Vilnius in July': the text dates it
        if not dated and not any(start < match.end and match.start < stop for start, stop in taken):
            found.append(Expression(match.start, match.end, None, None, match.entries[0]))
    return sorted(found, key=lambda expression: expression.start)


def _is_time(doc: Doc, form: Form, match: re.Match) -> bool:
    """Whether a bare year, month or weekday is one, and not a number, a verb or somebody's name."""
    if form.name == "ordinal_day":
        start = span_of(doc, match.start(), match.end()).start
        return start > 0 and doc[start - 1].lower_ in {"on", "until", "by", "since"}
    if form.name not in {"year", "month", "weekday", "years", "part_month"}:
        return True
    span = span_of(doc, match.start(), match.end())
    token = span[0]
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    if before in {"every", "each"}:
        return False
    after = span[-1].nbor(1) if span[-1].i + 1 < len(doc) else None
    if form.name in {"year", "years"}:
        if (
            after is not None
            and after.tag_ == "NNS"
            and before not in {"in", "since", "until", "during", "the"}
        ):
            return False
        follower = after.lower_ if after is not None else ""
        return before in YEAR_LEADS or not (before in COUNTED or follower in word_class("measure_word"))
    word = match.group()
    forename = after is not None and after.pos_ == "PROPN" and after.text.istitle()
    if form.name == "month" and forename:
        return before in {"in", "on", "since", "until", "by"}
    if form.name == "month" and before.rstrip(".") in word_class("person_title"):
        return False
    if form.name in {"month", "weekday"} and len(span) == 1 and surname_at(doc, token.i):
        return False
    if len(word.rstrip(".")) <= 3 and word.lower() != "may":
        return before == "on" or (after is not None and after.like_num)
    if word in {"May", "March", "MAY", "MARCH"}:
        return before in MONTH_LEADS
    return True


class _Resolver:
    """Resolves the expressions of one Doc in text order, remembering the dates told."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.published: datetime.date | None = doc._.published_on
        self.anchor: Period | None = None
        self.last_day: Period | None = None
        self.sentences = [sentence.start_char for sentence in doc.sents]
        self.told_in = 0
        self.near: Period | None = None
        self.near_verb: Token | None = None
        self.sentence_end = 0

    def context(self, expression: Expression) -> Context:
        @functools.cache
        def span() -> Span:
            return span_of(self.doc, expression.start, expression.end)

        near = self.near if self.near and self._goes_on(governing_verb(span())) else None
        return Context(
            self.published,
            lambda: told_of(span()),
            lambda: in_present_perfect(span()),
            self.anchor,
            self._day(expression),
            near,
        )

    def _goes_on(self, verb: Token | None) -> bool:
        """Whether a verb goes on with the story of the date told last; one with a subject of its own does not
        after a bare year ('it applied in 2012, and in February the council put it off')."""
        other = (
            verb is not None and verb != self.near_verb and any(t.dep_ in FORMAL_SUBJECTS for t in verb.lefts)
        )
        return _continues(verb, self.near_verb) and not (
            other and self.near is not None and self.near.grain == "year"
        )

    def _day(self, expression: Expression) -> Period | None:
        """What 'the same day' goes back to: the last date if it was told in this sentence or the one before,
        else the last single day."""
        return self.anchor if self._is_just_told(expression) else self.last_day

    def _is_just_told(self, expression: Expression) -> bool:
        """Whether the last date was told in the sentence of an expression or in the one before."""
        here = bisect.bisect_right(self.sentences, expression.start)
        return self.anchor is not None and here - self.told_in <= 1

    def period(self, expression: Expression) -> Period | None:
        """What an expression comes to by itself."""
        token = span_of(self.doc, expression.start, expression.end)[0]
        if expression.start >= self.sentence_end:
            self.near, self.sentence_end = None, token.sent.end_char
        if expression.event:
            return self._event(expression.event)
        if expression.form is None or expression.match is None:
            return None
        if expression.form.name in {"later", "unit_next_to"} and self._of_an_event(expression):
            return None
        if expression.form.name == "until_then" and not self._is_just_told(expression):
            return None
        return expression.form.value(expression.match, self.context(expression))

    def _of_an_event(self, expression: Expression) -> bool:
        """'six years after the coup': counted from something else than the last date told."""
        if expression.match is None or expression.match["order"].lower() not in {"after", "before"}:
            return False
        following = self._token_after(expression.end)
        return following is not None and following.pos_ not in CLAUSE_ENDS

    def _token_after(self, end: int) -> Token | None:
        last = span_of(self.doc, end - 1, end)[-1]
        return last.nbor(1) if last.i + 1 < len(self.doc) else None

    def _event(self, name: str) -> Period | None:
        """A named event. Of several of the name, those of an organisation that the brief names; of these the
        nearest to the publication; None where two organisations held one, or nobody knows when the brief was
        written."""
        rows = [row for row in events() if row["event"] == name]
        told = {mention.entity for mention in self.doc._.mentions if mention.kind == "organisation"}
        rows = [row for row in rows if f"org:{row['org']}" in told] or rows
        if len(rows) > 1 and (self.published is None or len({row["org"] for row in rows}) > 1):
            return None
        days = [edtf.parse(row["held_on"]) for row in rows]
        held = [Period(d.first, d.last, "day") for d in days if d.first and d.last]
        published = self.published
        if published is not None:
            held.sort(key=lambda period: abs((period.first - published).days))
        return held[0] if held else None

    def told(self, period: Period | None, expression: Expression, *, lasting: bool = False) -> None:
        """Remember a date for what follows; of what is lasting since then no story goes on from there."""
        if period is None:
            return
        self.anchor, self.near = period, None if lasting else period
        self.told_in = bisect.bisect_right(self.sentences, expression.start)
        self.near_verb = governing_verb(span_of(self.doc, expression.start, expression.end))
        if period.grain == "day" and period.first == period.last:
            self.last_day = period


def _continues(verb: Token | None, earlier: Token | None) -> bool:
    """Whether a verb goes on with the story of an earlier one: the same verb or one coordinated with it."""
    while verb is not None and earlier is not None:
        if verb.i == earlier.i:
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def resolve(doc: Doc) -> list[Mention]:
    """The date mentions of a parsed Doc, in text order."""
    text = doc.text  # put together from the tokens at each call
    resolver, found, expressions, index = _Resolver(doc), [], find(doc, text), 0
    while index < len(expressions):
        expression = expressions[index]
        following = expressions[index + 1] if index + 1 < len(expressions) else None
        lead = PREPOSITION.search(text, max(0, expression.start - 16), expression.start)
        word = lead["word"].lower() if lead else None
        if following and _joins(text, word, expression, following):
            value = _range(resolver, expression, following)
            start = lead.start() if lead and word in {"from", "between"} else expression.start
            found.append(_mention(start, following.end, value))
            index += 2
            continue
        shared = following if following and _shares_year(text, expression, following) else None
        period = _before(resolver, expression, shared) if shared else resolver.period(expression)
        resolver.told(period, expression, lasting=word in SINCE or _lasts(expression))
        found.append(_lead(lead, word, expression, period))
        index += 1
    return found


def _lasts(expression: Expression) -> bool:
    """'For five years', 'ever since': what it is the date of goes on."""
    return expression.form is not None and expression.form.name in LASTING


def _lead(lead: re.Match | None, word: str | None, expression: Expression, period: Period | None) -> Mention:
    """The mention of one expression with the preposition before it."""
    value = period.edtf() if period else None
    if _lasts(expression):
        return _mention(expression.start, expression.end, edtf.starting(value) if value else None)
    if expression.form is not None and expression.form.name == "until_then":
        return _mention(expression.start, expression.end, edtf.ending(value) if value else None)
    begin = lead.start() if lead else expression.start
    if word in {"since", "ever since", "from", "as of", "as from", "starting", "effective"}:
        return _mention(begin, expression.end, edtf.starting(value) if value else None)
    if word == "by" and period and expression.form is not None and expression.form.name == "part_year":
        return _mention(begin, expression.end, edtf.ending(str(period.last.year)))
    if word in {"until", "till", "by", "up to"}:
        return _mention(begin, expression.end, edtf.ending(value) if value else None)
    if word in {"before", "prior to"} and period:
        if expression.match and (expression.match.groupdict().get("part") or "").lower() in {"end", "close"}:
            return _mention(begin, expression.end, edtf.ending(value) if value else None)
        return _mention(
            begin, expression.end, edtf.ending(calendar.one(calendar.moved(period.first, -1)).edtf())
        )
    if word == "after" and period:
        return _mention(
            begin, expression.end, edtf.starting(calendar.one(calendar.moved(period.last, 1)).edtf())
        )
    return _mention(expression.start, expression.end, value, "event" if expression.event else "calendar")


def _mention(start: int, end: int, value: str | None, linked_by: str = "calendar") -> Mention:
    valid = value is not None and edtf.is_valid(value)
    return Mention(start, end, "date", linked_by if valid else "unlinked", edtf=value if valid else None)


def _joins(text: str, word: str | None, first: Expression, second: Expression) -> bool:
    """Whether two expressions are the ends of one interval."""
    gap = text[first.end : second.start]
    if word == "from" and TO.fullmatch(gap):
        return True
    if word == "between" and AND.fullmatch(gap):
        return True
    if first.form is None or second.form is None:
        return False
    dated = {"month", "month_year", "day_month", "full"}
    return bool(HYPHEN.fullmatch(gap)) and first.form.name in dated and second.form.name in dated


def _shares_year(text: str, first: Expression, second: Expression) -> bool:
    """'in March and April 2021', 'on 3 May and 5 June 2021': the year is said once."""
    if first.form is None or second.form is None or first.form.name not in YEARLESS:
        return False
    return bool(AND.fullmatch(text[first.end : second.start])) and second.form.name in {"month_year", "full"}


def _before(resolver: _Resolver, first: Expression, second: Expression) -> Period | None:
    """An expression without a year, read as the last one before another that has a year."""
    later = resolver.period(second)
    if later is None or first.match is None or first.form is None:
        return resolver.period(first)
    return first.form.value(first.match, Context(later.first, lambda: "past", lambda: False))


def _range(resolver: _Resolver, first: Expression, second: Expression) -> str | None:
    """The interval from one expression to another, in EDTF; None for an unknown end or disorder."""
    yearless = [one.form is not None and one.form.name in YEARLESS for one in (first, second)]
    if yearless == [True, False] and second.form is not None:
        begin, end = _before(resolver, first, second), resolver.period(second)
    else:
        begin = resolver.period(first)
        resolver.told(begin, first)
        end = resolver.period(second)
        backwards = begin is not None and end is not None and end.last < begin.first
        if begin and backwards and yearless[1] and second.form and second.match:
            end = second.form.value(second.match, Context(begin.last, lambda: "future", lambda: False))
    resolver.told(end, second)
    period = calendar.between(begin, end) if begin and end else None
    return period.edtf() if period else None


@Language.component("statusquo_dates")
def dates_component(doc: Doc) -> Doc:
    """Adds the date mentions to `doc._.mentions`."""
    add(doc, resolve(doc))
    return doc

"""What is known beforehand: states, organisations, statuses, outlets, events, membership history, with
sources."""

import datetime

import pandera.polars as pa
import polars as pl

from schemas.table import EDTF_PATTERN, ENTITY_PATTERN, ORGANISATION_PATTERN, QID_PATTERN, Table, column
from schemas.vocabulary import (
    DECISION_RULES,
    ORGANISATION_KINDS,
    PREDICATE_KINDS,
    PREDICATES,
    REFERENCE_BASES,
    STATUSES,
)

ISO3 = r"^[A-Z]{3}$"


class WikidataItems(Table):
    """What holds in every table whose rows are items of Wikidata: columns `qid` and `qid_source`."""

    @pa.dataframe_check(
        error="column qid: an earlier row has this Wikidata id; correct one or leave it empty"
    )
    def qid_is_its_own(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """No two rows are one item of Wikidata; empty ids are unknown, not alike."""
        return data.lazyframe.select(pl.col("qid").is_null() | pl.col("qid").is_first_distinct())

    @pa.dataframe_check(
        error="column qid_source: a Wikidata id needs the source that gives it, and a source its id"
    )
    def qid_has_its_source(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """An id that nobody can look up is not entered."""
        return data.lazyframe.select(pl.col("qid").is_null() == pl.col("qid_source").is_null())


class States(WikidataItems):
    """States and territories of ISO 3166-1, Kosovo as XKX, and the Soviet Union as SUN (ISO 3166-3)."""

    iso3: str = column("ISO 3166-1 alpha-3 code; XKX for Kosovo.", unique=True, str_matches=ISO3)
    iso2: str = column("ISO 3166-1 alpha-2 code; XK for Kosovo.", unique=True)
    name: str = column("Common English name.")
    official_name: str = column("Official English name.", nullable=True)
    capital: str = column("Capital or seat of government.", nullable=True)
    qid: str = column("Wikidata id, where known.", nullable=True, str_matches=QID_PATTERN)
    qid_source: str = column(
        "Which files of which public repositories give that id for that state, '; ' between.", nullable=True
    )
    began_on: datetime.date = column(
        "The first day of a state that began after 1945; null for older ones and territories.", nullable=True
    )
    dissolved_on: datetime.date = column("The last day of a state that is no more.", nullable=True)
    continued_by: str = column(
        "The state that continues its seats, and that its names mean after that day.",
        nullable=True,
        str_matches=ISO3,
    )

    class Config(Table.Config):
        name = "states"
        metadata = {"schema": "reference", "grain": "a state or territory", "key": ["iso3"]}


class StateAliases(Table):
    """All that stands for a state in a text."""

    alias: str = column("The words, as they are written.")
    iso3: str = column("The state.", str_matches=ISO3)
    kind: str = column(
        "What kind of word it is.",
        allowed={
            "name": "a name or short name",
            "old_name": "a former name",
            "demonym": "the people, singular or plural",
            "adjective": "the adjective",
            "capital": "the capital",
            "seat": "a seat of government, parliament or building that stands for it",
            "epithet": "a phrase that stands for it ('the Islamic Republic')",
        },
    )
    caution: str = column(
        "Set where the words often mean something else (Georgia, Jordan, Turkey, Washington): what else.",
        nullable=True,
    )

    class Config(Table.Config):
        name = "state_aliases"
        metadata = {
            "schema": "reference",
            "grain": "an alias of a state",
            "key": ["alias", "iso3", "kind"],
            "references": {"iso3": "reference.states.iso3"},
        }


class Organisations(WikidataItems):
    """International organisations that states join, with how they decide on admission."""

    org: str = column(
        "The organisation's code: its usual abbreviation in capitals.",
        unique=True,
        str_matches=ORGANISATION_PATTERN,
    )
    name: str = column("Full English name.")
    kind: str = column("What it is.", allowed=ORGANISATION_KINDS)
    founded_on: str = column(
        "When it was founded, in EDTF; a predecessor counts where its members carried over (EEC, OAU, CSCE).",
        nullable=True,
        str_matches=EDTF_PATTERN,
    )
    dissolved_on: str = column(
        "When it ended, in EDTF; null while it exists.", nullable=True, str_matches=EDTF_PATTERN
    )
    decision_rule: str = column("How it decides on admitting a state.", allowed=DECISION_RULES)
    decision_rule_source: str = column("The article or document that says so.", nullable=True)
    seat: str = column("City of its secretariat.", nullable=True)
    nouns: str = column(
        "Common nouns that a text may use for it, separated by '|' ('bloc|alliance').", nullable=True
    )
    qid: str = column("Wikidata id, where known.", nullable=True, str_matches=QID_PATTERN)
    qid_source: str = column(
        "Which list or file of which public repository gives that id for a body of that name.", nullable=True
    )

    class Config(Table.Config):
        name = "organisations"
        metadata = {"schema": "reference", "grain": "an organisation", "key": ["org"]}


class OrganisationAliases(Table):
    """All names of an organisation."""

    alias: str = column("The words, as they are written.")
    org: str = column("The organisation.", str_matches=ORGANISATION_PATTERN)
    kind: str = column(
        "What kind of name it is.",
        allowed={
            "name": "a full or short name",
            "abbreviation": "an abbreviation",
            "old_name": "a former name or predecessor's",
            "member_noun": "what a member is called ('eurozone country')",
            "body": "one of its bodies that acts for it",
        },
    )
    case_sensitive: bool = column("Whether case must match (abbreviations, common words).")

    class Config(Table.Config):
        name = "organisation_aliases"
        metadata = {
            "schema": "reference",
            "grain": "an alias of an organisation",
            "key": ["alias", "org"],
            "references": {"org": "reference.organisations.org"},
        }


class Statuses(Table):
    """Each organisation's own terms for a state's place in it, with the class of each and when it was in
    use."""

    org: str = column("The organisation; '*' for terms of general use.")
    term: str = column("The term, in lower case ('dialogue partner', 'acceding country').")
    status: str = column("The class that the term belongs to.", allowed=STATUSES)
    used_from: str = column(
        "First day or year of use, in EDTF; null if since the beginning.",
        nullable=True,
        str_matches=EDTF_PATTERN,
    )
    used_to: str = column(
        "Last day or year of use, in EDTF; null if still in use.", nullable=True, str_matches=EDTF_PATTERN
    )
    successor: str = column("The term that replaced it, if one did.", nullable=True)
    note: str = column("Source or remark.", nullable=True)

    class Config(Table.Config):
        name = "statuses"
        metadata = {"schema": "reference", "grain": "a term of an organisation", "key": ["org", "term"]}


class Outlets(Table):
    """News agencies, newspapers, broadcasters and think tanks that briefs name."""

    outlet_id: str = column("Id: outlet:slug.", unique=True, str_matches=r"^outlet:[a-z0-9-]+$")
    name: str = column("Its usual name.")
    aliases: str = column("Other names, separated by '|'.", nullable=True)
    kind: str = column(
        "What it is.",
        allowed={
            "agency": "news agency",
            "newspaper": "newspaper or magazine",
            "broadcaster": "radio or television",
            "online": "online medium",
            "think_tank": "research institute",
        },
    )
    iso3: str = column("The state it is based in.", nullable=True, str_matches=ISO3)
    state_owned: bool = column("Whether it belongs to a state.", nullable=True)

    class Config(Table.Config):
        name = "outlets"
        metadata = {"schema": "reference", "grain": "an outlet", "key": ["outlet_id"]}


class Events(Table):
    """Named events that date what is said to have happened at them ('the Samarkand summit')."""

    event: str = column("The words by which texts call it.")
    org: str = column("The organisation whose event it was.", nullable=True, str_matches=ORGANISATION_PATTERN)
    held_on: str = column("When it was held, in EDTF.", str_matches=EDTF_PATTERN)
    source: str = column("Where that is from.")

    class Config(Table.Config):
        name = "events"
        metadata = {"schema": "reference", "grain": "a named event", "key": ["event", "held_on"]}


class MembershipHistory(Table):
    """Dated facts of membership from outside the briefs, each with its source, the source's term and its
    class."""

    iso3: str = column(
        "The state, by its code; an organisation that is a member itself as org:CODE.",
        str_matches=ENTITY_PATTERN,
    )
    org: str = column("The organisation.", str_matches=ORGANISATION_PATTERN)
    term: str = column(
        "The status as the source words it (member, observer, applicant, invitee, negotiating, suspended "
        "...)."
    )
    status: str = column(
        "The class of a standing status; null for stages of a bid and for suspensions.",
        allowed=STATUSES,
        nullable=True,
    )
    from_edtf: str = column(
        "When it began, in EDTF, to the precision that the source gives.", str_matches=EDTF_PATTERN
    )
    to_edtf: str = column(
        "When it ended, in EDTF; null if it had not when the source told. DAY/.. where it ended some time "
        "after DAY, the last on which a source confirms it.",
        nullable=True,
        str_matches=EDTF_PATTERN,
    )
    to_known: bool = column("False where it is known to have ended, but not when.")
    basis: str = column("What the row rests on.", allowed=REFERENCE_BASES)
    source: str = column("Where the fact is from.")

    class Config(Table.Config):
        name = "membership_history"
        metadata = {
            "schema": "reference",
            "grain": "a status of a state in an organisation from a day on",
            "key": ["iso3", "org", "term", "from_edtf"],
            "references": {"org": "reference.organisations.org"},
        }


class EarlyMembers(Table):
    """Places in organisations that are older than the state that has them: of territories, founders, and
    those for whom somebody else signed."""

    iso3: str = column("The state, by its code.", str_matches=ISO3)
    org: str = column("The organisation.", str_matches=ORGANISATION_PATTERN)
    reason: str = column("How it came to have a place before it began.")

    class Config(Table.Config):
        name = "early_members"
        metadata = {
            "schema": "reference",
            "grain": "a place that is older than the state",
            "key": ["iso3", "org"],
            "references": {"iso3": "reference.states.iso3", "org": "reference.organisations.org"},
        }


class Coverage(Table):
    """Complete lists of an organisation's states: within the window, who is not listed has no such status."""

    org: str = column("The organisation.", str_matches=ORGANISATION_PATTERN)
    status: str = column(
        "The class of status whose list is complete.",
        allowed=STATUSES | {"suspended": "suspensions", "any": "every status that the organisation grants"},
    )
    complete_from: str = column(
        "The first day of the window, in EDTF; usually the foundation.", str_matches=EDTF_PATTERN
    )
    complete_to: str = column(
        "The last day of the window, in EDTF; null while the list is kept.",
        nullable=True,
        str_matches=EDTF_PATTERN,
    )
    basis: str = column("What the list rests on.", allowed=REFERENCE_BASES)
    source: str = column("Where the whole list can be looked up.")

    class Config(Table.Config):
        name = "coverage"
        metadata = {
            "schema": "reference",
            "grain": "a complete list",
            "key": ["org", "status", "complete_from"],
            "references": {"org": "reference.organisations.org"},
        }


class Voting(Table):
    """How admission is decided where the rule alone does not tell: vetoes, whose members vote, weights,
    practice."""

    org: str = column("The organisation.", unique=True, str_matches=ORGANISATION_PATTERN)
    practice: str = column(
        "How it decides in practice, where that differs from the written rule.",
        allowed=DECISION_RULES,
        nullable=True,
    )
    veto_holders: str = column(
        "States each of which can stop an admission alone, separated by '|', where not all members can.",
        nullable=True,
        str_matches=r"^[A-Z]{3}(?:\|[A-Z]{3})*$",
    )
    electorate: str = column(
        "Whose members decide, where not its own: an organisation, or several joined by '&' for who is in "
        "all.",
        nullable=True,
    )
    votes: str = column(
        "What a vote weighs; null for one each.",
        allowed={"capital": "votes by shares of capital", "population": "votes by population as well"},
        nullable=True,
    )
    source: str = column("The article or document that says so.")

    class Config(Table.Config):
        name = "voting"
        metadata = {
            "schema": "reference",
            "grain": "an organisation",
            "key": ["org"],
            "references": {"org": "reference.organisations.org"},
        }


class Predicates(Table):
    """What each predicate is, for the reading and for the marts: its kind, its place in a bid, what it leaves
    the subject with, whether it has an actor, and whether it happens on a day."""

    predicate: str = column("The predicate.", unique=True, allowed=PREDICATES)
    kind: str = column("What it tells.", allowed=PREDICATE_KINDS)
    stage: str = column("The stage of a bid that it reaches.", nullable=True)
    stage_number: int = column(
        "The stage's place in the order of stages; 3 is candidacy, which is 'admitted' with that status.",
        nullable=True,
        ge=1,
    )
    taken_by: str = column(
        "Who takes the step.",
        nullable=True,
        allowed={
            "subject": "who wants in",
            "organisation": "who lets in",
            "members": "its members, each for itself",
        },
    )
    closes_bid: bool = column("Whether it ends a bid without success.")
    moves_to: str = column(
        "What holds of the subject from then on.",
        nullable=True,
        allowed={
            "status": "the claim's status",
            "none": "no status any more",
            "suspended": "its participation is suspended",
        },
    )
    actor: str = column(
        "Whether someone other than the subject is told as doing it.",
        allowed={"needed": "always", "possible": "where one is told", "none": "never"},
    )
    dated: bool = column("Whether it happens on a day (an event) rather than lasts.")

    class Config(Table.Config):
        name = "predicates"
        metadata = {"schema": "reference", "grain": "a predicate", "key": ["predicate"]}

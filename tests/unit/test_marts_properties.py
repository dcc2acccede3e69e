"""What holds of the reconciliation whatever the claims: order does not matter, weaker never removes stronger,
the past stays."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline import marts
from tests.unit.marts_corpus import brief, claim, history, statement, timeline, warehouse

# The same few examples each time. A failing one is not shrunk: it is a hundred independent subjects already,
# and the assertion names those that fail.
FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

DAYS = [f"{year}-{month:02}-15" for year in range(2010, 2017) for month in (2, 8)]
WHENS = [
    None,
    None,
    "2009",
    "2011",
    "2012-03",
    "2013-06-01",
    "2014",
    "2010/..",
    "2012/..",
    "2011/2013",
    "../2012",
]
HISTORIES = (
    (),
    (("member", "2012", None),),
    (("observer", "2009", "2013-06-01"), ("member", "2013-06-01", None)),
)

told = st.fixed_dictionaries(
    {
        "published_on": st.sampled_from(DAYS),
        "predicate": st.sampled_from(
            ["holds", "holds", "holds", "admitted", "admitted", "withdrew", "suspended", "reinstated"]
        ),
        "status": st.sampled_from(["observer", "partner", "member", "member", "candidate"]),
        "when": st.sampled_from(WHENS),
        "polarity": st.sampled_from(["affirmed", "affirmed", "affirmed", "negated"]),
        "voice": st.sampled_from(["news", "comment", "statement"]),
        "modality": st.sampled_from(["asserted", "asserted", "asserted", "hoped"]),
    }
)
# One example is a warehouse of many subjects, each with a few claims and perhaps a history: building one
# costs about a second.
pairs = st.lists(
    st.tuples(st.lists(told, min_size=1, max_size=8), st.sampled_from(HISTORIES)), min_size=15, max_size=15
)


def tables(subjects: list[tuple[list[dict], tuple]], *, first: int = 0) -> dict[str, list[dict]]:
    """Rows of the corpus: a subject for each item, each claim in a brief of its own, numbered from
    `first`."""
    briefs, statements, claims, histories = [], [], [], []
    for position, (specifications, reference_rows) in enumerate(subjects):
        subject = f"N{chr(65 + position // 26)}{chr(65 + position % 26)}"
        histories += [
            history(subject, "SCO", status, status, begins, ends) for status, begins, ends in reference_rows
        ]
        for number, given_claim in enumerate(specifications, first):
            name = f"brief {subject} {number}"
            briefs.append(brief(name, given_claim["published_on"]))
            said = None
            if given_claim["voice"] == "statement":
                said = f"statement {subject} {number}"
                statements.append(statement(said, name, f"Speaker {number}"))
            claims.append(
                claim(
                    name,
                    given_claim["predicate"],
                    subject,
                    "SCO",
                    status=given_claim["status"],
                    when=given_claim["when"],
                    polarity=given_claim["polarity"],
                    modality=given_claim["modality"],
                    voice=given_claim["voice"],
                    said=said,
                )
            )
    return {"briefs": briefs, "statements": statements, "claims": claims, "membership_history": histories}


def joined(one: dict[str, list[dict]], other: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """The rows of both, the reference history once."""
    return {name: one[name] + (other[name] if name != "membership_history" else []) for name in one}


@FEW
@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter_and_every_check_holds(subjects, random):
    rows = tables(subjects)
    one = warehouse(**rows)
    other = warehouse(**{name: random.sample(found, len(found)) for name, found in rows.items()})
    for mart in marts.MARTS:
        made = mart.model.validate(marts.build(mart.name, one), lazy=True)
        assert made.equals(marts.build(mart.name, other)), mart.name
    assert {name: found.rows() for name, found in marts.checks(one).items() if found.height} == {}


@FEW
@given(
    pairs,
    st.lists(
        st.fixed_dictionaries(
            {
                "published_on": st.sampled_from(DAYS),
                "predicate": st.sampled_from(["holds", "withdrew", "admitted"]),
                "status": st.sampled_from(["observer", "partner", "member"]),
                "when": st.sampled_from([None, "2010/..", "2011", "2013-06-01"]),
                "polarity": st.sampled_from(["affirmed", "negated"]),
                "voice": st.just("statement"),
                "modality": st.just("asserted"),
            }
        ),
        min_size=15,
        max_size=15,
    ),
)
def test_a_weaker_claim_never_removes_a_stronger_one(subjects, weaker):
    """Statements, the weakest voice, join claims of the author's news: what ruled a day on news or history
    still does.

    Acts may bring news of a later day (a withdrawal after the last sighting): that takes nothing away from
    the days before, which is what is compared. A denial may lose its effect where another status is told
    ('not a member' says nothing against an observer), but what it denies must not rule.
    """
    strong = tables(
        [([specification | {"voice": "news"} for specification in found], rows) for found, rows in subjects]
    )
    weak = tables([([specification], ()) for specification in weaker], first=100)
    ruling = "SELECT fact_id FROM marts.reconciliation WHERE verdict IN ('begins', 'supports')"
    harmless = """
        SELECT idle.fact_id
        FROM marts.reconciliation AS idle
        ASOF LEFT JOIN (FROM marts.reconciliation WHERE ruling IS NOT NULL) AS other
            ON other.subject = idle.subject AND other.org = idle.org AND other.track = idle.track
            AND other.placed_on <= idle.placed_on
        WHERE idle.verdict = 'idle' AND other.ruling IS DISTINCT FROM idle.value
    """
    before = warehouse(**strong)
    after = warehouse(**joined(strong, weak))
    kept = {fact for sql in (ruling, harmless) for (fact,) in after.execute(sql).fetchall()}
    assert {fact for (fact,) in before.execute(ruling).fetchall()} - kept == set()


@FEW
@given(pairs, pairs)
def test_the_past_as_known_then_does_not_change(earlier, later):
    """What was known by a day stays the same, to the confidence, when briefs come that were published after
    it."""
    early = tables(earlier)
    late = tables(
        [
            (
                [
                    specification | {"published_on": specification["published_on"].replace("201", "202", 1)}
                    for specification in found
                ],
                (),
            )
            for found, _ in later
        ],
        first=100,
    )
    question = "FROM status_on(DATE '2014-06-30', 'SCO', DATE '2017-01-01') ORDER BY ALL"
    before, after = warehouse(**early), warehouse(**joined(early, late))
    assert before.execute(question).fetchall() == after.execute(question).fetchall()
    # Known by the end of time, the timeline is the published one; confidence alone goes on falling.
    published = "subject, org, track, interval_number, status, from_first, from_last, to_first, to_last, ongoing, last_confirmed_on, known_since"
    assert (
        after.execute(
            f"SELECT {published} FROM membership_intervals(DATE '2100-01-01', 'SCO') ORDER BY ALL"
        ).fetchall()
        == after.execute(f"SELECT {published} FROM marts.membership_timeline ORDER BY ALL").fetchall()
    )


def test_a_stronger_claim_does_remove_a_weaker_one():
    """The counterpart: what the properties protect is strength, not seniority."""
    weak = {
        "published_on": "2010-02-15",
        "predicate": "holds",
        "status": "observer",
        "when": None,
        "polarity": "affirmed",
        "voice": "comment",
        "modality": "asserted",
    }
    strong = weak | {"published_on": "2010-08-15", "status": "member", "voice": "news"}
    connection = warehouse(**tables([([weak, strong, weak | {"published_on": "2011-02-15"}], ())]))
    assert timeline(connection, "NAA", "SCO") == [
        ("observer", "../2010-02-15", "2010-02-15/2010-08-15"),
        ("member", "2010-02-15/2010-08-15", None),
    ]

"""What the report shows, asked of the published file once."""

import dataclasses
import datetime
from typing import Any

import duckdb

Row = dict[str, Any]

QUERIES = {
    "status": "FROM marts.membership_status ORDER BY org, subject_name, subject",
    "timeline": "FROM marts.membership_timeline ORDER BY org, subject_name, subject, track, interval_number",
    "bids": "FROM marts.bids WHERE basis <> 'reference' "
    "ORDER BY blocked DESC, last_told_on DESC, org, subject, status, round",
    "positions": "FROM marts.positions ORDER BY org, subject, stance, actor",
    "contradictions": "FROM marts.contradictions ORDER BY place",
    "changes": "FROM marts.changes JOIN marts.news USING (change_id) "
    "ORDER BY is_history, weight DESC, ingested_on DESC, org, subject, kind, what, change_id",
    "history": "SELECT *, concat_ws('|', iso3, org, term, coalesce(from_edtf, '..')) AS reference_id "
    "FROM reference.membership_history ORDER BY org, from_edtf, term, reference_id",
    "briefs": "FROM raw.briefs ORDER BY published_on DESC NULLS LAST, title, brief_id",
    "known": "SELECT max(known_on) AS known_on FROM marts.brief_digest HAVING count(*) > 0",
    "claims": "SELECT claims.*, speaker, speaker_country, via, correction FROM staging.claims AS claims "
    "LEFT JOIN staging.statements USING (statement_id) "
    "LEFT JOIN (SELECT claim_id, correction FROM marts.claim_evidence) USING (claim_id) "
    "ORDER BY evidence_start, evidence_end, claim_id",
    "statements": "FROM staging.statements ORDER BY statement_id",
    "organisations": "FROM reference.organisations ORDER BY org",
}


@dataclasses.dataclass(frozen=True)
class Data:
    """The rows of each of QUERIES by its name, names of states and organisations, and the day of the last
    brief."""

    rows: dict[str, list[Row]]
    names: dict[str, str]
    now: datetime.date | None

    def __getitem__(self, name: str) -> list[Row]:
        return self.rows[name]

    def of(self, name: str, **values: str) -> list[Row]:
        """The rows of a query that have the values in their columns."""
        return [row for row in self.rows[name] if all(row[key] == value for key, value in values.items())]

    def name(self, code: str) -> str:
        """The name of a state or an organisation; what it is given where nobody has that code."""
        return self.names.get(code, code)


def gathered(connection: duckdb.DuckDBPyConnection) -> Data:
    """All that the report shows. Raises duckdb.Error where the file is of another version."""
    rows = {}
    for name, sql in QUERIES.items():
        result = connection.execute(sql)
        columns = [column[0] for column in result.description]
        rows[name] = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
    names = dict(
        connection.execute(
            "SELECT iso3, name FROM reference.states "
            "UNION ALL SELECT 'org:' || org, name FROM reference.organisations"
        ).fetchall()
    )
    last = max((row["known_on"] for row in rows["known"]), default=None)
    return Data(rows, names, last)

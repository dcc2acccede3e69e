"""The parse: spaCy's Docs of a day's briefs, kept so that rules can be run again without parsing again."""

import dagster as dg

from assets.partitions import DAYS
from assets.tables import OWNERS, key, lake, upstream
from pipeline import stages
from pipeline.flow import DAILY, code_version
from pipeline.keeping import at_work, earlier_refused, refuse_unusual_share, stamped, store_refused
from schemas.raw import Briefs

PARSED = DAILY["parsed"]


@dg.asset(
    key=key(PARSED.table),
    deps=upstream(PARSED),
    partitions_def=DAYS,
    group_name="reading",
    kinds={"spacy", "python"},
    owners=OWNERS,
    tags={"layer": "staging"},
    code_version=code_version(PARSED),
    description="The language model's parse of each brief (spaCy Docs), nearly all the cost of reading; "
    "briefs whose "
    "parse is stored and unchanged are not parsed again.",
)
def parsed(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    day, store = context.partition_key, lake()
    with at_work(store, "parsed", day, context.log.info) as source:
        skip = stages.failed_briefs(earlier_refused(store, day, "parsed"))
        made = stages.parsed(store.read(Briefs, day), store.read_documents(day), skip=skip)
        refuse_unusual_share(made.refused, made.briefs + made.refused.height)
        store.write_documents(made.documents, day)
        store_refused(store, made.refused, f"{day}.parsed")
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": made.briefs,
                "parsed_anew": made.new,
                "refused_rows": made.refused.height,
                "model": stages.model_version(),
                "size_bytes": len(made.documents),
            },
            data_version=dg.DataVersion(stamped(store, "parsed", day, source)),
        )

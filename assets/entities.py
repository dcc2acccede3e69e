"""Entities: whoever the briefs mention, over all days."""

import dagster as dg

from assets.tables import described, key, lake, result
from pipeline import lexicon
from pipeline.entities import entities as entities_of
from pipeline.entities import names, qids, state_voices
from pipeline.flow import NAMES, closure, seed_files, version_of
from pipeline.keeping import keep_whole
from schemas.raw import Briefs
from schemas.reference import Organisations, Outlets, States
from schemas.staging import Appearances, Entities
from schemas.table import table_name

VERSION = version_of([*closure(("pipeline.entities", "schemas.staging")), *seed_files(NAMES)])


@dg.asset(
    **described(Entities, group="reading", kinds=["python", "parquet"], version=VERSION),
    deps=[key(table_name(model)) for model in (Appearances, Briefs, States, Organisations, Outlets)],
)
def entities() -> dg.MaterializeResult:
    store = lake()
    states, organisations, outlets = lexicon.states(), lexicon.organisations(), lexicon.outlets()
    made = entities_of(
        store.read(Appearances),
        store.columns(Briefs, ["brief_id", "published_on", "ingested_on"]),
        named=names(states, organisations, outlets),
        known_as=qids(states, organisations),
        speaks_for=state_voices(outlets),
    )
    return result(keep_whole(store, "entities", Entities, made))

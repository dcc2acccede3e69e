"""On whose behalf a brief is published, by the name of its source ('MFA Singapore', 'WTO Secretariat')."""

import functools

from pipeline.language.text.phrase_table import words
from pipeline.lexicon import gazetteer


@functools.lru_cache(maxsize=1024)
def publisher(source: str) -> str | None:
    """The first state in the name of a source, else the first organisation ('org:WTO'); None for neither."""
    found = [match.entries for match in gazetteer().matches(source, words(source))]
    aliases = [alias for entries in found for alias in entries if alias.kind in ("state", "organisation")]
    states = [alias.entity for alias in aliases if alias.kind == "state"]
    return next(iter(states or [alias.entity for alias in aliases]), None)


def publishing_organisation(source: str) -> str | None:
    """The organisation whose own text a brief is, as 'org:WTO'; None for a state's or a newspaper's."""
    found = publisher(source)
    return found if found is not None and found.startswith("org:") else None

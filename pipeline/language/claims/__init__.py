"""Membership claims: of each word that may tell one, who, which organisation and who acts, or nothing.

`component` is the spaCy component, `index` a brief as it is asked about. `triggers` and `shapes` find the
words that may tell a claim, `scenes` bring each together with whom it may be about (`fillers`) and what
speaks for that (`evidence`), of which `candidates` are the combinations; `rules` and the pair reader
(`learned`) say what they make of it, and `decision` weighs all that; `manner`, `factuality`, `statuses` and
`when` are how it is told, `claim_records` the result."""

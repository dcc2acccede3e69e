"""Sets of the parser's dependency labels (the scheme of ClearNLP, which spaCy's English models use)."""

# The noun that a clause says something of.
NOUN_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Who acts, or for whom something is done.
ACTORS = NOUN_SUBJECTS | {"agent", "dative", "csubj"}
# The noun or the clause that a clause says something of.
SUBJECTS = NOUN_SUBJECTS | {"csubj", "csubjpass"}
# Whatever stands as the subject of a clause; "expl" is the one that stands for none ("there", "it").
FORMAL_SUBJECTS = SUBJECTS | {"expl"}

"""Sets of the parser's dependency labels (the scheme of ClearNLP, which spaCy's English models use)."""

# The noun that a clause says something of.
NOUN_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Who acts, or for whom something is done.
ACTORS = NOUN_SUBJECTS | {"agent", "dative", "csubj"}
# Whatever a clause says something of; "expl" is the subject that stands for none ("there", "it").
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")

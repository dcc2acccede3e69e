"""Sets of the parser's dependency labels (the scheme of ClearNLP, which spaCy's English models use)."""

# What a clause says something of; "expl" is the subject that stands for none ("there", "it").
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")

"""Whether something is told as so: polarity and modality of a trigger, and marks of what is asked, imagined
or doubted.

One mechanism: the words that govern a trigger are climbed from it to the edge of its statement's content,
then across the statement's cue; each word counts for what seeds/lexicon/claim_modality.csv says of it.

`governors.py` climbs, `negators.py` asks each word on the way and `conditions.py` the clauses beside it; what
they meet is a `Reading` (`met.py`), and `how_told.py` says what that makes of the trigger. `whether_told.py`
asks besides whether it is told at all: not where it is `imagined.py`, `undone.py`, met with `disbelief.py`,
or a wish or an attitude that is `not_held.py`."""

"""Claims by rules: frames over the parse, arguments, polarity, modality, dates, voice; proposals for the
decision.

`reader` is their work on one Doc. `frames` finds the words that carry a claim, `slots`, `arguments` and
`stances` who and which organisation, `standing` the nouns of status ('a member of'), `requirements` what
is asked for first; `telling` what its governors (`claims/factuality/`) make of its predicate; `ellipsis` the
second halves that leave the verb out; `context` what earlier sentences are about; `explanation` how it came
about, in words."""

"""Membership claims: frames over the parse, arguments, polarity, modality, dates, voice.

`component` is the spaCy component and `reader` its work on one Doc. `frames` finds the words that carry a claim,
`slots`, `arguments` and `stances` who and which organisation, `standing` the nouns of status ('a member of'),
`compositions` and `nominal` other nouns; `modality` and `dating` what governs a claim, `telling` what that makes of its
predicate; `ellipsis` the second halves that leave the verb out; `context` what earlier sentences are about; `records`
and `explanation` the result.
"""

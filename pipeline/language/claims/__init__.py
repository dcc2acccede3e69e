"""Membership claims: frames over the parse, arguments, polarity, modality, dates, voice.

`component` is the spaCy component; `frames` finds the words that carry a claim, `arguments` who and which organisation,
`standing` the nouns of status ('a member of'), `polarity`, `modality` and `dating` what governs it, `ellipsis` the second
halves that leave the verb out, `context` what earlier sentences are about, `explanation` the account in words.
"""

"""Who is meant: what a brief has told so far, groups, definite phrases, pronouns."""

"""Who is meant: salience, groups, definite phrases, pronouns."""

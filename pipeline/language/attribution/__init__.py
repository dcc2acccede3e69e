"""Who says what: cues, sources and contents on the dependency parse, a rule a function."""

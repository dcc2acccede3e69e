"""Names of states, organisations, outlets, persons, and their offices."""

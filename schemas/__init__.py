"""pandera models of all tables: the single source of columns, types, allowed values, keys and meanings."""

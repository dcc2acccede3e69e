"""Taking in briefs: the landing store of originals, decoding, metadata, language, duplicates."""

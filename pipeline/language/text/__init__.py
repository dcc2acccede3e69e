"""The text before it is parsed: paragraphs, quotations, segments, letters and cue words; and what every room
above it asks of tokens, their labels and classes."""

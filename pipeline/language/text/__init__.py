"""The text before it is parsed: paragraphs, quotations, segments, letters and cue words."""

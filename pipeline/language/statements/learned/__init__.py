"""Attributions that a small trained model finds where no rule of the lexicon does."""

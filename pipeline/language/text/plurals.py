"""The singular of plurals by their ending alone, also for nouns that the model takes for names."""

FEWEST_LETTERS = 5  # of a word in '-ies' that is a plural of one in '-y'; 'ties' is none
NO_PLURALS = ("ss", "us")


def singular(word: str) -> str:
    """A rough singular, in small letters: 'ally' for 'allies', 'envoy' for 'envoys'; 'status' stays."""
    if word.endswith("ies") and len(word) >= FEWEST_LETTERS:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(NO_PLURALS) else word

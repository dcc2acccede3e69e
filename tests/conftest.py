"""What holds for all tests."""

import os

# Tests of what people are shown look at output that is piped. Workers of pytest-xdist have a width of their own.
os.environ.pop("COLUMNS", None)

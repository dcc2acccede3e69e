"""Files that people name on the command line: read whole, within bounds, as UTF-8."""

import sys
from pathlib import Path

from pipeline.errors import StatusquoError

STANDARD_INPUT = Path("-")
# More than this is a pipe or a device without end, or no file that is to be read whole.
MAX_BYTES = 200_000_000


def given_text(path: Path) -> str:
    """The text of a file, of standard input for '-', without the mark of its encoding.

    Raises StatusquoError, in one line, where it is too long or not UTF-8, and OSError where it cannot be
    read.
    """
    if path == STANDARD_INPUT:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise StatusquoError(f"{path}: more than {MAX_BYTES:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise StatusquoError(
            f"{path}: line {line}: not UTF-8; save it as UTF-8 and call the command again"
        ) from error

"""Errors that people are told in one line: what is wrong, where, what to do; and whose fault an error is."""

import errno

# Without room, without a file or folder of the program or for temporary files (tempfile says so of a full
# disk) or the right to it, a broken disk, too many open files. What a text can bring about (a name that is
# too long, a time that is out of bounds) is not among them.
OF_THE_SYSTEM = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EIO,
        errno.EROFS,
        errno.ENOENT,
        errno.EACCES,
        errno.EPERM,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
    }
)


class StatusquoError(Exception):
    """An error that a person can mend. Its message is one line; the command line prints it without a
    traceback."""


class SeedError(StatusquoError):
    """A row or file below seeds/ breaks its schema."""


def not_of_the_text(error: BaseException) -> bool:
    """Whether an error that came while a text was read, or the one that caused it, is no fault of the text.

    Every other text would meet it, and this one not again once it is mended: who refused the text for it
    would lose it.
    """
    one: BaseException | None = error
    while one is not None:
        if isinstance(one, SeedError) or (isinstance(one, OSError) and one.errno in OF_THE_SYSTEM):
            return True
        one = one.__cause__
    return False

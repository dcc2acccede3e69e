"""A limit of processor time for work on one brief, so that no text holds up a night."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN = (
    5.0  # seconds after which the work is stopped once more, where something took the first stop for a fault
)


class TooSlow(Exception):
    """Work took longer than its limit."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooSlow within the block once this process has computed for so many seconds.

    Processor time does not depend on what else the machine does. Signals reach the main thread alone, so that
    elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise TooSlow(f"took more than {seconds:g} s of processor time (STATUSQUO_BRIEF_SECONDS)")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

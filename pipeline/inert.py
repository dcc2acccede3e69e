"""Nothing that comes from outside acts on who looks at it: a terminal, a page of the interface."""

import re

# Controls of both sets but tab and line feed, and marks that turn the direction of what follows.
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """The text with every character that acts written out ('\\x1b'), so that people see that it is there."""
    return ACTING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def without_acting(text: str) -> str:
    """The text without the characters that act."""
    return ACTING.sub("", text)

"""Who is named where: mentions of a clause, found without a look at the whole brief."""

import sys

import pytest

from pipeline.language.claims.rules.referents import Page
from pipeline.language.reading import read

SENTENCE = "Togo, Ghana and the Commonwealth met in Lomé on 3 May 2021, and members Gabon and Benin left. "
KINDS = ("state", "organisation", "group")


@pytest.fixture(scope="module")
def pages():
    """The pages of a short text and of one eight times as long."""
    return [Page(doc) for doc in read([(SENTENCE * 2, None, None), (SENTENCE * 16, None, None)])]


def test_mentions_between_tokens_are_all_that_lie_there_in_their_order(pages):
    page = pages[0]
    assert len(page.entities) > 6
    for start in range(0, len(page.doc), 3):
        for end in range(start, len(page.doc) + 1, 4):
            spans = [(one, page.span[id(one)]) for one in page.entities if one.kind in KINDS]
            inside = [one for one, span in spans if start <= span[0] and span[1] <= end]
            assert page.between(start, end) == inside


def test_mentions_between_tokens_take_no_longer_in_a_longer_brief(pages):
    def calls(page):
        made = []
        sys.setprofile(lambda frame, event, argument: made.append(event))
        try:
            page.between(0, 12)
        finally:
            sys.setprofile(None)
        return len(made)

    assert calls(pages[1]) == calls(pages[0])

"""What is to come: the means to it as well, and nobody is to come into what he was just told to be a member of."""

import pytest

from tests.unit.test_claims_frames import expected
from tests.unit.test_claims_readings import told

TEXTS = {
    # the means to what is to come
    "By leaving the OECD, Chile will not lose much.": "withdrew CHL OECD expected",
    "By leaving the OECD, Chile lost much.": "withdrew CHL OECD",
    # who is told to be a member comes into another
    "Schengen is growing. Ireland, a member of the Union, stays outside. Dublin hopes to be admitted.": "holds IRL EU",
    "Ireland is a member of the EU. It joined in 1973.": "holds IRL EU; admitted IRL EU @1973",
}


@pytest.mark.parametrize(("text", "claims"), TEXTS.items(), ids=lambda value: value[:60])
def test_what_is_to_come(text: str, claims: str) -> None:
    assert told(text) == expected(claims)

"""A sitting's record to measure with: members speak in turn, of many states and organisations, of persons and
of those whom pronouns mean. It is as long as is asked, and the same for the same seed."""

import random

from pipeline.lexicon import organisations, states

SEED = 20260103
FIRST = (
    "Ana Boris Clara Daniel Elif Farid Greta Hugo Ines Jonas Kemal Lena Marta Nils Olga Pavel Rosa".split()
)
LAST = "Kovač Lindqvist Moreno Haddad Petrov Okafor Silva Nakamura Berger Osei Duarte Kimani Larsen".split()
OFFICES = (
    "foreign minister",
    "prime minister",
    "president",
    "ambassador",
    "deputy minister",
    "secretary general",
)
MONTHS = ("January", "March", "May", "June", "September", "November")
WELL_KNOWN = ("NATO", "the EU", "the SCO", "ASEAN", "ECOWAS", "the WTO", "BRICS")
SENTENCES = (
    "{person}, the {office} of {one}, said that {two} would join {body} before the end of the year.",
    "He added that the country had waited long enough, and that its neighbours would welcome it.",
    '"We have always been members of {body}," she said, "and we will stay there."',
    "{one}, {two} and {three} applied to join {body} in {month} {year}; the three were told to wait.",
    "It hopes to be admitted next spring, when the bloc holds its summit in {one}.",
    "I thank the honourable member for his question about {one} and {body}.",
    "They told the house that {body} has no plans to suspend {one}.",
    "The {office} of {one} opposes the bid, while {two} backs it.",
    "{person} asked whether the organisation, which {one} left in {year}, would take it back.",
    "Members such as {one} and {two}, which are neighbours, want both to be observers of {body}.",
    "The government has said so before, and the members know it.",
    "My friend {person} spoke of {one}'s accession to {body}, and of those who would block it.",
    "It is right that the alliance keeps its door open, but the countries must do their part.",
    "Who would have thought that {one} would one day chair {body}?",
    "According to {person}, the grouping suspended {one} after the coup and readmitted it in {year}.",
    "The former is a member of {body}; the latter is not.",
    "There was a long debate about roads, schools and the price of bread in the northern towns.",
    "He left the chamber soon after, and nobody answered him.",
)


def talk(length: int, seed: int = SEED) -> str:
    """So many characters of talk."""
    chance = random.Random(seed)
    countries = [row["name"] for row in states().values() if not row["dissolved_on"]]
    bodies = [row["name"] for row in organisations().values() if not row["dissolved_on"]][:60]
    bodies += WELL_KNOWN * 4
    speeches: list[str] = []
    written = 0
    while written < length:
        sentences = []
        for _ in range(chance.randint(3, 7)):
            one, two, three = chance.sample(countries, 3)
            told = chance.choice(SENTENCES).format(
                person=_person(chance),
                office=chance.choice(OFFICES),
                one=one,
                two=two,
                three=three,
                body=chance.choice(bodies),
                month=chance.choice(MONTHS),
                year=chance.randint(1995, 2024),
            )
            sentences.append(told)
        speeches.append(f"{_person(chance)}: {' '.join(sentences)}")
        written += len(speeches[-1]) + 2
    return "\n\n".join(speeches)[:length]


def _person(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"

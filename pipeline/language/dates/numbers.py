"""Numbers in words: 'eighteen', 'half a dozen', 'the third'."""

SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split()
)
NUMBERS = {word: number for number, word in enumerate(SMALL, start=1)} | {"a": 1, "an": 1}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ORDINALS = {
    "first": 1,
    "opening": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "closing": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
DAYS_IN_WORDS = {
    word: day
    for day, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
            "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth "
            "twenty-ninth thirtieth thirty-first"
        ).split(),
        start=1,
    )
}
ROMAN = {word: month for month, word in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}


def number(text: str) -> int:
    """'eighteen' or '18' -> 18; raises KeyError for another word."""
    lowered = text.lower().replace("-", " ")
    if lowered.isdigit():
        return int(lowered)
    if lowered in NUMBERS:
        return NUMBERS[lowered]
    if lowered == "half a dozen":
        return 6
    for word, many in (("hundred", 100), ("dozen", 12)):
        if lowered.endswith(word):
            return many * NUMBERS[lowered.removesuffix(word).strip() or "one"]
    tens, _, ones = lowered.partition(" ")
    return TENS[tens] + (NUMBERS[ones] if ones else 0)

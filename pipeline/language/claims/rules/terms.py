"""Status terms in the text: 'dialogue partner', 'associate member', 'candidate status'."""

from pipeline.language.claims.rules.referents import Page
from pipeline.lexicon import status_terms

ADJECTIVES = {
    "associate": "associate",
    "observer": "observer",
    "candidate": "candidate",
    "partner": "partner",
    "association": "associate",
    "associated": "associate",
}


QUALIFIED = frozenset({"status", "state", "country", "member", "membership", "agreement", "nation"})


def status_near(page: Page, start: int, end: int, organisation: str | None = None) -> str | None:
    """The status that words among the tokens name, the most specific first; None where they name none."""
    words = [token.lower_ for token in page.doc[start:end]]
    lemmas = [token.lemma_.lower() for token in page.doc[start:end]]
    best: tuple[int, str] | None = None
    keys = ["*"] + ([organisation.removeprefix("org:")] if organisation else [])
    for index in range(len(words)):
        for length in (4, 3, 2):
            if index + length > len(words):
                continue
            for form in (" ".join(words[index : index + length]), " ".join(lemmas[index : index + length])):
                for key in keys:
                    found = status_terms().get((key, form))
                    if found and (best is None or length > best[0]):
                        best = (length, found)
    if best:
        return best[1]
    for word in lemmas:
        if word in ("observer", "associate"):
            return word
    for index, word in enumerate(lemmas):
        following = lemmas[index + 1] if index + 1 < len(lemmas) else ""
        if word in ADJECTIVES and following in QUALIFIED:
            return ADJECTIVES[word]
    if "candidate" in lemmas and "status" in lemmas:
        return "candidate"
    if "partner" in lemmas and ("status" in lemmas or "dialogue" in lemmas):
        return "dialogue_partner" if "dialogue" in lemmas else "partner"
    return None

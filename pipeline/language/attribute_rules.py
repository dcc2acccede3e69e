"""The model's rules for the attributes of words, with what they say of a word by itself remembered.

spaCy tries all rules on every token anew, which takes longer than finding the parse's features. Nearly all of
them look at one token alone, its word, tag and relation, and texts repeat these.
"""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from spacy.attrs import DEP, ORTH, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

WORDS_KEPT = 50_000
Rules = tuple[int, ...]  # by their numbers: of those that set the same, the last wins


class RememberedRules:
    """Does with a Doc what a spaCy AttributeRuler does whose rules look at words, tags and relations."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """The rules of a ruler, which gets no more of them afterwards."""
        self.vocab, self.attributes, self.indices = ruler.vocab, ruler.attrs, ruler.indices
        self.alone, self.joint = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for number, rule in enumerate(ruler.patterns):
            patterns: Any = rule["patterns"]
            of_one = all(len(pattern) == 1 for pattern in patterns)
            (self.alone if of_one else self.joint).add(str(number), patterns)
        self.of_word = functools.lru_cache(maxsize=WORDS_KEPT)(self._of_word)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with attributes set."""
        joint = self._joint(doc)
        for token, word in zip(doc, doc.to_array([ORTH, TAG, DEP]).tolist(), strict=True):
            rules, attributes = self.of_word(*word)
            if token.i in joint:
                attributes = self._merged(sorted({*rules, *joint[token.i]}))
            set_token_attrs(token, attributes)
        return doc

    def _of_word(self, word: int, tag: int, relation: int) -> tuple[Rules, dict[Any, Any]]:
        """The rules for a word with a tag and a relation, and what they set."""
        doc = Doc(self.vocab, words=[self.vocab.strings[word]])
        doc[0].tag, doc[0].dep = tag, relation
        rules = tuple(sorted({number for number, _, _ in self._matches(self.alone, doc)}))
        return rules, self._merged(rules)

    def _joint(self, doc: Doc) -> Mapping[int, list[int]]:
        """Token -> the rules that set something at it because of a neighbour."""
        found = defaultdict(list)
        for number, start, end in self._matches(self.joint, doc):
            found[range(start, end)[self.indices[number]]].append(number)
        return found

    def _matches(self, matcher: Matcher, doc: Doc) -> Iterable[tuple[int, int, int]]:
        for key, start, end in matcher(doc, allow_missing=True):
            yield int(self.vocab.strings[key]), start, end

    def _merged(self, rules: Iterable[int]) -> dict[Any, Any]:
        merged: dict[Any, Any] = {}
        for number in rules:
            merged |= self.attributes[number]
        return merged


@Language.factory("statusquo_attributes")
def make_rules(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The rules of the pipe `attribute_ruler`, in whose place this one comes."""
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return RememberedRules(ruler)

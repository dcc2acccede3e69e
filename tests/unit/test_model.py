"""The model that parses briefs says the same as the packaged one."""

from pipeline.language.model import bare_parser, parser

TEXT = (
    "The harbour masters' wives were singing while two mice gnawed at the mooring lines. Norland's bakers "
    "would rather have left earlier, and the worst of them was rejoining ten quays that nobody readmitted."
)


def test_lemmas_are_those_of_the_model_as_it_comes():
    said = [
        [
            (token.text, token.lemma_, token.tag_, token.pos_, token.dep_, token.head.i)
            for token in model(TEXT)
        ]
        for model in (bare_parser(), parser())
    ]
    assert said[0] == said[1]

"""Bounds of sentences and paragraphs by token, kept on the Doc while its claims are read: asking the parse
anew is slow."""

from spacy.tokens import Doc, Token

KEY = "statusquo_claims_sentences"
PARAGRAPHS = "statusquo_claims_paragraphs"


def keep(doc: Doc) -> None:
    """Note the bounds of every token's sentence and the beginning of its paragraph."""
    start, starts = 0, []
    for token in doc:
        starts.append(start)
        if "\n\n" in token.text_with_ws:
            start = token.i + 1
    doc.user_data[PARAGRAPHS] = starts
    doc.user_data[KEY] = [(sentence.start, sentence.end) for sentence in doc.sents for _ in sentence]


def forget(doc: Doc) -> None:
    """Take the note away again: it is nothing to store with the Doc."""
    doc.user_data.pop(KEY, None)
    doc.user_data.pop(PARAGRAPHS, None)


def sentence_start(token: Token) -> int:
    """Index of the first token of the sentence."""
    kept = token.doc.user_data.get(KEY)
    return kept[token.i][0] if kept is not None else token.sent.start


def sentence_end(token: Token) -> int:
    """Index after the last token of the sentence."""
    kept = token.doc.user_data.get(KEY)
    return kept[token.i][1] if kept is not None else token.sent.end


def paragraph_start(token: Token) -> int:
    """Index of the first token of the paragraph, between `keep` and `forget`."""
    start: int = token.doc.user_data[PARAGRAPHS][token.i]
    return start

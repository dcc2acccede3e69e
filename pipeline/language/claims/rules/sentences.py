"""Bounds of sentences by token, kept on the Doc while its claims are read: asking the parse anew is slow."""

from spacy.tokens import Doc, Token

KEY = "statusquo_claims_sentences"


def keep(doc: Doc) -> None:
    """Note the bounds of every token's sentence."""
    doc.user_data[KEY] = [(sentence.start, sentence.end) for sentence in doc.sents for _ in sentence]


def forget(doc: Doc) -> None:
    """Take the note away again: it is nothing to store with the Doc."""
    doc.user_data.pop(KEY, None)


def sentence_start(token: Token) -> int:
    """Index of the first token of the sentence."""
    kept = token.doc.user_data.get(KEY)
    return kept[token.i][0] if kept is not None else token.sent.start


def sentence_end(token: Token) -> int:
    """Index after the last token of the sentence."""
    kept = token.doc.user_data.get(KEY)
    return kept[token.i][1] if kept is not None else token.sent.end

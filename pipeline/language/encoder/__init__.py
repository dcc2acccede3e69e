"""A small transformer that turns words into vectors by their context; what learns from them is above."""

from pipeline.language.encoder.vectors import Encoder, make_encoder
from pipeline.language.encoder.wordpieces import Wordpieces

__all__ = ["Encoder", "Wordpieces", "make_encoder"]

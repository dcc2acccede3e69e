"""A small transformer that turns words into vectors by their context; what learns from them is above."""

from pipeline.language.encoder.vectors import Encoder, make_encoder

__all__ = ["Encoder", "make_encoder"]

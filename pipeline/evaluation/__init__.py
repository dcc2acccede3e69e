"""How well the reading does: annotated briefs, predictions, what agrees, the figures, and what was missed."""

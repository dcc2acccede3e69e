"""The second reader of claims: what a small encoder makes of a sentence in which names are masked."""

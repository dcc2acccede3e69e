"""The report: what is published as a static site, every figure linked down to the sentence."""

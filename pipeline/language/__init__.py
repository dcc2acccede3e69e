"""Reading a brief: the spaCy pipeline, a component a file."""

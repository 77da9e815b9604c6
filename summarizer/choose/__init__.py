"""Vectors in, row numbers out: what may be quoted, what repeats, what matters, in what order."""

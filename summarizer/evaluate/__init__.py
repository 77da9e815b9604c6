"""Measures summaries against references, beside peers, on clusters of one's own."""

"""Many articles in, one short briefing out: every sentence verbatim, with its sources."""

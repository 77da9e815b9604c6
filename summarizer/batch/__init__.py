"""Many clusters, one a line: `line.py` is the work, `run.py` the run."""

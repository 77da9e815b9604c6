"""Quality and speed, measured against peers in the same run; floors.json is the gate."""

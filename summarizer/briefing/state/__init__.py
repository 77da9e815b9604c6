"""How the memory of the daily briefing lies on the disk; `store` is the way in."""

"""The daily briefing: what one cron line does. Read `run.py` first."""

from summarizer.briefing import config
from summarizer.briefing.config import outline

FULL = """
title = "Morning brief"
timezone = "Europe/Berlin"
sections = ["World", "Local"]
templates = "/srv/own"
hooks = [["/usr/bin/curl", "-H", "Authorization: hunter2"]]
ping = "https://health.example.org/?token=hunter2"
[[sources]]
name = "Example Times"
feed = "https://me:hunter2@example.org/rss.xml?key=hunter2"
section = "World"
weight = 2
full_text = false
allow_private = true
[[sources]]
name = "Clippings"
folder = "/srv/clips"
pattern = "*/*.txt"
[[outputs]]
path = "/srv/out/{date}.html"
[[outputs]]
path = "-"
format = "text"
[mail]
from = "desk@example.org"
to = ["a@example.org", "B <b@example.org>"]
host = "smtp.example.org"
username = "desk"
password_file = "/srv/hunter2"
[retention]
briefings = 365
"""


def test_everything_is_said_and_no_secret(tmp_path):
    (tmp_path / "briefing.toml").write_text(FULL, encoding="utf-8")
    lines = list(outline.lines(config.load(tmp_path / "briefing.toml")))
    assert lines == [
        "Morning brief: Europe/Berlin, en",
        "At most 7 stories of 150 words, 7 more in brief, 1,200 words in all",
        "Sources:",
        (
            "  Example Times: https://example.org/rss.xml?key=*** "
            "(section World, weight 2, without full text, private network allowed)"
        ),
        "  Clippings: /srv/clips/*/*.txt",
        "Sections:",
        "  World",
        "  Local",
        "Outputs:",
        "  /srv/out/{date}.html (html)",
        "  - (text)",
        "Templates:",
        "  /srv/own",
        "Mail:",
        "  to a@example.org, B <b@example.org> through smtp.example.org:465 (tls)",
        "Afterwards:",
        "  run /usr/bin/curl",
        "  ask for https://health.example.org/?token=***",
        "Kept:",
        "  articles 30 days",
        "  briefings 365 days",
        "Every day by:",
        "  summarizer schedule cron",
        "  summarizer schedule systemd",
    ]

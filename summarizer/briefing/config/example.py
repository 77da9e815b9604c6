"""The configuration that `summarizer config init` writes."""

EXAMPLE = """\
# What `summarizer brief` reads. Change what you like, then run: summarizer config check
# Relative paths begin at the folder of this file; ~ is your home folder.

title = "Morning brief"
timezone = "Europe/Berlin"   # decides when a day begins
# language = "en"
# words = 1200               # of the whole briefing, at most: five minutes
# words_per_story = 150
# stories = 7
# shorts = 7                 # smaller stories, one sentence each
# sections = ["World", "Business"]    # printed in this order
# templates = "templates"    # a folder with page and mail in a form of your own
# hooks = [["notify-send", "Your briefing is ready"]]    # run afterwards, without a shell
# ping = "https://health.example.org/your-check"         # asked for when all went well

# Where articles come from. Each source is exactly one of: feed, folder, file.
[[sources]]
name = "Example Times"
feed = "https://example.org/rss.xml"
# section = "World"
# weight = 2.0               # 0.1 to 10: how much its stories count
# full_text = false          # take what the feed says, read no pages
# allow_private = true       # the feed is in a network of your own

# [[sources]]
# name = "Clippings"
# folder = "clippings"       # .txt .md .html .json .jsonl at any depth ...
# pattern = "2026-*/*.txt"   # ... or only these

# [[sources]]
# name = "The wire"
# file = "wire.jsonl"        # one article a line

# Where the briefing goes. The suffix says the format: .md .html .json .txt
[[outputs]]
path = "~/briefings/{date}.md"

# [[outputs]]
# path = "~/briefings/latest.html"    # beside it latest.sources.html: what it quotes, in full

# [[outputs]]
# path = "-"                 # print it; cron then mails it
# format = "text"

# [mail]
# from = "Morning brief <brief@example.org>"
# to = ["reader@example.org"]
# host = "smtp.example.org"
# security = "tls"           # or "starttls"; "none" for a server on this machine only
# port = 465                 # left out: 465 for tls, 587 for starttls, 25 for none
# username = "brief@example.org"
# password_file = "smtp-password"     # a file that only you may read: chmod 600
# credential = "smtp-password"        # instead of a file: a credential from systemd

# [retention]                # days
# articles = 30
# briefings = 365            # left out: for ever

# [health]
# failures = 3               # say that a source fails after so many days in a row
# silent_days = 14           # say that a source has had nothing new for so long
"""

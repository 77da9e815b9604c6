"""Pages and feeds made of the invented stories, as an outlet would serve them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

CLUSTERS = Path(__file__).parent.parent / "clusters"
GOLDEN = Path(__file__).parent.parent / "golden"


@dataclass(frozen=True)
class Report:
    """One article of an invented story."""

    name: str
    title: str
    source: str
    date: str
    paragraphs: tuple[str, ...]


def reports(story: str) -> list[Report]:
    """By name."""
    found = []
    for path in sorted((CLUSTERS / story).glob("*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = dict(re.findall(r"^(\w+): (.*)$", head, re.MULTILINE))
        paragraphs = tuple(filter(None, map(str.strip, body.split("\n\n"))))
        found.append(
            Report(path.stem, fields["title"], fields["source"], fields["date"], paragraphs)
        )
    return found


def page(report: Report) -> str:
    """With the menu, teasers and footer that pages have."""
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in report.paragraphs)
    return f"""<!doctype html><html lang="en"><head>
<title>{escape(report.title)} - {report.source}</title>
<meta property="og:site_name" content="{report.source}">
<meta property="article:published_time" content="{report.date}"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>{escape(report.title)}</h1>{body}</article>
<aside><h2>Read also</h2><a href="/1">Ten recipes for the winter</a></aside>
<footer>© {report.source}. All rights reserved.</footer></body></html>"""


def feed(title: str, reports: Iterable[Report], base: str) -> str:
    """RSS whose entries have only a teaser, as most have."""
    items = "\n".join(
        f"""<item><title>{escape(each.title)}</title><link>{base}/{each.name}</link>
<guid>{base}/{each.name}</guid><pubDate>{_rfc822(each.date)}</pubDate>
<source url="{base}/">{escape(each.source)}</source>
<description>{escape(each.paragraphs[0][:90])}…</description></item>"""
        for each in reports
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{escape(title)}</title><link>{base}/</link>
<language>en</language>{items}</channel></rss>"""


def _rfc822(date: str) -> str:
    return format_datetime(datetime.fromisoformat(date))

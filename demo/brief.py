"""Three mornings of the daily briefing, offline: `make demo-brief`.

Four invented outlets publish feeds for three days (`days/DAY/OUTLET.xml`). They are served on
this machine; `summarizer brief` reads them day by day, as cron would start it, and what it wrote
is printed. `python demo/brief.py FOLDER` keeps everything in FOLDER instead of a new one.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

DAYS = Path(__file__).parent / "days"
OUTLETS = ("Harbour Times", "Northmark Radio", "Valdora Herald", "Business Daily")

CONFIG = """\
title = "The day in Valdora"
timezone = "Europe/Berlin"
words = 700
words_per_story = 100
stories = 5
shorts = 6

[[outputs]]
path = "briefings/{date}.txt"
[[outputs]]
path = "briefings/{date}.md"
[[outputs]]
path = "briefings/{date}.html"
[[outputs]]
path = "briefings/{date}.json"
"""
SOURCE = """
[[sources]]
name = "{name}"
feed = "{address}/{file}.xml"
full_text = false      # the feeds hold the whole articles
allow_private = true   # the feeds are on this machine
"""


@dataclass
class Press:
    """The outlets: an address that stays, and news that change with the day."""

    address: str
    day: str


@contextmanager
def published() -> Iterator[Press]:
    """The feeds, served on a free port of this machine."""
    press = Press("", "")

    class Desk(BaseHTTPRequestHandler):
        """Answers with the feed of the day."""

        def do_GET(self) -> None:
            feed = DAYS / press.day / Path(self.path).name
            body = feed.read_bytes() if feed.is_file() else b""
            self.send_response(HTTPStatus.OK if body else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        press.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield press
        server.shutdown()


def config(address: str) -> str:
    """The briefing's configuration, with every outlet as a source."""
    sources = (
        SOURCE.format(name=name, address=address, file=name.lower().replace(" ", "-"))
        for name in OUTLETS
    )
    return CONFIG + "".join(sources)


def brief(folder: Path, day: str) -> None:
    """Starts the command as cron does; it is silent unless something is wrong."""
    places = ["--config", str(folder / "briefing.toml"), "--state", str(folder / "state")]
    command = [sys.executable, "-m", "summarizer", "brief", *places, "--date", day]
    here = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    if code := subprocess.run(command, env=here, check=False).returncode:
        sys.exit(code)


def main() -> None:
    """Makes the three briefings, then prints them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="default: a new one")
    folder = parser.parse_args().folder or Path(tempfile.mkdtemp(prefix="briefing-"))
    folder.mkdir(parents=True, exist_ok=True)
    days = sorted(path.name for path in DAYS.iterdir())
    with published() as press:
        (folder / "briefing.toml").write_text(config(press.address), encoding="utf-8")
        for press.day in days:
            brief(folder, press.day)
    for day in days:
        text = folder / "briefings" / f"{day}.txt"
        print(f"{text}  (also .md .html .json)\n\n{text.read_text(encoding='utf-8')}\n")


if __name__ == "__main__":
    main()

"""A real browser that opens the pages from the disk, and what it is asked.

Needs Debian's `chromium` and `chromium-driver`; for the checks of accessibility and of what is
valid also what `npm ci --ignore-scripts` installs in this folder. What is missing is said, and its
tests are skipped.
"""

import base64
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarizer import read, render, summarize
from summarizer.datatypes import Budget, Options, Summary
from summarizer.render import archive, provenance
from summarizer.render.briefing import FORMATS, sources
from summarizer.render.briefing.html import html
from summarizer.render.briefing.mail import mail
from tests.browser.pages import ENDLESS, earlier
from tests.conftest import ROOT, _Network
from tests.golden.morning import MORNING

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}


class Browser:
    """One window of Chromium."""

    def __init__(self, driver: Any) -> None:
        self.ask = driver.execute_script
        self.ask_and_wait = driver.execute_async_script
        self._driver = driver

    def open(self, path: Path) -> None:
        """From the disk; what was logged of earlier pages is forgotten."""
        self._driver.get("about:blank")
        self.messages()
        self.requests()
        self._driver.get(path.as_uri())

    def look(self, *, width: int = 1440, dark: bool = False, paper: bool = False) -> None:
        """In a window so many pixels wide, with the colours that the reader prefers."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell(
            "Emulation.setEmulatedMedia", features=[scheme], media="print" if paper else "screen"
        )
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
        self.tell("Emulation.setDeviceMetricsOverride", **size)

    def tell(self, command: str, **arguments: Any) -> Any:
        """A command of the DevTools protocol."""
        return self._driver.execute_cdp_cmd(command, arguments)

    def press(self, key: dict[str, Any], times: int = 1) -> None:
        """A real key, as from a keyboard."""
        for _ in range(times):
            self.tell("Input.dispatchKeyEvent", type="keyDown", **key)
            self.tell("Input.dispatchKeyEvent", type="keyUp", **key)

    def printed(self) -> bytes:
        """The page as PDF."""
        return base64.b64decode(self.tell("Page.printToPDF")["data"])

    def messages(self) -> list[str]:
        """What was written to the console since the last call."""
        return [each["message"] for each in self._driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses that were asked for since the last call."""
        logged = [json.loads(each["message"]) for each in self._driver.get_log("performance")]
        events = [each["message"] for each in logged]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]


@contextmanager
def on_this_machine() -> Iterator[None]:
    """The driver of the browser is spoken to through a local connection."""
    _Network.loopback = True
    yield
    _Network.loopback = False


@pytest.fixture(scope="session")
def window() -> Iterator[Browser]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("NO BROWSER: the pages are not checked; install chromium and chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver", reason="NO BROWSER: install selenium")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in FLAGS:
        options.add_argument(flag)
    with on_this_machine():
        started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield Browser(started)
    with on_this_machine():
        started.quit()


@pytest.fixture
def browser(window: Browser, loopback: None) -> Browser:
    """As a desktop reader has it by day."""
    del loopback
    window.look()
    return window


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core."""
    if not AXE.is_file():
        pytest.skip("NO AXE: accessibility is not checked; npm ci --ignore-scripts, see conftest")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sample() -> Summary:
    """Of the sample articles."""
    articles, problems = read([str(ROOT / "samples")])
    assert not problems
    return summarize(articles, options=Options(Budget(120)))


@pytest.fixture(scope="session")
def pages(sample: Summary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each kind of page, by name."""
    folder = tmp_path_factory.mktemp("pages")
    months = dict(archive.pages(archive.Archive("All mornings", earlier(70))))
    days = [archive.read(json.loads(FORMATS["json"](each))) for each in (MORNING, ENDLESS)]
    told = MORNING.stories[0].summary
    texts = {
        "told.html": render.html(told),
        "told-sources.html": provenance.provenance(told),
        "empty.html": html(replace(MORNING, stories=(), shorts=(), problems=())),
        "summary.html": render.html(sample),
        "provenance.html": provenance.provenance(sample),
        "archive.html": dict(archive.pages(archive.Archive("All mornings", days)))["index.html"],
        "briefing.html": html(MORNING, sources="briefing.sources.html"),
        "briefing.sources.html": sources.sources(MORNING, told_on="briefing.html"),
        "endless.html": html(ENDLESS, sources="endless.sources.html"),
        "endless.sources.html": sources.sources(ENDLESS, told_on="endless.html"),
        "mail.html": mail(MORNING),
        "endless-mail.html": mail(ENDLESS),
        **months,
        f"{MORNING.day}.html": FORMATS["html"](MORNING),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder

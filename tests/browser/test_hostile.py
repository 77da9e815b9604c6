"""Every hostile text in one page: a real browser shows them, and that is all."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Browser
from tests.hostile.proofs import PAGES
from tests.hostile.specimens import hostile
from tests.hostile.texts import EVERY

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
WATCHED = """
for (const name of ["alert", "confirm", "prompt", "open", "fetch", "eval"]) {
  window[name] = () => console.error(name);
}
"""


@pytest.mark.parametrize("protected", [True, False], ids=["with-policy", "without-policy"])
def test_nothing_hostile_runs_asks_or_says_anything(protected, browser: Browser, tmp_path):
    page = tmp_path / "summary.html"
    text = PAGES["summary"](hostile(EVERY))
    page.write_text(text if protected else POLICY.sub("", text), encoding="utf-8")
    assert bool(POLICY.search(page.read_text(encoding="utf-8"))) == protected
    quiet(browser, page)


def quiet(browser: Browser, page: Path) -> None:
    """Loaded and scrolled to its end, the page is silent."""
    watching = browser.tell("Page.addScriptToEvaluateOnNewDocument", source=WATCHED)
    try:
        browser.open(page)
        browser.ask("scrollTo(0, document.body.scrollHeight)")
        assert browser.messages() == []
        assert browser.requests() == [page.as_uri()]
    finally:
        browser.tell("Page.removeScriptToEvaluateOnNewDocument", **watching)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"])
def test_a_page_that_is_not_escaped_is_noticed(text, browser: Browser, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><title>Page</title>{text}", encoding="utf-8")
    with pytest.raises(AssertionError):
        quiet(browser, page)

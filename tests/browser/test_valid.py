"""Every kind of page is valid HTML with valid CSS: to html5lib, html-validate and css-tree."""

import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest

from tests.hostile.proofs import PAGES
from tests.hostile.specimens import hostile
from tests.hostile.texts import EVERY

HERE = Path(__file__).parent

WRONG = """<!doctype html>
<html lang="en">
<head><title>Wrong</title><style>p { color: redd } b { margin 0 }</style></head>
<body><p id="a">One<div id="a"><span></div></p></body>
</html>
"""


def faults(*pages: Path) -> list[str]:
    """What html-validate and css-tree find."""
    node = shutil.which("node")
    if not node or not (HERE / "node_modules" / "html-validate").is_dir():
        pytest.skip("NO VALIDATOR: pages are not validated; npm ci --ignore-scripts, see conftest")
    command = [node, HERE / "validate.mjs", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.splitlines()


def test_every_kind_of_page_is_read_without_a_fault(pages: Path):
    for page in pages.glob("*.html"):
        html5lib.HTMLParser(strict=True).parse(page.read_text(encoding="utf-8"))


def test_every_kind_of_page_is_valid(pages: Path):
    kinds = sorted(pages.glob("*.html"))
    assert len(kinds) == 17
    assert faults(*kinds) == []


def test_every_kind_of_page_of_what_is_hostile_is_valid(tmp_path):
    for name, write in PAGES.items():
        texts = EVERY if name == "summary" else EVERY[::20]
        (tmp_path / f"{name}.html").write_text(write(hostile(texts)), encoding="utf-8")
    assert faults(*sorted(tmp_path.iterdir())) == []


def test_the_validators_find_what_is_wrong(tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text(WRONG, encoding="utf-8")
    found = faults(page)
    assert {"wrong.html: css: color: Mismatch", "wrong.html: css: Colon is expected"} <= {*found}
    assert any("Duplicate ID" in each for each in found)
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse(WRONG)

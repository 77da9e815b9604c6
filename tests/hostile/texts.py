"""The hostile texts of `strings.json`, by kind; each kind says there what it attacks."""

import json
from pathlib import Path

_FILE = Path(__file__).parent / "strings.json"


def _unpacked(text: str | list) -> str:
    """`["ab", 3]` stands for "ababab"."""
    return text if isinstance(text, str) else text[0] * text[1]


KINDS: dict[str, list[str]] = {
    kind["kind"]: [_unpacked(text) for text in kind["strings"]]
    for kind in json.loads(_FILE.read_text(encoding="utf-8"))
}
EVERY = [text for texts in KINDS.values() for text in texts]

"""`make golden`: show what changed in what is printed; with ACCEPT=1 make it the golden files."""

import os
import sys

from tests.golden.cases import CASES, COMMAND, accept, changes


def main() -> int:
    """The number of files that differ, at most 1, is the exit code."""
    found = {name: diff for name in CASES if (diff := changes(name))}
    print(*found.values(), sep="\n\n", end="\n" * bool(found))  # noqa: T201 - what it is for
    if os.environ.get("ACCEPT"):
        for name in found:
            accept(name)
        print(f"{len(found)} golden files rewritten")  # noqa: T201
        return 0
    said = f"{len(found)} of {len(CASES)} golden files differ"
    print(said, *([f"Better? {COMMAND} ACCEPT=1"] if found else []), sep="\n")  # noqa: T201
    return min(1, len(found))


sys.exit(main())

"""Does the built wheel work in an empty environment, in full and lean? Run by `make package`."""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONSTRAINTS = str(ROOT / "constraints.txt")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _call(sys.executable, "-m", "build", "--wheel", "--outdir", folder, str(ROOT))
        wheel = next(Path(folder).glob("*.whl"))
        lean = ["-r", str(ROOT / "requirements-lean.txt")]
        _try(Path(folder) / "lean", [lean, ["--no-deps", str(wheel)]], torch=False)
        _try(Path(folder) / "full", [[str(wheel)]], torch=True)


def _try(environment: Path, installs: list[list[str]], *, torch: bool) -> None:
    """Install, summarize the samples from another folder, and look at what came out."""
    venv.create(environment, with_pip=True)
    python = str(environment / "bin" / "python")
    _call(python, "-m", "pip", "install", "-q", "--upgrade", "pip>=25.1")
    for install in installs:
        _call(python, "-m", "pip", "install", "-q", "-c", CONSTRAINTS, *install)
    found = _call(python, "-c", "import importlib.util as u; print(bool(u.find_spec('torch')))")
    if found.strip() != str(torch):
        raise RuntimeError(f"{environment.name}: torch installed is {found}, expected {torch}")
    command = str(environment / "bin" / "summarizer")
    print(_call(command, "summarize", str(ROOT / "samples"), "--words", "120"))
    print(f"the {environment.name} install of the wheel works")


def _call(*command: str) -> str:
    done = subprocess.run(command, cwd=tempfile.gettempdir(), check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


if __name__ == "__main__":
    main()

"""`summarizer models`, against a real server on this machine that speaks the hub's protocol."""

import hashlib
import json
import os
import subprocess
import sys
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from threading import Thread

import pytest

needs_torch = pytest.mark.skipif(
    find_spec("sentence_transformers") is None,
    reason="sentence-transformers is NOT INSTALLED: fetching is untested here",
)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "config.json": b"{}",
    "model.safetensors": b"weights",
    "onnx/model.onnx": b"another program's",
    "pytorch_model.bin": b"\x80\x04",
    "run.py": b"raise SystemExit",
}
SHA256 = hashlib.sha256(FILES["model.safetensors"]).hexdigest()


class Hub(BaseHTTPRequestHandler):
    def __init__(self, asked, *args):
        self.asked = asked
        super().__init__(*args)

    def do_GET(self):
        self.answer(with_body=True)

    def do_HEAD(self):
        self.answer(with_body=False)

    def answer(self, with_body):
        path = self.path.partition("?")[0]
        name = path.rpartition(f"/resolve/{COMMIT}/")[2]
        if "/tree/" in path:
            sizes = {each: len(content) for each, content in FILES.items()}
            tree = [
                {"type": "file", "path": each, "size": size, "oid": "0" * 40}
                for each, size in sizes.items()
            ]
            body = json.dumps(tree).encode()
        elif path.startswith("/api/models/org/tiny"):
            siblings = [{"rfilename": each} for each in FILES]
            about = {"id": "org/tiny", "modelId": "org/tiny", "sha": COMMIT, "siblings": siblings}
            body = json.dumps(about).encode()
        elif name in FILES:
            self.asked.add(name)
            body = FILES[name]
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{hashlib.sha1(body).hexdigest()}"')  # noqa: S324 - an ETag
        self.send_header("X-Repo-Commit", COMMIT)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def hub(loopback):  # noqa: ARG001 - the server is on this machine
    asked = set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Hub, asked))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def ran(tmp_path, *arguments, endpoint="http://127.0.0.1:9"):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
    return subprocess.run(
        [sys.executable, "-m", "summarizer", "models", *arguments],
        env={
            **kept,
            "HF_ENDPOINT": endpoint,
            "HF_HOME": str(tmp_path / "hub"),
            "HF_HUB_DISABLE_PROGRESS_BARS": "1",
            "XDG_CONFIG_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )


def name_it(tmp_path, sha256):
    own = tmp_path / "summarizer" / "models.toml"
    own.parent.mkdir()
    own.write_text(f'[tiny]\nsource = "org/tiny"\nsha256 = "{sha256}"\n', "utf-8")
    return own


def test_the_list_has_the_shipped_names_the_users_and_where_they_go(tmp_path):
    own = name_it(tmp_path, SHA256)
    out = ran(tmp_path, "list").stdout
    assert [line.split()[0] for line in out.splitlines()[:3]] == ["embedded", "lexical", "minilm"]
    assert "tiny                   org/tiny" in out
    assert out.endswith(f"Your own names go into {own}\n")


@needs_torch
def test_fetch_takes_safetensors_and_settings_only_and_checks_them(tmp_path, hub):
    endpoint, asked = hub
    name_it(tmp_path, SHA256)
    done = ran(tmp_path, "fetch", "tiny", endpoint=endpoint)
    assert done.returncode == 0, done.stderr
    assert f"sha256 {SHA256}" in done.stdout
    assert asked == {"config.json", "model.safetensors"}
    assert f"snapshots/{COMMIT}" in ran(tmp_path, "info", "tiny").stdout


@needs_torch
def test_fetched_weights_that_are_not_the_named_ones_are_refused(tmp_path, hub):
    name_it(tmp_path, "00")
    done = ran(tmp_path, "fetch", "tiny", endpoint=hub[0])
    assert done.returncode == 1
    assert f"have the SHA-256 {SHA256}, not 00" in done.stderr


@needs_torch
@pytest.mark.parametrize("name", ["tiny", "org/unknown"])
def test_a_fetch_that_fails_is_one_line(tmp_path, name):
    name_it(tmp_path, SHA256)
    done = ran(tmp_path, "fetch", name)
    assert done.returncode == 1
    first, second = done.stderr.splitlines()
    assert first.startswith("summarizer: fetching org/")
    assert "was not fetched (" in second


def test_what_comes_with_summarizer_is_not_fetched(tmp_path):
    done = ran(tmp_path, "fetch", "embedded")
    assert done.returncode == 2
    assert done.stderr == ("summarizer: embedded comes with summarizer: nothing is to be fetched\n")


def test_check_says_whether_neighbours_change_a_vector(tmp_path):
    assert (
        "alone      a text has the same vector as among others\n"
        in ran(tmp_path, "check", "embedded").stdout
    )
    lexical = ran(tmp_path, "check", "lexical").stdout
    assert lexical.endswith("alone      a vector depends on all texts of a run\n")


def test_a_daily_briefing_refuses_vectors_that_two_days_cannot_share(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", "brief", "--model", "lexical"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.startswith("summarizer: --model lexical: its vectors of two days cannot")

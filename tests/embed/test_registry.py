import pytest

from summarizer.embed import registry
from summarizer.errors import ModelError


def test_shipped_names_have_a_source_and_a_licence(tmp_path):
    found = registry.models(tmp_path / "none.toml")
    assert set(found) == {"minilm", "mpnet", "minilm-multilingual", "e5-multilingual"}
    assert all("/" in model.source and model.licence for model in found.values())
    assert found["e5-multilingual"].prompt == "query: "


def test_the_users_name_wins(tmp_path):
    own = tmp_path / "models.toml"
    own.write_text('[minilm]\nsource = "~/minilm"\nrevision = "v2"\n', "utf-8")
    model = registry.known("minilm", own)
    assert not model.source.startswith("~")
    assert model.source.endswith("/minilm")
    assert (model.revision, model.sha256) == ("v2", None)


def test_a_name_that_is_not_short_is_its_own_source(tmp_path):
    model = registry.known("org/model", tmp_path / "none.toml")
    assert (model.name, model.source, model.sha256) == ("org/model", "org/model", None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[a", "cannot be read"),
        ("[a]\n", r'\[a\] needs source = "a repository or a folder"'),
        ("a = 1\n", r"\[a\] needs source"),
        ('[a]\nsource = "b"\nsha265 = "00"\n', r"\[a\] sha265: expected text under one of source"),
        ('[a]\nsource = "b"\nsha256 = 1\n', r"\[a\] sha256: expected text"),
    ],
)
def test_what_is_wrong_in_the_users_file_is_one_line_that_names_it(tmp_path, text, line):
    own = tmp_path / "models.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(ModelError, match=line) as caught:
        registry.models(own)
    assert str(caught.value).startswith(f"{own}: ")
    assert "\n" not in str(caught.value)

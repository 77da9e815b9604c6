import gzip
import json
from pathlib import Path

from benchmarks import convert
from summarizer.evaluate import dataset
from summarizer.evaluate.dataset import Cluster


def test_multi_news_lines_become_clusters(tmp_path: Path) -> None:
    source, target = tmp_path / "test.src.cleaned", tmp_path / "test.tgt"
    source.write_text(
        "The dam broke.NEWLINE_CHARNEWLINE_CHARTwo villages flooded. ||||| A dam broke. |||||\n"
        "One article only.\n"
    )
    target.write_text("– A dam broke, and villages flooded.\n– One.\n")
    assert list(convert.multinews(str(source), str(target))) == [
        {
            "id": "test.src.cleaned:1",
            "lang": "en",
            "docs": [
                {"title": "", "text": "The dam broke.\n\nTwo villages flooded."},
                {"title": "", "text": "A dam broke."},
            ],
            "references": [{"text": "A dam broke, and villages flooded."}],
        },
        {
            "id": "test.src.cleaned:2",
            "lang": "en",
            "docs": [{"title": "", "text": "One article only."}],
            "references": [{"text": "One."}],
        },
    ]


EVENT = {
    "id": 17,
    "date": "2019-03-02",
    "summary": "A dam breaks.",
    "articles": [
        {
            "id": "x",
            "title": "Dam breaks",
            "text": "The dam broke.",
            "time": "2019-03-02T10:00:00",
            "url": "https://www.example.org/dam",
            "origin": "CommonCrawl",
        },
        {"title": None, "text": "It broke.", "time": None, "origin": "WCEP"},
    ],
    "reference_urls": ["https://www.example.org/dam"],
    "category": "Disasters and accidents",
    "collection": "test",
    "wiki_links": [],
}
CONVERTED = {
    "id": "17",
    "lang": "en",
    "docs": [
        {
            "title": "Dam breaks",
            "text": "The dam broke.",
            "date": "2019-03-02T10:00:00",
            "source": "example.org",
        },
        {"title": "", "text": "It broke."},
    ],
    "references": [{"text": "A dam breaks."}],
}


def test_wcep_events_become_clusters_packed_or_not(tmp_path: Path) -> None:
    plain, packed = tmp_path / "test.jsonl", tmp_path / "test.jsonl.gz"
    plain.write_text(json.dumps(EVENT) + "\n")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert list(convert.wcep(str(plain))) == [CONVERTED]
    assert list(convert.wcep(str(packed))) == [CONVERTED]


def _multiling(folder: Path) -> None:
    texts = folder / "SourceTexts"
    texts.mkdir()
    (texts / "M0000.english").write_text(
        "Dam breaks\n\nSaturday, January 8, 2005\n\nThe dam broke.\n\nVillages flooded.\n"
    )
    (texts / "M0001.english").write_text("No dateline here\n\nThe dam is being repaired.\n")
    (texts / "M0000.French").write_text(
        "La digue cède\n\nSamedi 8 janvier 2005\n\nLa digue a cédé.\n"
    )
    for language, annotators in {"English": "BA", "French": "C"}.items():
        models = folder / "Model Summaries" / language
        models.mkdir(parents=True)
        (models / ".directory").write_text("not a summary")
        for annotator in annotators:
            (models / f"M000.{annotator}.250").write_text(f"{language}\nby {annotator}.\n")


def test_multiling_folders_become_clusters_by_language_and_topic(tmp_path: Path) -> None:
    _multiling(tmp_path)
    assert list(convert.multiling(str(tmp_path))) == [
        {
            "id": "multiling2011-en-M000",
            "lang": "en",
            "docs": [
                {
                    "title": "Dam breaks",
                    "text": "The dam broke.\nVillages flooded.",
                    "date": "2005-01-08",
                },
                {"title": "No dateline here", "text": "The dam is being repaired."},
            ],
            "references": [{"text": "English by A."}, {"text": "English by B."}],
        },
        {
            "id": "multiling2011-fr-M000",
            "lang": "fr",
            "docs": [{"title": "La digue cède", "text": "La digue a cédé.", "date": "2005-01-08"}],
            "references": [{"text": "French by C."}],
        },
    ]


def test_what_is_converted_can_be_evaluated(tmp_path: Path) -> None:
    _multiling(tmp_path)
    path = tmp_path / "clusters.jsonl"
    path.write_text("\n".join(map(json.dumps, convert.multiling(str(tmp_path)))))
    found = list(dataset.clusters(path))
    assert [each.lang for each in found if isinstance(each, Cluster)] == ["en", "fr"]

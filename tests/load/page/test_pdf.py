import io
import sys
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader, PdfWriter

from summarizer.datatypes import Problem
from summarizer.errors import SourceError
from summarizer.load import workers
from summarizer.load.page import pdf
from summarizer.load.workers import Job

LINES = [
    "The dam above the town of Velden broke on Monday night after a week of",
    "heavy rain. Nobody was hurt, said the mayor, because the lower streets",
    "had been cleared.",
    "Engineers had warned for years that the wall, which was built in 1931 by",
    "the provin-",
    "cial government, could not hold so much water.",
]
TEXT = (
    "The dam above the town of Velden broke on Monday night after a week of heavy rain. Nobody was "
    "hurt, said the mayor, because the lower streets had been cleared.\n"
    "Engineers had warned for years that the wall, which was built in 1931 by the provincial "
    "government, could not hold so much water."
)
INFO = "/Title (Dam breaks above Velden) /CreationDate (D:20261120083000+02'00')"


def document(*pages, info=INFO, catalog="/Lang (en-GB)", size=None):
    """A PDF of pages of lines, written out by hand."""
    numbers = range(5, 5 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {size or len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: f"<< {info} >>",
    }
    for number, lines in zip(numbers, pages, strict=True):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects[number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R >>"
        )
        objects[number + 1] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    return assembled(objects)


def assembled(objects):
    """Header, objects, table of their places, trailer: ISO 32000-1, 7.5."""
    data, places = b"%PDF-1.7\n", []
    for number, content in sorted(objects.items()):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R /Info 4 0 R >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def refused(data):
    with pytest.raises(SourceError) as caught:
        pdf.extract(data, "dam.pdf")
    assert caught.value.source == "dam.pdf"
    return caught.value.reason


def test_lines_become_paragraphs_and_divided_words_whole():
    article = pdf.extract(document(LINES), "dam.pdf")
    assert article.text == TEXT
    assert article.title == "Dam breaks above Velden"
    assert article.published == datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
    assert (article.lang, article.path, article.source) == ("en-GB", "dam.pdf", "")


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    assert pdf.extract(document(LINES[:1], LINES[1:]), "a").text == TEXT


def test_running_heads_and_page_numbers_are_left_out():
    said = ["The dam broke.", "Nobody was hurt.", "The wall was old.", "It will be built again."]
    pages = [
        ["The Daily Post", "20 November", *[sentence] * 3, f"Page {number} of 4"]
        for number, sentence in enumerate(said, start=1)
    ]
    text = pdf.extract(document(*pages), "a").text
    assert text.replace("\n", " ") == " ".join(sentence for sentence in said for _ in range(3))


def test_the_headline_is_the_title_and_no_part_of_the_text():
    headline = ["Dam breaks", "above Velden"]
    assert pdf.extract(document([*headline, *LINES]), "a").text == TEXT


@pytest.mark.parametrize("declared", ["report.docx", "Microsoft Word - dam", "Untitled", ""])
def test_a_file_name_is_no_title(declared):
    found = pdf.extract(document(["A wall gives way", *LINES], info=f"/Title ({declared})"), "a")
    assert (found.title, found.text, found.published) == ("A wall gives way", TEXT, None)


def test_a_sentence_is_no_title():
    assert pdf.extract(document(["It broke.", *LINES], info=""), "a").title == ""


def test_a_pdf_without_text_is_refused():
    assert (
        refused(document([])) == "no text in this PDF, which may be a scan; save its text as .txt"
    )


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"hello" * 99, document(LINES)[:300]])
def test_a_damaged_pdf_is_refused(data):
    assert refused(data) == "a damaged PDF; open it in a viewer and save its text as .txt"


def test_a_pdf_with_too_many_pages_is_refused():
    assert refused(document(*[["x"]] * 201)) == "201 pages; the limit for a PDF is 200"


def test_a_pdf_over_the_limit_is_not_opened():
    reason = "25,000,001 bytes; the limit for a PDF is 25,000,000 bytes"
    assert refused(b" " * 25_000_001) == reason


def test_a_locked_pdf_is_refused():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert refused(locked.getvalue()) == (
        "a PDF behind a password; open it in a viewer and save its text as .txt"
    )


def test_without_the_extra_the_reason_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert refused(document(LINES)) == "a PDF needs one more package: pip install 'summarizer[pdf]'"


def test_pdf_files_are_read_in_worker_processes():
    jobs = [Job("pdf", document(LINES), "dam.pdf"), Job("pdf", b"%PDF-", "broken.pdf")]
    article, problem = workers.run(jobs, most=1)
    assert article == pdf.extract(document(LINES), "dam.pdf")
    assert problem == Problem(
        "broken.pdf", "a damaged PDF; open it in a viewer and save its text as .txt"
    )

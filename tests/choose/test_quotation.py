import pytest

from summarizer.choose import quotation


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quotation.spans(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no" twice.', ['"no"']),
        ("“No,” he said. “Never.”", ["“No,”", "“Never.”"]),
        ("„Nein“, sagte er.", ["„Nein“"]),
        ("»Nein«, sagte er.", ["»Nein«"]),
        ("Il dit « non ».", ["« non »"]),
        ("‘No,’ the baker’s wife said.", ["‘No,’"]),
        ("The bakers' union isn't new.", []),
        ("He is 6'2\" tall.", []),
        ("A “new ‘old’ rule” came.", ["“new ‘old’ rule”"]),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, inside: list[str]):
    assert quoted(text) == inside


def test_a_quotation_ends_with_its_paragraph():
    spans = quotation.spans("“One.\n“Two.”")
    assert [(span.start, span.end, span.closed) for span in spans] == [(0, 5, False), (6, 12, True)]


def test_hiding_keeps_every_offset():
    text = "“No,” he said."
    hidden = quotation.hide(text, quotation.spans(text))
    assert hidden == f"“{quotation.HIDDEN * 3}” he said."

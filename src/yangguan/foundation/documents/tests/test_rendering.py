"""From data to PDF/A-2b."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from yangguan.foundation.documents.errors import FontsMissing, NotCanonical
from yangguan.foundation.documents.glyphs import FONT_FILES
from yangguan.foundation.documents.paper import document_data, render_document
from yangguan.foundation.documents.rendering import TEMPLATE_VERSIONS, fonts_folder, render_pdf
from yangguan.foundation.documents.tests import samples, samples_of_papers
from yangguan.foundation.documents.tests.reading import words_of


def test_the_file_says_that_it_is_pdf_a_2b():
    pdf = render_document(samples.receipt())

    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf


def test_every_template_is_printed_by_some_sample_and_has_a_version():
    assert {make().template for make in samples_of_papers.EVERY.values()} == set(TEMPLATE_VERSIONS)
    assert all(TEMPLATE_VERSIONS.values())


def test_the_version_of_the_template_stands_on_the_paper():
    version = TEMPLATE_VERSIONS["receipt"]

    assert f"版式receipt{version}" in words_of(render_document(samples.receipt()))


def test_the_same_data_gives_the_same_bytes_even_with_another_document_in_between():
    first = render_document(samples.receipt())
    render_document(samples.receipt(number="别的文号"))

    assert render_document(samples.receipt()) == first


def test_many_threads_print_each_its_own_document():
    numbers = [f"敦市监许收〔2026〕第{count}号" for count in range(24)]

    with ThreadPoolExecutor(8) as pool:
        pdfs = list(pool.map(lambda it: render_document(samples.receipt(number=it)), numbers))

    assert all(number in words_of(pdf) for number, pdf in zip(numbers, pdfs, strict=True))


def test_an_unknown_template_is_refused():
    with pytest.raises(KeyError):
        render_pdf("../secret", {"document_date": "2026-11-23"})


def test_a_document_without_a_date_is_refused():
    with pytest.raises(KeyError):
        render_pdf("receipt", {})


def test_values_that_cannot_be_hashed_are_not_printed_either():
    with pytest.raises(NotCanonical):
        render_pdf("receipt", document_data(samples.receipt()) | {"fee": 0.1})


def test_missing_fonts_are_named_with_the_remedy(settings, tmp_path):
    settings.BASE_DIR = tmp_path

    with pytest.raises(FontsMissing, match=r"NotoSerifSC_400Regular\.ttf.*make setup"):
        render_document(samples.receipt())


def test_a_broken_font_file_is_an_error_and_no_empty_page(settings, tmp_path):
    names = [name for family in FONT_FILES.values() for name in family]
    (tmp_path / "build" / "fonts").mkdir(parents=True)
    for name in names:
        (tmp_path / "build" / "fonts" / name).symlink_to(fonts_folder() / name)
    broken = tmp_path / "build" / "fonts" / names[0]
    broken.unlink()
    broken.write_bytes(b"\0" * 64)
    settings.BASE_DIR = tmp_path

    with pytest.raises(FontsMissing, match=names[0]):
        render_document(samples.receipt())

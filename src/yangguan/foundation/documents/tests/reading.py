"""Reading a PDF back, with another library than the one that wrote it."""

import io
import re

from pypdf import PdfReader

MILLIMETRE = 72 / 25.4


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def bare(text: str) -> str:
    """Without blanks and line ends: where a line breaks is the template's business."""
    return re.sub(r"[\s\u200b]+", "", text)


def words_of(pdf: bytes) -> str:
    return bare("".join(pages_of(pdf)))


def sizes_of(pdf: bytes) -> set[tuple[int, int]]:
    """Sizes of the pages in whole millimetres."""
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(pdf)).pages]
    return {(round(box.width / MILLIMETRE), round(box.height / MILLIMETRE)) for box in boxes}

"""
From data to PDF: Typst templates, filled by JSON and never by text pasted into a program.

A value reaches a template only through `sys.inputs`, as JSON. What a person typed is therefore text
for Typst, whatever characters it has; it cannot become markup, code or a file access.
"""

import json
import re
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

import typst
from django.conf import settings

from yangguan.foundation.documents.canonical import canonical_json
from yangguan.foundation.documents.errors import FontsMissing
from yangguan.foundation.documents.glyphs import (
    FONT_FILES,
    covered_characters,
    printable,
    require_fonts,
)
from yangguan.foundation.documents.qr import qr_svg

TEMPLATES = Path(__file__).parent / "templates"
# A part of other templates, not a document.
_SHARED = {"house"}


def _declared_versions() -> dict[str, str]:
    """Name → version of every template; the version is written once, in the template itself."""
    versions: dict[str, str] = {}
    for path in sorted(TEMPLATES.glob("*.typ")):
        if path.stem in _SHARED:
            continue
        declared = re.search(r'^#let version = "([^"]+)"$', path.read_text(), re.MULTILINE)
        if declared is None:
            raise ValueError(f"{path.name} declares no version")
        versions[path.stem] = declared[1]
    return versions


TEMPLATE_VERSIONS: Mapping[str, str] = MappingProxyType(_declared_versions())


def fonts_folder() -> Path:
    """Where set-up puts the document fonts: `build/fonts` beside the sources."""
    return Path(settings.BASE_DIR) / "build" / "fonts"


def render_pdf(template: str, data: Mapping[str, object]) -> bytes:
    """
    Fill one template and return the document as PDF/A-2b (ISO 19005-2).

    `template` is a key of `TEMPLATE_VERSIONS`. `data` holds only what `canonical_json` allows.
    Required key `document_date` ("YYYY-MM-DD"): the date that the file carries as its date of
    creation, so that the same data gives the same bytes on every machine and day. The optional
    key `qr_url` (text) becomes a QR code. Characters outside the fonts are printed as 〓 with their
    code point. Safe to call from several threads.

    Raises `KeyError` for an unknown template or a missing date, `NotCanonical` for values without
    a canonical form, `FontsMissing` when set-up has not fetched the fonts.
    """
    version = TEMPLATE_VERSIONS[template]
    created = date.fromisoformat(str(data["document_date"]))
    fonts = fonts_folder()
    texts = json.loads(canonical_json(data))
    covered = covered_characters(fonts)
    inputs = {
        "data": json.dumps(_printable(texts, covered), ensure_ascii=False),
        "template": f"{template} {version}",
    }
    if qr_url := data.get("qr_url"):
        inputs["qr"] = qr_svg(str(qr_url))
    return _engine(template, fonts).compile(inputs, created=created)


class _Engine:
    """One kept compiler: fonts and parsed template stay in memory, a page costs milliseconds."""

    def __init__(self, template: str, fonts: Path) -> None:
        self._lock = threading.Lock()
        self._compiler = typst.Compiler(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=_loaded_fonts(fonts),
            ignore_system_fonts=True,
        )

    def compile(self, inputs: dict[str, str], *, created: date) -> bytes:
        midnight = datetime(created.year, created.month, created.day, tzinfo=UTC)
        # The compiler holds the inputs of one run at a time.
        with self._lock:
            pdf = self._compiler.compile(
                format="pdf", pdf_standards="a-2b", sys_inputs=inputs, timestamp=midnight
            )
        if not isinstance(pdf, bytes):
            raise TypeError(f"typst gave {type(pdf).__name__} for a PDF")
        return pdf


@cache
def _loaded_fonts(folder: Path) -> typst.Fonts:
    require_fonts(folder)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    # Typst sets a text without a font as nothing at all: better no document than an empty one.
    unknown = FONT_FILES.keys() - set(fonts.families())
    if unknown:
        raise FontsMissing(folder, sorted(unknown))
    return fonts


@cache
def _engine(template: str, fonts: Path) -> _Engine:
    return _Engine(template, fonts)


def _printable(value: object, covered: frozenset[int]) -> object:
    match value:
        case str():
            return printable(value, covered=covered)
        case list():
            return [_printable(member, covered) for member in value]
        case dict():
            return {key: _printable(member, covered) for key, member in value.items()}
        case _:
            return value

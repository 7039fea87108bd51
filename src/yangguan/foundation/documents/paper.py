"""
What every document is: a frozen value that a template prints, and that can be hashed.

Documents are written in Chinese only: 国家通用语言文字法 第九条 makes it the language of official
papers, so their words are not part of the message catalogues.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from django.utils.timezone import localtime

from yangguan.foundation.documents.canonical import Json, data_digest
from yangguan.foundation.documents.rendering import TEMPLATE_VERSIONS, render_pdf

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document on paper or as PDF. What is printed is in the fields and nowhere else."""

    template: ClassVar[str]
    chinese_name: ClassVar[str]
    derived: ClassVar[tuple[str, ...]] = ()
    """Properties that the template prints beside the fields."""

    number: str
    """文号, 证照编号 or 事项编码 as printed, drawn by the caller; may be empty."""
    organ: str
    """Full name of the organ that issues the paper (发文机关)."""
    issued_date: date
    """成文日期; also the date that the PDF file carries."""
    qr_url: str
    """Address in the QR code: where this paper, its case or its edition can be checked."""

    @property
    def kind(self) -> str:
        """Stable name of the kind of document, for storage and trace: its template's name."""
        return self.template

    @property
    def title(self) -> str:
        """Title as printed."""
        return self.chinese_name


def document_data(document: Paper) -> dict[str, Json]:
    """
    The fields of a document as the template gets them, with `kind`, `title` and `document_date`.

    Dates are written as on paper (2026年11月23日), times by the city's clock with 10:58 behind.
    Raises `ValueError` for a naive time.
    """
    return _members(document) | {
        "kind": document.kind,
        "title": document.title,
        "document_date": document.issued_date.isoformat(),
    }


def document_digest(document: Paper) -> str:
    """SM3 over the canonical JSON of `document_data`: 64 hexadecimal digits, for the trace."""
    return data_digest(document_data(document))


def document_version(document: Paper) -> str:
    """Version of the template that prints the document, for the trace."""
    return TEMPLATE_VERSIONS[document.template]


def render_document(document: Paper) -> bytes:
    """
    The document as PDF/A-2b, unsigned; the same bytes for the same fields.

    Raises `FontsMissing` when set-up has not fetched the fonts.
    """
    return render_pdf(document.template, document_data(document))


def chinese_date(day: date) -> str:
    """2026-11-03 → 2026年11月3日. Source: GB/T 9704-2012 7.3.5.4 (no leading zeros)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _written(value: object) -> Json:
    match value:
        case StrEnum():
            return value.value
        case None | bool() | int() | str():
            return value
        case datetime():
            local = localtime(value)
            return f"{chinese_date(local.date())} {local:%H:%M}"
        case date():
            return chinese_date(value)
        case tuple() | list():
            return [_written(member) for member in value]
        case Mapping():
            return {str(key): _written(member) for key, member in value.items()}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return _members(value)
        case _:
            raise TypeError(f"{type(value).__name__} cannot be printed")


def _members(value: "DataclassInstance") -> dict[str, Json]:
    """Fields of a dataclass, and the properties it names as `derived`."""
    return {name: _written(getattr(value, name)) for name in _printed(type(value))}


@cache
def _printed(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    derived: tuple[str, ...] = getattr(kind, "derived", ())
    return (*(field.name for field in dataclasses.fields(kind)), *derived)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The person or organisation a document speaks to."""

    derived: ClassVar[tuple[str, ...]] = ("you",)

    name: str
    """Full name."""
    is_organisation: bool
    """Decides the form of address: 你单位 or 您."""
    id_label: str = ""
    """What `id_number` is: 公民身份号码, 统一社会信用代码. Empty without a number."""
    id_number: str = ""
    """Number as it may be printed: the caller has masked it. Empty leaves it out."""

    @property
    def you(self) -> str:
        return "你单位" if self.is_organisation else "您"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The picture of a round seal. It only shows whose paper it is; the proof is the signature."""

    organ: str
    """Name on the arc."""
    purpose: str = ""
    """Special seal (专用章) named below the star, e.g. `ACCEPTANCE_SEAL`; or empty."""


ACCEPTANCE_SEAL = "政务服务受理专用章"
LICENSING_SEAL = "行政许可专用章"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """
    Whom to turn to against a decision: review within 60 days, lawsuit within 6 months.

    Source: 行政复议法 第二十条第一款, 行政诉讼法 第四十六条第一款, 行政许可法 第三十八条第二款.
    """

    review_organ: str
    """行政复议机关, for a county-level department its people's government."""
    court: str
    """人民法院 with jurisdiction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledValue:
    """One line "label: value"."""

    label: str
    value: str

"""The number of a licence: kept where the case brings one, otherwise the next of its series."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models.expressions import RawSQL

from yangguan.foundation.identifiers.errors import NumberNotComposable
from yangguan.foundation.identifiers.licence_identifier import parse_licence_identifier
from yangguan.foundation.identifiers.number_pattern import (
    NumberPattern,
    NumberSource,
    parse_number_pattern,
)
from yangguan.foundation.sql.prepared import prepared_cursor
from yangguan.handling.licences.errors import (
    LicenceNumberOfAnother,
    LicenceTypeUnknown,
    NoLicenceNumber,
)
from yangguan.handling.licences.models import Licence
from yangguan.registers.catalogue.models import LicenceType

# One row lock for each type and series; type checked, number drawn and row made in one round trip.
_NEXT_SERIAL = """
INSERT INTO licences_licenceserial (licence_type_id, series, last)
SELECT id, %s::text, 1 FROM catalogue_licencetype
WHERE id = %s AND ctid::text || '/' || xmin::text = %s
ON CONFLICT (licence_type_id, series) DO UPDATE SET last = licences_licenceserial.last + 1
RETURNING last
"""
# Where the row stands and who wrote it: another text after every change of the row.
_STAMP = RawSQL("catalogue_licencetype.ctid::text || '/' || catalogue_licencetype.xmin::text", ())
# The holder of these is not one party: any member of the household may ask for the next edition.
_HOUSEHOLD = "户"


@dataclass(frozen=True, slots=True)
class Organ:
    """A department as an issuer."""

    id: int
    name: str
    short_name: str
    code: str  # 统一社会信用代码


@dataclass(frozen=True, slots=True)
class TypeView:
    """A licence type as issuing needs it."""

    id: int
    name: str
    identifier_code: str
    issuer: Organ
    is_issued_by_decider: bool
    holder_kind: str
    fields: tuple[tuple[str, str, bool], ...]  # label, element, whether it must not be missing
    months: int | None
    validity: str
    stamp: str  # of the row that this was read from
    pattern: NumberPattern
    number_element: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a new licence is called, and the one before it with the same number."""

    number: str
    is_new: bool
    serial: str  # of the electronic identifier
    version: int = 1
    previous: Licence | None = None


class TypeChanged(Exception):
    """The remembered type is not what the catalogue holds now: begin anew with `type_view`."""


def type_view(name: str) -> TypeView:
    """
    The licence type of a name, from memory or with one query. Raises `LicenceTypeUnknown`.

    Types change by loading only; a draw notices when the remembered one is no longer true.
    """
    try:
        return _remembered_type(name)
    except LicenceType.DoesNotExist:
        raise LicenceTypeUnknown(name=name) from None


def next_number(
    kind: TypeView,
    *,
    kept: str,
    is_import: bool,
    source: Mapping[str, Any],
    organ: Organ,
    holder: str,
    day: date,
) -> Numbered:
    """
    The number of a licence; nothing else of the issue may be read from `kind` before.

    `kept` is the number that was there before, or empty; `source` maps data elements to values
    for the pattern. One query; one more to find the licence that a kept number had until now,
    which is locked. Raises `NoLicenceNumber`, and `TypeChanged`, which has forgotten the old type.
    """
    is_drawn = not kept and kind.pattern.has_serial
    series = kind.pattern.series(day) if is_drawn else f"R{day.year}"
    last = _draw(kind, series)
    number = kept or _composed(
        kind,
        NumberSource(
            day=day,
            serial=last,
            region=organ.code[2:8],
            organ=organ.short_name,
            holder=holder,
            values=source,
        ),
    )
    previous = None if is_drawn or is_import else _previous(kind, number)
    if previous is None:
        return Numbered(number, is_new=not kept, serial=f"{series}{last:06d}")
    stated = parse_licence_identifier(previous.identifier, strict=False)
    return Numbered(
        number,
        is_new=False,
        serial=stated.serial,
        version=previous.version + 1,
        previous=previous,
    )


def ensure_may_continue(previous: Licence | None, kind: TypeView, *, holder_id: object) -> None:
    """Nobody takes over another's number. Raises `LicenceNumberOfAnother`."""
    if previous is None or kind.holder_kind == _HOUSEHOLD:
        return
    if previous.holder_id != holder_id:
        raise LicenceNumberOfAnother(name=kind.name)


def _draw(kind: TypeView, series: str) -> int:
    """The next serial of a series. Raises `TypeChanged`."""
    with prepared_cursor() as cursor:
        cursor.execute(_NEXT_SERIAL, [series, kind.id, kind.stamp])
        row = cursor.fetchone()
    if row is None:
        _remembered_type.cache_clear()
        raise TypeChanged
    last: int = row[0]
    return last


def _composed(kind: TypeView, source: NumberSource) -> str:
    try:
        return kind.pattern.compose(source)
    except NumberNotComposable as error:
        raise NoLicenceNumber(name=kind.name, reason=error.message) from error


def _previous(kind: TypeView, number: str) -> Licence | None:
    return (
        Licence.objects.select_for_update()
        .filter(licence_type_id=kind.id, number=number)
        .order_by("-version")
        .first()
    )


@lru_cache(maxsize=512)
def _remembered_type(name: str) -> TypeView:
    kind = LicenceType.objects.select_related("issuer").annotate(stamp=_STAMP).get(name=name)
    # A city that gives no pattern has numbers by type and year.
    plain = f"{kind.code.replace('-', '')}{{year}}{{serial:6}}"
    return TypeView(
        id=kind.pk,
        name=kind.name,
        identifier_code=kind.identifier_code,
        issuer=Organ(
            kind.issuer_id, kind.issuer.name, kind.issuer.short_name, kind.issuer.credit_code
        ),
        is_issued_by_decider=kind.is_issued_by_decider,
        holder_kind=kind.holder_kind,
        fields=tuple(
            (field["NAME"], field["ELEMENT"], bool(field.get("REQUIRED", True)))
            for field in kind.fields
        ),
        months=kind.validity_months,
        validity=kind.validity,
        stamp=kind.stamp,
        pattern=parse_number_pattern(kind.number_pattern or plain),
        number_element=kind.number_element,
    )

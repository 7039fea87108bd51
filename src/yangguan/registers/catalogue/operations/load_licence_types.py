"""Loading the licence catalogue (电子证照目录) from a content folder."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.errors import InvalidNumberPattern
from yangguan.foundation.identifiers.number_pattern import parse_number_pattern
from yangguan.foundation.loading.rows import (
    ContentRow,
    Loaded,
    Seen,
    read_content,
)
from yangguan.registers.catalogue.models import LicenceType
from yangguan.registers.organisations.models import Department

FILE = "licence-types.json"
_HIGHEST_MONTHS = 12 * 100
_FIELD_KEYS = ("NAME", "ELEMENT", "TYPE", "REQUIRED")


@transaction.atomic
def load_licence_types(folder: Path) -> Loaded:
    """
    Enter or update licence types. Each keeps for ever the type code that it got first.

    The type code is the issuer's credit code and a 3-digit sequence within the issuer
    (GB/T 36904-2018); it is part of every licence's identifier. Four queries.
    """
    content = read_content(folder, FILE)
    departments = Department.objects.values_list("key", "pk", "credit_code")
    issuers = {key: (pk, code) for key, pk, code in departments if key is not None}
    known = {kind.code: kind for kind in LicenceType.objects.all()}
    names = {kind.name: kind.code for kind in known.values()}
    sequence = _Sequence(kind.identifier_code for kind in known.values())
    codes_seen, names_seen = Seen(), Seen()

    def read(row: ContentRow) -> LicenceType:
        kind = _licence_type(row, issuers)
        codes_seen.once(row, "CODE", kind.code)
        names_seen.once(row, "NAME", kind.name)
        if names.get(kind.name, kind.code) != kind.code:
            row.fault("NAME", _("名称已用于另一类型“%(code)s”") % {"code": names[kind.name]})
        if not row.faults:
            stored = known.get(kind.code)
            issuer_code = issuers[row.values["ISSUER_KEY"]][1]
            kind.identifier_code = (
                stored.identifier_code if stored else sequence.following(issuer_code)
            )
        return kind

    accepted = content.accept("LICENCE_TYPES", read)
    LicenceType.objects.bulk_create(
        accepted,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "name", "kind", "holder_kind", "issuer", "number_rule", "number_pattern",
            "number_element", "is_issued_by_decider", "fields", "validity", "validity_months",
        ],
    )  # fmt: skip
    new = sum(kind.code not in known for kind in accepted)
    return Loaded("licence-types", len(accepted), new, tuple(content.rejected))


class _Sequence:
    """The next free 3-digit number of each issuer."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._last: defaultdict[str, int] = defaultdict(int)
        for code in taken:
            issuer, number = code[:-3], int(code[-3:])
            self._last[issuer] = max(self._last[issuer], number)

    def following(self, issuer_code: str) -> str:
        self._last[issuer_code] += 1
        return f"{issuer_code}{self._last[issuer_code]:03}"


def _licence_type(row: ContentRow, issuers: dict[str, tuple[int, str]]) -> LicenceType:
    months = row.values.get("VALIDITY_MONTHS")
    issuer_id, _code = issuers.get(row.one_of("ISSUER_KEY", issuers), (0, ""))
    for each in row.rows("FIELDS"):
        each.text("NAME")
        each.text("ELEMENT")
    return LicenceType(
        code=row.text("CODE", limit=64),
        name=row.text("NAME"),
        kind=row.text("KIND", limit=20),
        holder_kind=row.text("HOLDER_KIND", limit=40),
        issuer_id=issuer_id,
        number_rule=row.text("NUMBER_RULE"),
        number_pattern=_number_pattern(row),
        number_element=row.text("NUMBER_ELEMENT", limit=60, required=False) or "licence_number",
        is_issued_by_decider="ISSUED_BY_DECIDER" in row.values and row.flag("ISSUED_BY_DECIDER"),
        fields=[{key: each.values.get(key) for key in _FIELD_KEYS} for each in row.rows("FIELDS")],
        validity=row.text("VALIDITY", required=False),
        validity_months=None
        if months is None
        else row.whole("VALIDITY_MONTHS", lowest=1, highest=_HIGHEST_MONTHS),
    )


def _number_pattern(row: ContentRow) -> str:
    text = row.text("NUMBER_PATTERN", required=False)
    if text:
        try:
            parse_number_pattern(text)
        except InvalidNumberPattern as error:
            row.fault("NUMBER_PATTERN", error.message)
    return text

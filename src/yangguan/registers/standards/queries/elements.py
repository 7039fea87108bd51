"""What pages, forms and checks read of the dictionary of data elements."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from yangguan.foundation.search.words import normalise
from yangguan.foundation.web.pages import Cursor, Keyset, KeysetPage
from yangguan.registers.standards.models import DataElement
from yangguan.registers.standards.states import ElementType, PersonalData

PAGE = 50
MAX_QUERY = 60
# Every word of a query is one condition more.
MAX_WORDS = 5
BY_NAME = Keyset(("name", "code"))


@dataclass(frozen=True, slots=True)
class ElementView:
    """A data element; `code_table` is the key of its table, empty without one."""

    code: str
    name: str
    type: ElementType
    length: int | None
    unit: str
    code_table: str
    code_table_title: str
    personal_data: PersonalData
    source: str
    definition: str
    standard: str


def elements(
    *,
    text: str = "",
    personal_data: PersonalData | None = None,
    cursor: Cursor | None = None,
    limit: int = PAGE,
) -> KeysetPage[ElementView]:
    """Data elements by name; with every word of `text` in name, pinyin or code. One query."""
    rows = _found(DataElement.objects.all(), text)
    if personal_data is not None:
        rows = rows.filter(personal_data=personal_data)
    return BY_NAME.page(rows.select_related("code_table"), cursor=cursor, limit=limit, show=_view)


def element(code: str) -> ElementView | None:
    """One data element. One query."""
    row = DataElement.objects.select_related("code_table").filter(pk=code).first()
    return None if row is None else _view(row)


def elements_by_code(codes: Collection[str]) -> dict[str, ElementView]:
    """Those of the data elements that the dictionary has. One query."""
    rows = DataElement.objects.select_related("code_table").filter(pk__in=list(codes))
    return {row.pk: _view(row) for row in rows}


def has_dictionary() -> bool:
    """Whether any data element has been entered. One query."""
    return DataElement.objects.exists()


def elements_of_table(key: str) -> list[ElementView]:
    """The data elements whose answers stand in a code table, by code. One query."""
    rows = DataElement.objects.select_related("code_table").filter(code_table__key=key)
    return [_view(row) for row in rows.order_by("code")]


def _found(rows: QuerySet[DataElement], text: str) -> QuerySet[DataElement]:
    for word in normalise(text.replace("\0", ""))[:MAX_QUERY].split()[:MAX_WORDS]:
        rows = rows.filter(searched__contains=word)
    return rows


def _view(row: DataElement) -> ElementView:
    return ElementView(
        code=row.code,
        name=row.name,
        type=ElementType(row.type),
        length=row.length,
        unit=row.unit,
        code_table=row.code_table.key if row.code_table else "",
        code_table_title=row.code_table.title if row.code_table else "",
        personal_data=PersonalData(row.personal_data),
        source=row.source,
        definition=row.definition,
        standard=row.standard,
    )

"""Loading the dictionary of data elements from a content folder."""

from dataclasses import fields
from pathlib import Path

from django.db import transaction

from yangguan.foundation.loading.rows import (
    ContentRow,
    Loaded,
    Seen,
    read_content,
)
from yangguan.registers.standards.elements import (
    LONGEST_LENGTH,
    ElementContent,
    element_faults,
    searched,
)
from yangguan.registers.standards.models import CodeTable, DataElement
from yangguan.registers.standards.states import ElementType, PersonalData

FILE = "data-elements.json"


@transaction.atomic
def load_elements(folder: Path) -> Loaded:
    """
    Enter the data elements of a folder that the dictionary does not have yet.

    What it has already stays as editors have changed it. Must run after code tables. Three queries.
    """
    content = read_content(folder, FILE)
    tables = dict(CodeTable.objects.values_list("key", "pk"))
    before = set(DataElement.objects.values_list("pk", flat=True))
    seen = Seen()

    def read(row: ContentRow) -> DataElement:
        code = row.text("CODE", limit=60)
        seen.once(row, "CODE", code)
        element = _element(row, tables)
        for field, fault in element_faults(code, element):
            row.fault(field.upper(), fault)
        return DataElement(
            code=code,
            code_table_id=tables.get(element.code_table),
            searched=searched(code, element),
            **{
                each.name: getattr(element, each.name)
                for each in fields(element)
                if each.name != "code_table"
            },
        )

    accepted = content.accept("DATA_ELEMENTS", read)
    added = [element for element in accepted if element.pk not in before]
    DataElement.objects.bulk_create(added)
    return Loaded("data-elements", len(accepted), len(added), tuple(content.rejected))


def _element(row: ContentRow, tables: dict[str, int]) -> ElementContent:
    length = row.values.get("LENGTH")
    return ElementContent(
        name=row.text("NAME", limit=100),
        type=row.one_of("TYPE", set(ElementType)),
        length=None if length is None else row.whole("LENGTH", lowest=1, highest=LONGEST_LENGTH),
        unit=row.text("UNIT", limit=20, required=False),
        code_table=row.one_of("CODE_TABLE", tables, required=False),
        personal_data=row.one_of("PERSONAL_DATA", set(PersonalData)),
        source=row.text("SOURCE", limit=100),
        definition=row.text("DEFINITION", limit=500, required=False),
        standard=row.text("STANDARD", required=False),
    )

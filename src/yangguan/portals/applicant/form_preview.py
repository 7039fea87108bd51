"""The form of an edition as it will be asked, before anybody has begun: nothing is filled in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yangguan.foundation.web.fields import FieldView
from yangguan.portals.applicant.form_fields import (
    REGION_LEVELS,
    FormState,
    condition_elements,
    field_view,
)
from yangguan.registers.catalogue.answers import visible_fields
from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.organisations.queries import RegionLine, regions


def form_pages(
    content: EditionContent, *, now: datetime, answers: Mapping[str, Any] | None = None
) -> list[tuple[str, list[FieldView]]]:
    """Title and fields of every page of the form. At most one query, for the regions."""
    known = dict(answers or {})
    fields = content.fields()
    places: list[RegionLine] = (
        regions(levels=REGION_LEVELS) if any(each.type == "region" for each in fields) else []
    )
    state = FormState(
        answers=known,
        files={},
        upload_url="",
        now=now,
        file_url=str,
        regions=places,
        shown=frozenset(field.element for field in visible_fields(content, known)),
        in_conditions=condition_elements(fields),
    )
    return [
        (group.title, [field_view(field, state) for field in group.fields])
        for group in content.pages
    ]

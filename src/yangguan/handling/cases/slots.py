"""Which files lie in which slot of a draft or a case; a slot is a material's key or an element."""

import uuid

from django.db.models import QuerySet

from yangguan.handling.cases.models import CaseFile


def file_ids_by_slot(rows: QuerySet[CaseFile]) -> dict[str, list[uuid.UUID]]:
    """Slot → ids of the stored files, oldest first. One query."""
    found: dict[str, list[uuid.UUID]] = {}
    for slot, file_id in rows.order_by("uploaded_at", "id").values_list("slot", "file_id"):
        found.setdefault(slot, []).append(file_id)
    return found

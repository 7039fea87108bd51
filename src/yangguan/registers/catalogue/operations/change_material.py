"""Changing a material of the catalogue: its terms, its blank form and its sample."""

from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.files.store import register
from yangguan.foundation.files.uploads import Upload
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue import policies
from yangguan.registers.catalogue.errors import (
    MaterialChangedMeanwhile,
    MaterialMerged,
    NotYourMaterial,
)
from yangguan.registers.catalogue.material_rows import TRACED, ensure_terms, locked, write_terms
from yangguan.registers.catalogue.materials import MaterialTerms
from yangguan.registers.catalogue.models import MaterialDefinition
from yangguan.registers.catalogue.operations.publish_edition import lock_catalogue
from yangguan.registers.catalogue.proof_index import follow_definition


@transaction.atomic
def change_material(
    *,
    code: str,
    terms: MaterialTerms,
    revision: int,
    blank: Upload | None = None,
    sample: Upload | None = None,
    by: Actor,
    at: datetime,
) -> MaterialDefinition:
    """
    Give a definition these terms, and a new blank form or sample where one is handed in.

    `revision` is that of the definition as its editor saw it. Published editions stay as they are
    and follow by code or name. A change by the office that keeps the catalogue confirms what a
    department has put forward. Source: R3.7. Raises `MaterialNotFound`, `NotYourMaterial`,
    `MaterialMerged`, `MaterialChangedMeanwhile`, `MaterialTermsWrong`, `MaterialNameTaken`.
    """
    lock_catalogue()
    row = locked(code)
    if not policies.may_change_material(
        by, proposed_by_id=row.proposed_by_id, is_confirmed=row.is_confirmed
    ):
        raise NotYourMaterial(name=row.name)
    ensure_current(row, revision)
    ensure_terms(terms)
    before = {field: getattr(row, field) for field in TRACED}
    row.revision += 1
    row.is_confirmed = row.is_confirmed or policies.keeps_materials(by)
    papers = {"blank": blank, "sample": sample}
    for field, upload in papers.items():
        if upload is not None:
            stored = register(
                upload.content,
                name=upload.name,
                media_type=upload.media_type,
                at=at,
                by=by.account_id,
            )
            setattr(row, field, stored)
    write_terms(row, terms)
    follow_definition(row)
    changed = {f: getattr(row, f) for f in TRACED if getattr(row, f) != before[f]}
    files = [field for field, upload in papers.items() if upload is not None]
    trail.record(
        trail.stream_of(f"material:{row.code}"),
        Act("material.change", {"changed": changed, "files": files, "names": list(terms.names)}),
        by=by,
        at=at,
    )
    page_cache.outdate()
    return row


def ensure_current(row: MaterialDefinition, revision: int) -> None:
    """Raises `MaterialMerged`, `MaterialChangedMeanwhile`."""
    if row.merged_into:
        raise MaterialMerged(name=row.name, target=row.merged_into.name, code=row.merged_into.code)
    if row.revision != revision:
        raise MaterialChangedMeanwhile(name=row.name)

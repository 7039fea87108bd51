"""Two definitions that mean one material become one."""

from datetime import datetime

from django.db import transaction

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue import policies
from yangguan.registers.catalogue.errors import MaterialIntoItself
from yangguan.registers.catalogue.material_rows import locked
from yangguan.registers.catalogue.models import EditionProof, MaterialDefinition, MaterialName
from yangguan.registers.catalogue.operations.change_material import ensure_current
from yangguan.registers.catalogue.operations.publish_edition import lock_catalogue
from yangguan.registers.catalogue.proof_index import follow_definition


@transaction.atomic
def merge_materials(
    *, source: str, target: str, source_revision: int, target_revision: int,
    by: Actor, at: datetime,
) -> MaterialDefinition:  # fmt: skip
    """
    Merge the definition `source` into `target`, both codes; `target` takes over all its names.

    No edition is rewritten: the merged code and every name lead to the target from now on, in
    published editions and in drafts alike. Only the office that keeps the catalogue merges. The
    revisions are those that the preview has shown. Source: R2.3, R3.7. Raises `MaterialNotFound`,
    `MaterialIntoItself`, `NotYourMaterial`, `MaterialMerged`, `MaterialChangedMeanwhile`; then
    nothing has changed.
    """
    lock_catalogue()
    if source == target:
        raise MaterialIntoItself
    gone, kept = locked(source), locked(target)
    policies.ensure_keeps_materials(by, gone.name)
    ensure_current(gone, source_revision)
    ensure_current(kept, target_revision)

    MaterialName.objects.filter(definition=gone).update(definition=kept)
    MaterialDefinition.objects.filter(merged_into=gone).update(merged_into=kept)
    EditionProof.objects.filter(definition=gone).update(definition=kept)
    gone.merged_into, gone.revision = kept, gone.revision + 1
    kept.revision += 1
    kept.blank, kept.sample = kept.blank or gone.blank, kept.sample or gone.sample
    gone.save(update_fields=["merged_into", "revision"])
    kept.save(update_fields=["revision", "blank", "sample"])
    follow_definition(kept)

    told = {"source": gone.code, "target": kept.code}
    for row in (gone, kept):
        stream = trail.stream_of(f"material:{row.code}")
        trail.record(stream, Act("material.merge", told), by=by, at=at)
    page_cache.outdate()
    return kept

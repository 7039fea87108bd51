"""A new material of the city's catalogue (材料目录)."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Length

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.foundation.trace import trail
from yangguan.foundation.trace.trail import Act
from yangguan.foundation.web import page_cache
from yangguan.registers.catalogue import policies
from yangguan.registers.catalogue.errors import NotYourMaterial
from yangguan.registers.catalogue.material_rows import ensure_terms, write_terms
from yangguan.registers.catalogue.materials import MaterialTerms
from yangguan.registers.catalogue.models import MaterialDefinition
from yangguan.registers.catalogue.operations.publish_edition import lock_catalogue
from yangguan.registers.catalogue.proof_index import follow_definition


@transaction.atomic
def define_material(
    *, terms: MaterialTerms, by: Actor, at: datetime, code: str = ""
) -> MaterialDefinition:
    """
    Enter a material into the catalogue under the next free code, or under `code`.

    The office that keeps the catalogue defines; another department's editor puts one forward,
    which can be used at once and is marked until the office confirms it. Editions in force that
    ask for one of its names lead to it from now on. Source: R3.7. Raises `NotYourMaterial`,
    `MaterialTermsWrong`, `MaterialNameTaken`; then nothing has changed.
    """
    lock_catalogue()
    keeps = policies.keeps_materials(by)
    seats = [seat for seat in by.seats if seat.role is Role.EDITOR]
    if not keeps and not seats:
        raise NotYourMaterial(name=terms.name)
    ensure_terms(terms)
    row = MaterialDefinition(
        code=code or _next_code(),
        is_confirmed=keeps,
        proposed_by_id=None if keeps else seats[0].department_id,
    )
    write_terms(row, terms)
    follow_definition(row)
    trail.record(
        trail.stream_of(f"material:{row.code}"),
        Act("material.define", {"name": row.name, "names": list(terms.names)}),
        by=by,
        at=at,
    )
    page_cache.outdate()
    return row


def _next_code() -> str:
    """M00001, M00002 …: one more than the highest, which is the last of the longest."""
    codes = MaterialDefinition.objects.filter(code__regex=r"^M[0-9]{5,9}$")
    last = codes.order_by(Length("code").desc(), "-code").values_list("code", flat=True).first()
    return f"M{int(last[1:]) + 1:05}" if last else "M00001"

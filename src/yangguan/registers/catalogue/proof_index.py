"""
The table of who asks for which proof and who gives it out, kept for the editions in force.

Written at publication and when the catalogue of materials changes; may be emptied and made anew.
"""

from collections.abc import Iterator, Sequence

from django.db.models import F, Q

from yangguan.registers.catalogue.content import (
    EditionContent,
    Material,
    Need,
    Supply,
    decode,
)
from yangguan.registers.catalogue.material_register import (
    MaterialRegister,
    register_for,
)
from yangguan.registers.catalogue.materials import Burden, ProofSide
from yangguan.registers.catalogue.models import (
    Edition,
    EditionProof,
    MaterialDefinition,
    ServiceItem,
)


def refresh_proofs(edition: Edition, content: EditionContent) -> None:
    """Keep what an edition asks for and gives out. As `refresh_all_proofs`."""
    refresh_all_proofs([(edition, content)])


def refresh_all_proofs(published: Sequence[tuple[Edition, EditionContent]]) -> None:
    """
    Keep what editions ask for and give out, in place of what the others of their items did.

    Call it in the transaction that publishes. Five queries.
    """
    items = [edition.item_id for edition, _content in published]
    EditionProof.objects.filter(edition__item__in=items).delete()
    register = register_for(*(content for _edition, content in published))
    EditionProof.objects.bulk_create(
        line for edition, content in published for line in proof_lines(edition, content, register)
    )


def index_proofs() -> int:
    """
    Make the lines of every edition in force that has none; how many editions got some.

    For a database that was filled before the table existed. Five queries an edition.
    """
    without = ServiceItem.objects.filter(edition__isnull=False, edition__proofs=None)
    made = 0
    for pk in without.values_list("edition_id", flat=True):
        edition = Edition.objects.get(pk=pk)
        refresh_proofs(edition, decode(edition.content))
        made += 1
    return made


def proof_lines(
    edition: Edition, content: EditionContent, register: MaterialRegister
) -> Iterator[EditionProof]:
    """The lines of a content: a demand for each material and licence, a yield for each result."""
    for material in content.materials:
        known = register.of(material)
        for index, licence in enumerate(material.licences or ("",)):
            yield EditionProof(
                edition=edition,
                side=ProofSide.DEMAND,
                name=material.name,
                code=material.definition,
                licence=licence,
                key=register.named(licence).key if licence else known.key,
                burden=burden_of(material),
                is_first=index == 0,
                definition_id=known.id if index == 0 else None,
            )
    for result in content.results:
        name = result.licence_type or result.name
        yield EditionProof(
            edition=edition,
            side=ProofSide.YIELD,
            name=name,
            key=register.named(name).key,
            licence=result.licence_type or "",
            definition_id=register.named(name).id,
        )


def burden_of(material: Material) -> Burden:
    """What it takes of the applicant to bring a material."""
    if material.supply is not Supply.APPLICANT:
        return Burden.NONE
    if material.need is not Need.REQUIRED or material.applies_if or len(material.licences) > 1:
        return Burden.OPEN
    return Burden.PLATFORM if material.licences else Burden.HANDS


def follow_definition(definition: MaterialDefinition) -> None:
    """
    Lead every line that means this definition to it, after its names or its licence have changed.

    At most five statements, each over the lines concerned alone.
    """
    kind = definition.licence_type
    key = kind.name if kind else definition.name
    names = list(definition.all_names.values_list("name", flat=True))
    meant = Q(code=definition.code) | Q(code__in=definition.merged.values("code"))
    meant |= Q(code="", name__in=names)
    lost = EditionProof.objects.filter(definition=definition).exclude(meant)
    lost.filter(licence="").update(key=F("name"))
    lost.update(definition=None)
    lines = EditionProof.objects.filter(meant)
    lines.filter(is_first=True).exclude(definition=definition).update(definition=definition)
    # A line with a licence is known by that, whatever its definition says.
    lines.filter(Q(licence="") | Q(side=ProofSide.YIELD)).exclude(key=key).update(key=key)

"""What the registers know of the materials of one content, read once for all guards."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from yangguan.registers.catalogue.content import EditionContent, Material
from yangguan.registers.catalogue.models import LicenceType, MaterialDefinition, MaterialName

_JOINED = ("licence_type__issuer", "department", "merged_into__licence_type__issuer",
           "merged_into__department")  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownMaterial:
    """What a definition says that rules ask for; empty texts where it says nothing."""

    id: int | None
    code: str
    name: str
    licence_type: str = ""
    issuer_code: str = ""  # credit code of the city's department that issues it
    issuer_name: str = ""

    @property
    def key(self) -> str:
        """The one name of the proof: its licence type, else its own."""
        return self.licence_type or self.name


@dataclass(frozen=True, slots=True)
class MaterialRegister:
    """Definitions and licence types by the codes and names that a content uses."""

    by_code: Mapping[str, KnownMaterial]
    by_name: Mapping[str, KnownMaterial]

    def of(self, material: Material) -> KnownMaterial:
        """By the code that the material names, else by its name; else what it says itself."""
        found = self.by_code.get(material.definition) if material.definition else None
        return found or self.named(material.name)

    def named(self, name: str) -> KnownMaterial:
        return self.by_name.get(name) or KnownMaterial(None, "", name)


def register_for(*contents: EditionContent) -> MaterialRegister:
    """What is known of everything that contents ask for and give out. Three queries."""
    materials = [each for content in contents for each in content.materials]
    names = {each.name for each in materials}
    names.update(name for each in materials for name in each.licences)
    names.update(each.licence_type or each.name for content in contents for each in content.results)
    return read_register(names, {each.definition for each in materials if each.definition})


def read_register(names: Collection[str], codes: Collection[str]) -> MaterialRegister:
    """The register for these names and codes. At most three queries."""
    types = LicenceType.objects.filter(name__in=names).select_related("issuer")
    by_name = {
        kind.name: KnownMaterial(
            None, "", kind.name, kind.name, kind.issuer.credit_code, kind.issuer.name
        )
        for kind in types
    }
    for row in MaterialName.objects.filter(name__in=names).select_related(
        *(f"definition__{path}" for path in _JOINED)
    ):
        by_name[row.name] = _known(row.definition)
    by_code: dict[str, KnownMaterial] = {}
    if codes:
        rows = MaterialDefinition.objects.filter(Q(code__in=codes)).select_related(*_JOINED)
        by_code = {row.code: _known(row) for row in rows}
    return MaterialRegister(by_code, by_name)


def _known(row: MaterialDefinition) -> KnownMaterial:
    live = row.merged_into or row
    kind = live.licence_type
    organ = kind.issuer if kind else live.department
    return KnownMaterial(
        id=live.pk,
        code=live.code,
        name=live.name,
        licence_type=kind.name if kind else "",
        issuer_code=organ.credit_code if organ else "",
        issuer_name=organ.name if organ else live.issuer,
    )

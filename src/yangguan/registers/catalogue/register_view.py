"""
What the registers say of everything that some contents mention, read once for all of them.

The rules of publishing ask a view. That of one content costs what the rules tell; that of a file's
next fifty items costs hardly more, which is what makes a large import possible.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.interchange.item import Claim
from yangguan.registers.catalogue.legal_basis import citing_texts
from yangguan.registers.catalogue.material_register import MaterialRegister, register_for
from yangguan.registers.catalogue.models import LicenceType, Theme
from yangguan.registers.catalogue.neighbours import Neighbours
from yangguan.registers.catalogue.proof_circles import ProofSteps
from yangguan.registers.legislation.citations import Citation
from yangguan.registers.legislation.queries import Finding, findings, is_empty
from yangguan.registers.standards.queries.code_tables import names_in_force
from yangguan.registers.standards.queries.elements import (
    ElementView,
    elements_by_code,
    has_dictionary,
)


class RegisterView:
    """Each part is read when the first rule asks for it, for all contents at once."""

    def __init__(self, contents: Iterable[EditionContent], claims: Iterable[Claim] = ()) -> None:
        self._contents = tuple(contents)
        self._findings: dict[date, dict[Citation, Finding]] = {}
        self._themes: dict[str, frozenset[str]] = {}
        self.neighbours = Neighbours(claims, self._contents)
        self.steps = ProofSteps()

    @cached_property
    def materials(self) -> MaterialRegister:
        """Definitions and licence types by the codes and names in use. Three queries."""
        return register_for(*self._contents)

    @cached_property
    def licence_types(self) -> Mapping[str, frozenset[str]]:
        """The types among those that the contents name → the elements on their face. One query."""
        names = {each.licence_type for content in self._contents for each in content.results}
        names.update(
            name
            for content in self._contents
            for each in content.materials
            for name in each.licences
        )
        rows = LicenceType.objects.filter(name__in=names - {None})
        return {
            name: frozenset(str(field.get("ELEMENT")) for field in fields)
            for name, fields in rows.values_list("name", "fields")
        }

    @cached_property
    def has_licence_types(self) -> bool:
        """Whether there is any type to name. At most one query."""
        return bool(self.licence_types) or LicenceType.objects.exists()

    def themes(self, audience: str) -> frozenset[str]:
        """The codes of the themes for an audience. One query."""
        if audience not in self._themes:
            rows = Theme.objects.filter(audience=audience).values_list("code", flat=True)
            self._themes[audience] = frozenset(rows)
        return self._themes[audience]

    def findings(self, *, on: date) -> Mapping[Citation, Finding]:
        """What the register of laws says of every citation on a day. Two queries a day."""
        if on not in self._findings:
            self._findings[on] = findings(self._citations, on=on)
        return self._findings[on]

    @cached_property
    def has_laws(self) -> bool:
        """Whether there is any law to check against. One query."""
        return not is_empty()

    @cached_property
    def elements(self) -> Mapping[str, ElementView]:
        """Data elements of the dictionary by code. One query."""
        return elements_by_code(
            {field.element for content in self._contents for field in content.fields()}
        )

    @cached_property
    def has_dictionary(self) -> bool:
        """Whether any data element has been entered. At most one query."""
        return bool(self.elements) or has_dictionary()

    @cached_property
    def code_names(self) -> Mapping[str, Mapping[str, str]]:
        """Code table of an element → code → name. At most one query."""
        return names_in_force(
            {each.code_table for each in self.elements.values() if each.code_table}
        )

    @cached_property
    def _citations(self) -> set[Citation]:
        return {
            citation
            for content in self._contents
            for text in citing_texts(content)
            for citation in text.citations
        }

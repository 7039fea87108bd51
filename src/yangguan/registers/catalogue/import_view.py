"""What the registers say of items on their way in, and what becomes of it while they come in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from yangguan.foundation.actors.actor import Actor
from yangguan.registers.catalogue import policies
from yangguan.registers.catalogue.content import EditionContent, decode, encode
from yangguan.registers.catalogue.errors import NotYourItems
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.item import BASIC, Claim, ItemReading
from yangguan.registers.catalogue.materials import ProofSide
from yangguan.registers.catalogue.models import EditionProof, ServiceItem
from yangguan.registers.catalogue.register_view import RegisterView
from yangguan.registers.organisations.models import Department


@dataclass(frozen=True, slots=True)
class Current:
    """The edition in force of an item, and the item's state."""

    number: int
    content: str  # as JSON
    state: str

    def is_of(self, content: EditionContent) -> bool:
        """Contents, not digests: one written before a field existed is still the same."""
        return self.content == encode(content).decode() or decode(self.content) == content


class ImportView(RegisterView):
    """The registers for the items that were read from a stretch of a file, and the items' own."""

    def __init__(self, readings: Sequence[ItemReading], *, by: Actor) -> None:
        super().__init__(
            (reading.content for reading in readings if reading.content is not None),
            (reading.claim for reading in readings),
        )
        self._claims = [reading.claim for reading in readings]
        self._by = by
        self._may: dict[int | None, bool] = {}

    def department(self, credit_code: str) -> Department | None:
        return self._departments.get(credit_code)

    def current(self, task_code: str) -> Current | None:
        return self._currents.get(task_code)

    def rights_faults(self, claim: Claim) -> Iterator[Fault]:
        """Whose items the post may publish; told before publishing, with all other faults."""
        department = self.department(claim.department_code)
        key = department.pk if department else None
        if key not in self._may:
            self._may[key] = policies.may_publish(self._by, key)
        if not self._may[key]:
            name = department.name if department else claim.department_code
            refusal = NotYourItems(department=name)
            yield Fault(f"{BASIC}.DEPT_CODE", refusal.code, f"{refusal.text}{refusal.advice}")

    def publish(
        self, content: EditionContent, *, department: Department, number: int, state: str
    ) -> set[str]:
        """
        From now on the item is as this content says; the proofs that it gives out, or did before.

        To be called when the publication is certain, be it carried out later.
        """
        given = {
            self.materials.named(each.licence_type or each.name).key for each in content.results
        } | self._given_before.get(content.task_code, set())
        self.steps.forget(given)
        self.neighbours.publish(content, number=number)
        self._departments[content.department_code] = department
        self._currents[content.task_code] = Current(number, encode(content).decode(), state)
        return given

    @cached_property
    def _departments(self) -> dict[str, Department]:
        codes = {claim.department_code for claim in self._claims}
        rows = Department.objects.filter(credit_code__in=codes)
        return {row.credit_code: row for row in rows}

    @cached_property
    def _currents(self) -> dict[str, Current]:
        rows = ServiceItem.objects.filter(task_code__in=self._codes, edition__isnull=False)
        told = rows.values_list("task_code", "edition__number", "edition__content", "state")
        return {code: Current(number, content, state) for code, number, content, state in told}

    @cached_property
    def _given_before(self) -> dict[str, set[str]]:
        """Code of an item → the proofs that its edition in force gives out. One query."""
        lines = EditionProof.objects.filter(
            side=ProofSide.YIELD, edition__current_for__task_code__in=self._codes
        )
        given: dict[str, set[str]] = {}
        for code, key in lines.values_list("edition__current_for__task_code", "key"):
            given.setdefault(code, set()).add(key)
        return given

    @property
    def _codes(self) -> set[str]:
        return {claim.task_code for claim in self._claims}

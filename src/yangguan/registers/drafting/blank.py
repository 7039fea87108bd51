"""What a new item begins with: every part in its shape, every text still to be written. Pure."""

from datetime import date

from yangguan.registers.catalogue.content import EditionContent, Limit, Service
from yangguan.registers.catalogue.interchange.flow import process_of_steps
from yangguan.registers.catalogue.process import Step, StepKind

# The four steps that no handling goes without; 颁证 comes with the first licence.
_STEPS = (
    Step(kind=StepKind.ACCEPTANCE, name="受理"),
    Step(kind=StepKind.REVIEW, name="审查"),
    Step(kind=StepKind.DECISION, name="决定"),
    Step(kind=StepKind.DELIVERY, name="送达"),
)


def blank_content(
    *, department_code: str, department_name: str, department_kind: str, effective: date
) -> EditionContent:
    """The content of an item that is still to be described."""
    return EditionContent(
        name="",
        task_code="",
        catalog_code="",
        item_type="",
        level="",
        department_code=department_code,
        department_name=department_name,
        department_kind=department_kind,
        basis="",
        statutory_limit=Limit(days=20),
        promised_limit=Limit(days=10),
        # What the interchange wants said even where there is nothing to say.
        quantity_limit="无数量限制",
        special_procedures_note="无",
        process_text="→".join(("申请", *(step.name for step in _STEPS))),
        process=process_of_steps(_STEPS),
        service=Service(forms=("1",), depth=()),
        effective=effective,
    )

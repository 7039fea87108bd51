"""What an applicant was asked to correct, point by point."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yangguan.handling.cases.models import Case
from yangguan.handling.cases.queries.drafts import FileLine
from yangguan.registers.catalogue.content import FormField, Material
from yangguan.registers.catalogue.editions import EditionView


@dataclass(frozen=True, slots=True)
class CorrectionPoint:
    """One thing that the applicant was asked to correct."""

    subject: str
    name: str
    fault: str
    field: FormField | None
    material: Material | None
    files: tuple[FileLine, ...]


def correction_points(
    case: Case, edition: EditionView, files: Mapping[str, tuple[FileLine, ...]]
) -> tuple[CorrectionPoint, ...]:
    """The points of the notice in its order, with the files handed in since. No query."""
    fields = {field.element: field for field in edition.content.fields()}
    points = []
    for line in (case.correction_asked or {"lines": []})["lines"]:
        subject = line["subject"]
        material, field = edition.content.material(subject), fields.get(subject)
        name = material.name if material else field.label if field else subject
        points.append(
            CorrectionPoint(
                subject=subject,
                name=name,
                fault=line["fault"],
                field=field,
                material=material,
                files=tuple(
                    file for file in files.get(subject, ()) if file.uploaded_at > case.submitted_at
                ),
            )
        )
    return tuple(points)


def correct_by(case: Case) -> date | None:
    """The last day of the correction; None where none was ever asked for."""
    asked = case.correction_asked
    return date.fromisoformat(asked["by"]) if asked else None

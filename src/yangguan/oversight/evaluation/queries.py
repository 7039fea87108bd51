"""What pages read of evaluations."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from yangguan.oversight.evaluation.details import DETAILS, GRADES
from yangguan.oversight.evaluation.models import Evaluation


@dataclass(frozen=True, slots=True)
class EvaluationView:
    stars: int
    grade: str
    details: tuple[str, ...]
    words: str
    evaluated_at: datetime


def evaluation_of(case_id: uuid.UUID) -> EvaluationView | None:
    """The evaluation of a case, if there is one. One query."""
    row = Evaluation.objects.filter(case_id=case_id).first()
    if row is None:
        return None
    return EvaluationView(
        stars=row.stars,
        grade=GRADES[row.stars],
        details=tuple(DETAILS[row.stars][code] for code in row.details),
        words=row.words,
        evaluated_at=row.evaluated_at,
    )

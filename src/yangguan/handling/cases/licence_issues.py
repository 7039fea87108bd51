"""Which licences a positive decision yields, and with what: pure, from case and edition."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from yangguan.handling.cases.models import Case
from yangguan.handling.licences.face import Values, rows_of
from yangguan.handling.licences.numbering import Organ
from yangguan.handling.licences.operations.issue import Holder, Issue
from yangguan.registers.catalogue.content import EditionContent, Result
from yangguan.registers.catalogue.editions import EditionView
from yangguan.registers.parties.states import PartyKind


def licence_issues(case: Case, edition: EditionView, *, findings: str) -> list[Issue]:
    """
    One issue for each licence of the item's results, in their order; several for a result that is
    given for each row of a table (道路运输证: for each vehicle). `case` needs its applicant loaded.
    """
    content = edition.content
    answers: Mapping[str, Any] = json.loads(case.answers)
    applicant = case.applicant
    facts = json.loads(applicant.facts)
    decided = {"task_name": content.name, "task_code": content.task_code, "findings": findings}
    return [
        Issue(
            type_name=result.licence_type or "",
            holder=Holder(
                party_id=case.applicant_id,
                name=case.applicant_name,
                number=applicant.number,
                is_organisation=applicant.kind == PartyKind.ORGANISATION,
            ),
            values={**result.face, **answers, **row, **decided},
            facts=facts,
            validity=result.validity,
            case_number=case.number,
            task_code=content.task_code,
            decider=Organ(
                id=edition.department_id,
                name=edition.department_name,
                short_name=edition.department_short_name,
                code=content.department_code,
            ),
        )
        for result in content.licence_results
        for row in _rows(result, content, answers)
    ]


def _rows(result: Result, content: EditionContent, answers: Values) -> Iterator[Values]:
    if result.each is None:
        yield {}
        return
    table = next((each for each in content.fields() if each.element == result.each.table), None)
    if table is not None:
        yield from rows_of(answers.get(table.element), result.each.columns, table.columns)

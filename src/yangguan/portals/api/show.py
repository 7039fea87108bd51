"""From the values of the query modules to the shapes of the API."""

from yangguan.handling.cases.queries.case_page import CaseView
from yangguan.handling.cases.queries.drafts import DraftView
from yangguan.portals.api.shapes.applicant import DraftOut, FaultOut, MaterialPlanOut
from yangguan.portals.api.shapes.cases import (
    AnswerOut,
    ApplicantOut,
    CaseViewOut,
    CorrectionOut,
    DocumentOut,
    FileOut,
    LicenceOut,
    MaterialOut,
    StepOut,
    TraceOut,
)
from yangguan.portals.api.shapes.public import ClockOut


def draft(view: DraftView) -> DraftOut:
    content = view.edition.content
    return DraftOut(
        id=view.id,
        revision=view.revision,
        saved_at=view.saved_at,
        task_code=content.task_code,
        item_name=content.name,
        edition=view.edition.number,
        applicant_id=view.applicant_id,
        applicant_name=view.applicant_name,
        created_at=view.created_at,
        answers=view.answers,
        faults=[FaultOut.model_validate(fault) for group in view.groups for fault in group.faults],
        materials=[
            MaterialPlanOut(
                key=plan.material.key,
                name=plan.material.name,
                way=plan.way,
                licence_number=plan.licence.number if plan.licence else "",
            )
            for plan in view.materials
        ],
        files=[FileOut.model_validate(file) for files in view.files.values() for file in files],
        is_complete=view.is_complete,
    )


def case(view: CaseView) -> CaseViewOut:
    content = view.edition.content
    return CaseViewOut(
        number=view.number,
        lookup_code=view.lookup_code,
        task_code=content.task_code,
        item_name=content.name,
        edition=view.edition.number,
        state=view.state,
        channel=view.channel,
        applicant=ApplicantOut.model_validate(view.applicant),
        submitted_at=view.submitted_at,
        accepted_at=view.accepted_at,
        silence_recorded_at=view.silence_recorded_at,
        decided_at=view.decided_at,
        concluded_at=view.concluded_at,
        delivered_at=view.delivered_at,
        clock=ClockOut.model_validate(view.clock) if view.clock else None,
        version=view.version,
        answers=_answers(view),
        materials=_materials(view),
        steps=[StepOut.model_validate(step) for step in view.steps],
        documents=[DocumentOut.model_validate(document) for document in view.documents],
        licences=[LicenceOut.model_validate(licence) for licence in view.licences],
        correction=[CorrectionOut.model_validate(point) for point in view.correction],
        correct_by=view.correct_by,
        trace=[TraceOut.model_validate(line) for line in view.trace],
        may_withdraw=view.may_withdraw,
        may_correct=view.may_correct,
        may_collect=view.may_collect,
        may_evaluate=view.may_evaluate,
    )


def _answers(view: CaseView) -> list[AnswerOut]:
    return [
        AnswerOut(
            element=answer.field.element,
            label=answer.field.label,
            value=answer.value,
            files=[FileOut.model_validate(file) for file in answer.files],
        )
        for answer in view.answers
    ]


def _materials(view: CaseView) -> list[MaterialOut]:
    return [
        MaterialOut(
            key=line.material.key,
            name=line.material.name,
            way=line.way,
            licence_number=line.licence_number,
            trust=line.trust,
            files=[FileOut.model_validate(file) for file in line.files],
        )
        for line in view.materials
    ]

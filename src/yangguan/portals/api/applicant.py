"""What an applicant's program does with its cases and licences."""

import uuid
from datetime import datetime
from typing import Annotated

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router

from yangguan.foundation.actors.actor import Actor
from yangguan.foundation.files import store
from yangguan.handling.cases.operations.correction import correct_case
from yangguan.handling.cases.operations.deliver import collect_case
from yangguan.handling.cases.operations.drafts import attach_to_correction
from yangguan.handling.cases.operations.withdraw import withdraw_case
from yangguan.handling.cases.queries.case_lists import cases_of
from yangguan.handling.cases.queries.drafts import file_line
from yangguan.handling.licences import queries as licence_queries
from yangguan.handling.licences.errors import LicenceNotFound, NotYourLicence
from yangguan.handling.licences.operations.render import render_licence_file
from yangguan.oversight.evaluation.operations.evaluate import evaluate_case
from yangguan.portals.api import cases
from yangguan.portals.api.acts import CorrectIn, EvaluateIn, WithdrawIn
from yangguan.portals.api.callers import ApiRequest, meant_case
from yangguan.portals.api.catalogue import Limit
from yangguan.portals.api.cursors import BY_SUBMISSION, ends, read_cursor
from yangguan.portals.api.downloads import PDF_ANSWER, download
from yangguan.portals.api.drafts import Slot, Upload
from yangguan.portals.api.once import once
from yangguan.portals.api.shapes import Page
from yangguan.portals.api.shapes.applicant import CaseLineOut, EvaluationOut, LicenceDataOut
from yangguan.portals.api.shapes.cases import CaseOut, FileOut, LicenceOut

TAG = "申请人：办件和证照"
router = Router(tags=[TAG])


@cases.router.get(
    "/cases", response=Page[CaseLineOut], summary="我的办件", operation_id="listCases", tags=[TAG]
)
def list_cases(
    request: ApiRequest,
    cursor: Annotated[str | None, Query(max_length=600)] = None,
    limit: Limit = 50,
) -> Page[CaseLineOut]:
    """本人和所代表单位的办件，新的在前。"""
    page = cases_of(
        request.auth.applicant_ids,
        on=timezone.localdate(),
        cursor=read_cursor(cursor, BY_SUBMISSION),
        limit=limit,
    )
    return ends(page, CaseLineOut)


@router.post(
    "/cases/{number}/withdraw", response=CaseOut, summary="撤回申请", operation_id="withdrawCase"
)
def withdraw(request: ApiRequest, number: str, body: WithdrawIn) -> HttpResponse:
    """决定作出以前可以撤回。"""
    case_id = meant_case(request)

    def write(by: Actor, at: datetime) -> CaseOut:
        case = withdraw_case(case_id=case_id, reason=body.reason, by=by, at=at)
        return CaseOut.model_validate(case)

    return once(request, write)


@router.post(
    "/cases/{number}/files",
    response={201: FileOut},
    summary="为补正上传文件",
    operation_id="attachToCorrection",
)
def attach(request: ApiRequest, number: str, slot: Slot, file: Upload) -> HttpResponse:
    """只收补正告知里要的材料；随后用 correct 提交补正。"""
    case_id = meant_case(request)

    def write(by: Actor, at: datetime) -> FileOut:
        row = attach_to_correction(case_id=case_id, slot=slot, upload=file, by=by, at=at)
        return FileOut.model_validate(file_line(row))

    return once(request, write, status=201)


@router.post(
    "/cases/{number}/correct", response=CaseOut, summary="提交补正", operation_id="correctCase"
)
def correct(request: ApiRequest, number: str, body: CorrectIn) -> HttpResponse:
    """只改要求补正的内容，其余不变。"""
    case_id = meant_case(request)

    def write(by: Actor, at: datetime) -> CaseOut:
        case = correct_case(case_id=case_id, answers=body.answers, by=by, at=at)
        return CaseOut.model_validate(case)

    return once(request, write)


@router.post(
    "/cases/{number}/collect", response=CaseOut, summary="网上领取结果", operation_id="collectCase"
)
def collect(request: ApiRequest, number: str) -> HttpResponse:
    """领取即送达（电子送达）。"""
    case_id = meant_case(request)

    def write(by: Actor, at: datetime) -> CaseOut:
        return CaseOut.model_validate(collect_case(case_id=case_id, by=by, at=at))

    return once(request, write)


@router.post(
    "/cases/{number}/evaluate",
    response=EvaluationOut,
    summary="评价",
    operation_id="evaluateCase",
)
def evaluate(request: ApiRequest, number: str, body: EvaluateIn) -> HttpResponse:
    """办结以后评一次；不满意的，要选一个原因或者写几句话。"""
    case_id = meant_case(request)

    def write(by: Actor, at: datetime) -> EvaluationOut:
        evaluation = evaluate_case(
            case_id=case_id,
            stars=body.stars,
            details=body.details,
            words=body.words,
            by=by,
            at=at,
        )
        return EvaluationOut.model_validate(evaluation)

    return once(request, write)


@router.get(
    "/licences", response=list[LicenceOut], summary="我的电子证照", operation_id="listLicences"
)
def list_licences(request: ApiRequest) -> list[LicenceOut]:
    """本人和所代表单位的电子证照，新的在前，最多 200 张。"""
    cards = licence_queries.licences_of(request.auth.applicant_ids, on=timezone.localdate())
    return [LicenceOut.model_validate(card) for card in cards]


@router.get(
    "/licences/{licence_id}/file",
    summary="下载电子证照",
    operation_id="downloadLicence",
    openapi_extra=PDF_ANSWER,
)
def licence_file(request: ApiRequest, licence_id: uuid.UUID) -> HttpResponse:
    """带数字签名的 PDF。"""
    _ensure_own(request, licence_id)
    digest = render_licence_file(licence_id, at=timezone.now())
    return download(store.read(digest), name=f"{licence_id}.pdf", media_type="application/pdf")


@router.get(
    "/licences/{licence_id}/data",
    response=LicenceDataOut,
    summary="下载电子证照数据",
    operation_id="downloadLicenceData",
)
def licence_data(request: ApiRequest, licence_id: uuid.UUID) -> LicenceDataOut:
    """照面内容和发证机关的 SM2 签名，任何人都可以核验，例如用 `yangguan verify licence`。"""
    _ensure_own(request, licence_id)
    export = licence_queries.licence_export(licence_id)
    return LicenceDataOut.model_validate(export)


def _ensure_own(request: ApiRequest, licence_id: uuid.UUID) -> None:
    """Raises `LicenceNotFound`, `NotYourLicence`. One query."""
    holder = licence_queries.holder_of(licence_id)
    if holder is None:
        raise LicenceNotFound
    if holder not in request.auth.applicant_ids:
        raise NotYourLicence

"""What an officer's system does: intake, each step of the process, the list of work."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router

from yangguan.foundation.actors.actor import Actor, Role
from yangguan.handling.cases.errors import PartyUnknown
from yangguan.handling.cases.operations.accept import accept_case
from yangguan.handling.cases.operations.certify import certify_case
from yangguan.handling.cases.operations.correction import Asked, request_correction
from yangguan.handling.cases.operations.decide import grant_case, refuse_case
from yangguan.handling.cases.operations.deliver import deliver_case
from yangguan.handling.cases.operations.refuse_acceptance import refuse_acceptance
from yangguan.handling.cases.operations.review import review_case
from yangguan.handling.cases.operations.submit import take_in_case
from yangguan.handling.cases.queries.case_lists import work_of
from yangguan.handling.cases.states import Channel
from yangguan.portals.api import cases
from yangguan.portals.api.acts import (
    AcceptIn,
    CertifyIn,
    DeliverIn,
    GrantIn,
    IntakeIn,
    PartyIn,
    RefuseAcceptanceIn,
    RefuseIn,
    RequestCorrectionIn,
    ReviewIn,
)
from yangguan.portals.api.callers import ApiRequest, meant_case
from yangguan.portals.api.catalogue import Limit
from yangguan.portals.api.cursors import BY_DUE_DATE, ends, read_cursor
from yangguan.portals.api.errors import OfficersOnly
from yangguan.portals.api.once import once
from yangguan.portals.api.shapes import Page
from yangguan.portals.api.shapes.cases import CaseOut, SubmittedOut
from yangguan.portals.api.shapes.officer import PartyOut, WorkLineOut
from yangguan.registers.parties.operations.look_up import look_up_party
from yangguan.registers.parties.operations.register_applicant import register_applicant

TAG = "工作人员系统"
router = Router(tags=[TAG])

WORKING_ROLES = (Role.INTAKE, Role.REVIEW, Role.DECISION, Role.CERTIFICATE, Role.DELIVERY)
WorkingRole = Literal["intake", "review", "decision", "certificate", "delivery"]
# What the party reads of the look-up by its number.
LOOK_UP_REASON = "接口收件"
# The cases that one key opens are named by it, so that even a reply long purged makes no twin.
INTAKE_KEYS = uuid.UUID("6a0f3f0e-6d6c-5d4e-9d53-3f2b8f7f1c11")


@router.get("/work", response=Page[WorkLineOut], summary="待办", operation_id="listWork")
def list_work(
    request: ApiRequest,
    role: Annotated[WorkingRole | None, Query(description="只看一种岗位的待办")] = None,
    cursor: Annotated[str | None, Query(max_length=600)] = None,
    limit: Limit = 50,
) -> Page[WorkLineOut]:
    """令牌的岗位能办的环节，先到期的在前。"""
    request.auth.ensure_officer()
    page = work_of(
        request.auth.actor,
        roles=WORKING_ROLES if role is None else (Role(role),),
        on=timezone.localdate(),
        cursor=read_cursor(cursor, BY_DUE_DATE),
        limit=limit,
    )
    return ends(page, WorkLineOut)


@cases.router.post(
    "/cases", response={201: SubmittedOut}, summary="收件", operation_id="takeInCase", tags=[TAG]
)
def take_in(request: ApiRequest, body: IntakeIn) -> HttpResponse:
    """为窗口所服务的任何部门收件；`on_paper` 是已当面核对原件的材料。"""
    caller = request.auth

    def write(by: Actor, at: datetime) -> SubmittedOut:
        case = take_in_case(
            task_code=body.task_code,
            applicant_id=body.applicant_id or _applicant(body.applicant_number, by=by, at=at),
            answers=body.answers,
            on_paper=body.on_paper,
            submission_key=uuid.uuid5(INTAKE_KEYS, f"{caller.account_id}:{caller.key}"),
            channel=Channel.API,
            by=by,
            at=at,
        )
        return SubmittedOut.model_validate(case)

    return once(request, write, status=201)


def _applicant(number: str, *, by: Actor, at: datetime) -> uuid.UUID:
    """The party with this number, for an intake post only: nobody else may try numbers out."""
    _ensure_intake(by)
    found = look_up_party(identity=number, reason=LOOK_UP_REASON, by=by, at=at) if number else None
    if found is None:
        raise PartyUnknown
    return found


def _ensure_intake(by: Actor) -> None:
    if Role.INTAKE not in by.roles:
        raise OfficersOnly


@router.post(
    "/parties", response={201: PartyOut}, summary="登记申请人", operation_id="registerParty"
)
def register(request: ApiRequest, body: PartyIn) -> HttpResponse:
    """已核对证件原件的申请人；已经登记过的，给出登记的那一位，不会改写。"""

    def write(by: Actor, at: datetime) -> PartyOut:
        _ensure_intake(by)
        party = register_applicant(
            name=body.name,
            document_type=body.document_type,
            number=body.number,
            mobile=body.mobile,
            by=by,
            at=at,
        )
        return PartyOut.model_validate(party)

    return once(request, write, status=201)


def _act(request: ApiRequest, act: Callable[[uuid.UUID, Actor, datetime], object]) -> HttpResponse:
    """An act on the case in the address, answered with the case as it then is."""
    case_id = meant_case(request)
    return once(request, lambda by, at: CaseOut.model_validate(act(case_id, by, at)))


@router.post("/cases/{number}/accept", response=CaseOut, summary="受理", operation_id="acceptCase")
def accept(request: ApiRequest, number: str, body: AcceptIn) -> HttpResponse:
    """期限从受理当天起算。"""
    return _act(
        request,
        lambda case_id, by, at: accept_case(
            case_id=case_id,
            opinion=body.opinion,
            seen_version=body.seen_version,
            by=by,
            at=at,
        ),
    )


@router.post(
    "/cases/{number}/request-correction",
    response=CaseOut,
    summary="一次性告知补正",
    operation_id="requestCorrection",
)
def ask_for_correction(request: ApiRequest, number: str, body: RequestCorrectionIn) -> HttpResponse:
    """只许一次，一次说全；只能要求指南列明的内容。"""
    return _act(
        request,
        lambda case_id, by, at: request_correction(
            case_id=case_id,
            asked=[Asked(subject=line.subject, fault=line.fault) for line in body.lines],
            seen_version=body.seen_version,
            by=by,
            at=at,
        ),
    )


@router.post(
    "/cases/{number}/refuse-acceptance",
    response=CaseOut,
    summary="不予受理",
    operation_id="refuseAcceptance",
)
def not_accept(request: ApiRequest, number: str, body: RefuseAcceptanceIn) -> HttpResponse:
    """出具不予受理通知书，办件就此办结。"""
    return _act(
        request,
        lambda case_id, by, at: refuse_acceptance(
            case_id=case_id,
            is_needed=body.ground == "not-competent",
            competent_organ=body.competent_organ,
            reasons=body.reasons,
            seen_version=body.seen_version,
            by=by,
            at=at,
        ),
    )


@router.post("/cases/{number}/review", response=CaseOut, summary="审查", operation_id="reviewCase")
def review(request: ApiRequest, number: str, body: ReviewIn) -> HttpResponse:
    """通过，或者写明意见后不通过；都进入下一步，由决定岗作决定。"""
    return _act(
        request,
        lambda case_id, by, at: review_case(
            case_id=case_id,
            agrees=body.agrees,
            opinion=body.opinion,
            step=body.step,
            seen_version=body.seen_version,
            by=by,
            at=at,
        ),
    )


@router.post("/cases/{number}/grant", response=CaseOut, summary="准予", operation_id="grantCase")
def grant(request: ApiRequest, number: str, body: GrantIn) -> HttpResponse:
    """有证照的事项，证照同时签发。"""
    return _act(
        request,
        lambda case_id, by, at: grant_case(
            case_id=case_id,
            findings=body.findings,
            seen_version=body.seen_version,
            by=by,
            at=at,
        ),
    )


@router.post(
    "/cases/{number}/refuse", response=CaseOut, summary="不予许可", operation_id="refuseCase"
)
def refuse(request: ApiRequest, number: str, body: RefuseIn) -> HttpResponse:
    """要写明理由；决定书写明救济途径。"""
    return _act(
        request,
        lambda case_id, by, at: refuse_case(
            case_id=case_id,
            reasons=body.reasons,
            seen_version=body.seen_version,
            by=by,
            at=at,
        ),
    )


@router.post(
    "/cases/{number}/certify", response=CaseOut, summary="颁证", operation_id="certifyCase"
)
def certify(request: ApiRequest, number: str, body: CertifyIn) -> HttpResponse:
    """确认纸质证照与决定一致，可以发出。"""
    return _act(
        request,
        lambda case_id, by, at: certify_case(
            case_id=case_id,
            opinion=body.opinion,
            step=body.step,
            seen_version=body.seen_version,
            by=by,
            at=at,
        ),
    )


@router.post(
    "/cases/{number}/deliver", response=CaseOut, summary="送达", operation_id="deliverCase"
)
def deliver(request: ApiRequest, number: str, body: DeliverIn) -> HttpResponse:
    """当面交付，`receiver` 是已核对身份证件的领取人。"""
    return _act(
        request,
        lambda case_id, by, at: deliver_case(
            case_id=case_id,
            receiver=body.receiver,
            note=body.note,
            seen_version=body.seen_version,
            by=by,
            at=at,
        ),
    )

"""Reading one case: the same for the applicant and for the officer, each as far as they may see."""

import uuid

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from yangguan.foundation.files import store
from yangguan.handling.cases.errors import CaseNotFound
from yangguan.handling.cases.operations.render import render_document_file
from yangguan.handling.cases.queries.case_page import case_view, document_for, file_for
from yangguan.portals.api import show
from yangguan.portals.api.callers import ApiRequest, meant_case
from yangguan.portals.api.downloads import FILE_ANSWER, PDF_ANSWER, download
from yangguan.portals.api.shapes.cases import CallerOut, CaseViewOut, PrincipalOut, SeatOut
from yangguan.registers.parties.queries import principals

# Lists and opens cases too: an address belongs to one router, whoever may use its methods.
router = Router(tags=["令牌和办件"])


@router.get("/me", response=CallerOut, summary="这个令牌是谁的", operation_id="getCaller")
def me(request: ApiRequest) -> CallerOut:
    """申请人的令牌给出可以为谁申请，工作人员的令牌给出岗位。"""
    actor = request.auth.actor
    applicants = []
    if actor.party_id is not None:
        applicants.append(PrincipalOut(id=actor.party_id, name=actor.name, is_self=True))
        applicants.extend(
            PrincipalOut(id=principal.id, name=principal.name, is_self=False)
            for principal in principals(actor.party_id)
            if principal.id in actor.principals
        )
    return CallerOut(
        kind="person" if actor.is_person else "officer",
        name=actor.name,
        applicants=applicants,
        seats=[SeatOut.model_validate(seat) for seat in actor.seats],
    )


@router.get(
    "/cases/{number}", response=CaseViewOut, summary="一个办件的全部", operation_id="getCase"
)
def get_case(request: ApiRequest, number: str) -> CaseViewOut:
    """申请内容、材料、环节、文书、证照、补正要求和留痕。申请人看到的证件号码是脱敏的。"""
    view = case_view(meant_case(request), by=request.auth.actor, on=timezone.localdate())
    return show.case(view)


@router.get(
    "/cases/{number}/documents/{document_id}",
    summary="下载文书",
    operation_id="downloadDocument",
    openapi_extra=PDF_ANSWER,
)
def document(request: ApiRequest, number: str, document_id: uuid.UUID) -> HttpResponse:
    """带数字签名的 PDF。"""
    case_id, document_number = document_for(document_id, by=request.auth.actor)
    if case_id != meant_case(request):
        raise CaseNotFound
    digest = render_document_file(document_id, at=timezone.now())
    return download(store.read(digest), name=f"{document_number}.pdf", media_type="application/pdf")


@router.get(
    "/files/{file_id}",
    summary="下载材料文件",
    operation_id="downloadFile",
    openapi_extra=FILE_ANSWER,
)
def file(request: ApiRequest, file_id: uuid.UUID) -> HttpResponse:
    """草稿或办件里的一个文件，和上传时一样。"""
    digest, name, media_type = file_for(file_id, by=request.auth.actor)
    return download(store.read(digest), name=name, media_type=media_type)

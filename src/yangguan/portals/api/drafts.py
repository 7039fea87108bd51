"""草稿 over the API: begun, filled, given files, submitted."""

import uuid
from datetime import datetime
from typing import Annotated

from django.http import HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, UploadedFile

from yangguan.foundation.actors.actor import Actor
from yangguan.handling.cases.operations.drafts import (
    attach_to_draft,
    begin_draft,
    delete_draft,
    detach_from_draft,
    save_draft,
)
from yangguan.handling.cases.operations.submit import submit_draft
from yangguan.handling.cases.queries import drafts as queries
from yangguan.handling.cases.queries.drafts import file_line
from yangguan.handling.cases.states import Channel
from yangguan.portals.api import show
from yangguan.portals.api.callers import ApiRequest
from yangguan.portals.api.errors import ApplicantsOnly
from yangguan.portals.api.once import once
from yangguan.portals.api.shapes.applicant import (
    AnswersIn,
    DraftIn,
    DraftLineOut,
    DraftOut,
    DraftSavedOut,
)
from yangguan.portals.api.shapes.cases import FileOut, SubmittedOut

router = Router(tags=["申请人：草稿和申请"])

Slot = Annotated[str, Form(max_length=70, description="材料的 key，或者文件类问题的 element")]
Upload = Annotated[UploadedFile, File(description="PDF、JPG 或 PNG，最多 20 MB")]


@router.get("/drafts", response=list[DraftLineOut], summary="我的草稿", operation_id="listDrafts")
def list_drafts(request: ApiRequest) -> list[DraftLineOut]:
    """本人和所代表单位的草稿，新的在前。"""
    lines = queries.drafts_of(request.auth.applicant_ids)
    return [DraftLineOut.model_validate(line) for line in lines]


@router.post(
    "/drafts",
    response={201: DraftSavedOut},
    summary="开始一份申请",
    operation_id="beginDraft",
)
def begin(request: ApiRequest, body: DraftIn) -> HttpResponse:
    """一个申请人对一个事项的现行版只有一份草稿：已经有的，给出已有的那份。"""

    def write(by: Actor, at: datetime) -> DraftSavedOut:
        applicant_id = body.applicant_id or by.party_id
        if applicant_id is None:
            raise ApplicantsOnly
        draft = begin_draft(task_code=body.task_code, applicant_id=applicant_id, by=by, at=at)
        return DraftSavedOut.model_validate(draft)

    return once(request, write, status=201)


@router.get("/drafts/{draft_id}", response=DraftOut, summary="读草稿", operation_id="getDraft")
def get_draft(request: ApiRequest, draft_id: uuid.UUID) -> DraftOut:
    """答案、还没填好的地方、材料怎样满足、文件，以及现在能否提交。"""
    view = queries.draft_view(draft_id, by=request.auth.actor, on=timezone.localdate())
    return show.draft(view)


@router.patch(
    "/drafts/{draft_id}", response=DraftSavedOut, summary="保存答案", operation_id="saveDraft"
)
def save(request: ApiRequest, draft_id: uuid.UUID, body: AnswersIn) -> HttpResponse:
    """没发的答案不变；平台已核验的值不会被改。填得不全也能保存。"""

    def write(by: Actor, at: datetime) -> DraftSavedOut:
        draft = save_draft(
            draft_id=draft_id,
            answers=body.answers,
            seen_revision=body.seen_revision,
            by=by,
            at=at,
        )
        return DraftSavedOut.model_validate(draft)

    return once(request, write)


@router.delete(
    "/drafts/{draft_id}", response={204: None}, summary="删除草稿", operation_id="deleteDraft"
)
def delete(request: ApiRequest, draft_id: uuid.UUID) -> HttpResponse:
    """连同已上传的文件。已经不在的，同样答 204。"""

    def write(by: Actor, at: datetime) -> None:
        delete_draft(draft_id=draft_id, by=by)

    return once(request, write, status=204)


@router.post(
    "/drafts/{draft_id}/files",
    response={201: FileOut},
    summary="上传文件",
    operation_id="attachToDraft",
)
def attach(request: ApiRequest, draft_id: uuid.UUID, slot: Slot, file: Upload) -> HttpResponse:
    """multipart/form-data；类型按内容识别，不看文件名。每个文件单独上传、单独重试。"""

    def write(by: Actor, at: datetime) -> FileOut:
        row = attach_to_draft(draft_id=draft_id, slot=slot, upload=file, by=by, at=at)
        return FileOut.model_validate(file_line(row))

    return once(request, write, status=201)


@router.delete(
    "/drafts/{draft_id}/files/{file_id}",
    response={204: None},
    summary="删除草稿的文件",
    operation_id="detachFromDraft",
)
def detach(request: ApiRequest, draft_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """已经不在的，同样答 204。"""

    def write(by: Actor, at: datetime) -> None:
        detach_from_draft(draft_id=draft_id, file_id=file_id, by=by)

    return once(request, write, status=204)


@router.post(
    "/drafts/{draft_id}/submit",
    response={201: SubmittedOut},
    summary="提交申请",
    operation_id="submitDraft",
)
def submit(request: ApiRequest, draft_id: uuid.UUID) -> HttpResponse:
    """
    一份草稿只成一个办件、一个编号；再提交一次，得到同一个办件。

    没填好的，以 `answers-incomplete` 拒绝，`faults` 逐项指出；
    缺材料的，以 `materials-missing` 拒绝。
    """

    def write(by: Actor, at: datetime) -> SubmittedOut:
        case = submit_draft(draft_id=draft_id, by=by, at=at, channel=Channel.API)
        return SubmittedOut.model_validate(case)

    return once(request, write, status=201)

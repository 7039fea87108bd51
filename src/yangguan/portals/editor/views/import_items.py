"""
导入事项: files of the national exchange format, checked whole and published whole.

The items of who may not review become drafts under review; so each of their files is an import.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.files.store import safe_name
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.fields import FieldKind, FieldView
from yangguan.foundation.web.refusals import Refusal
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.portals.editor.fault_words import file_words
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.file import MAX_BYTES
from yangguan.registers.catalogue.operations.import_item import ImportOutcome, import_item_file
from yangguan.registers.drafting.bounds import LONGEST_REASON
from yangguan.registers.drafting.errors import ReasonMissing
from yangguan.registers.drafting.policies import may_review
from yangguan.registers.imports.operations.carry_out import carry_out
from yangguan.registers.imports.operations.start_import import start_import
from yangguan.registers.imports.states import ImportAct

# Below the number at which Django refuses a whole request (DATA_UPLOAD_MAX_NUMBER_FILES).
MOST_FILES = 60
CHECK, PUBLISH, SUBMIT = "check", "publish", "submit"
_SUFFIXES_OF_RUNS = frozenset({".jsonl", ".ndjson", ".xlsx", ".xls", ".xlsm", ".zip", ".csv"})
# So large a file is begun at once, for so long.
SMALL_BYTES = 1024 * 1024
PATIENCE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    file_name: str
    outcome: ImportOutcome
    words: str

    @property
    def faults(self) -> list[tuple[str, Fault]]:
        """Where each fault is, in words, and the fault."""
        return [(file_words(fault.field), fault) for fault in self.outcome.faults]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EDITOR)
def show(request: OfficerRequest) -> HttpResponse:
    """The form, and after it the report with every fault of every file."""
    if request.method != "POST":
        return _page(request)
    uploads = request.FILES.getlist("files")
    if not uploads:
        return _page(request, error=_("请先选择文件。"))
    if len(uploads) > MOST_FILES:
        error = _("一次最多 %(most)d 个文件，请分几次导入。") % {"most": MOST_FILES}
        return _page(request, error=error)
    for_review = request.POST.get("act") == SUBMIT or not may_review(request.actor)
    if for_review or any(_is_for_a_run(upload) for upload in uploads):
        return _as_runs(request, uploads, for_review=for_review)
    check_only = request.POST.get("act") != PUBLISH
    reports = [_report(upload, request, check_only=check_only) for upload in uploads]
    accepted = [each for each in reports if each.outcome.is_accepted]
    context = staff_page(request, here="editor:import") | {
        "accepted": accepted,
        "refused": [each for each in reports if not each.outcome.is_accepted],
        "check_only": check_only,
        "title": _title(len(accepted), len(reports), check_only=check_only),
    }
    status = 200 if len(accepted) == len(reports) else 422
    return render(request, "editor/import_items/report.html", context, status=status)


def _is_for_a_run(upload: "UploadedFile[bytes]") -> bool:
    """Whether a file is more than one item as JSON: that is worked off by itself."""
    suffix = PurePosixPath((upload.name or "").lower()).suffix
    if (upload.size or 0) > MAX_BYTES or suffix in _SUFFIXES_OF_RUNS:
        return True
    head: bytes = upload.read(64)
    upload.seek(0)
    is_list = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    return is_list or head.startswith((b"PK", bytes.fromhex("d0cf11e0")))


def _as_runs(
    request: OfficerRequest, uploads: Sequence["UploadedFile[bytes]"], *, for_review: bool
) -> HttpResponse:
    """Each file becomes an import of its own; a small one is mostly done when its page opens."""
    act = _act(request)
    try:
        started = [
            start_import(
                upload.chunks(),
                name=safe_name(upload.name or ""),
                act=act,
                by=request.actor,
                at=timezone.now(),
                for_review=for_review,
                reason=request.POST.get("reason", ""),
            )
            for upload in uploads
        ]
    except ReasonMissing as missing:
        return _page(request, reason_error=missing.text)
    except Refusal as refusal:
        return _page(request, error=f"{refusal.text}{refusal.advice}")
    if len(started) > 1:
        return redirect("editor:import-runs")
    (run,), (upload,) = started, uploads
    if (upload.size or 0) <= SMALL_BYTES:
        deadline = time.monotonic() + PATIENCE_SECONDS
        carry_out(run_id=run.pk, at=timezone.now(), goes_on=lambda: time.monotonic() < deadline)
    return redirect("editor:import-run", run.pk)


def _act(request: OfficerRequest) -> ImportAct:
    if request.POST.get("act") not in {PUBLISH, SUBMIT}:
        return ImportAct.CHECK
    return ImportAct.GOOD_ONES if request.POST.get("good") else ImportAct.ALL_OR_NOTHING


def _report(
    upload: "UploadedFile[bytes]", request: OfficerRequest, *, check_only: bool
) -> FileReport:
    name = safe_name(upload.name or "")
    outcome = import_item_file(
        upload.read(), by=request.actor, at=timezone.now(), check_only=check_only
    )
    return FileReport(name, outcome, outcome_words(outcome, check_only=check_only))


def outcome_words(outcome: ImportOutcome, *, check_only: bool) -> str:
    """What became of a file, in a sentence."""
    if not outcome.is_accepted:
        return _("没有收下")
    number = {"number": outcome.edition}
    if not outcome.is_new:
        return _("和现行第 %(number)d 版一样，没有变动") % number
    if check_only:
        return _("可以发布为第 %(number)d 版") % number
    return _("已发布为第 %(number)d 版") % number


def _title(accepted: int, total: int, *, check_only: bool) -> str:
    facts = {"accepted": accepted, "refused": total - accepted}
    if check_only:
        return (
            ngettext(
                "检查完了：%(accepted)d 个可以发布，%(refused)d 个有问题",
                "检查完了：%(accepted)d 个可以发布，%(refused)d 个有问题",
                accepted,
            )
            % facts
        )
    return (
        ngettext(
            "导入完了：%(accepted)d 个收下，%(refused)d 个没有收下",
            "导入完了：%(accepted)d 个收下，%(refused)d 个没有收下",
            accepted,
        )
        % facts
    )


def _page(request: OfficerRequest, *, error: str = "", reason_error: str = "") -> HttpResponse:
    """Two queries beside the sign-in at most: who may review, may publish by an import."""
    reviews = may_review(request.actor)
    hint = _("会公开在变更记录里，例如：按新修订的条例减去两样材料")
    reason = FieldView(
        "reason",
        FieldKind.LONGTEXT,
        _("为什么改（送审时写）") if reviews else _("为什么改"),
        hint=hint,
        value=request.POST.get("reason", ""),
        error=reason_error,
        max_length=LONGEST_REASON,
    )
    errors = [FieldError(error, "files")] if error else []
    if reason_error:
        errors.append(FieldError(reason_error, reason.id))
    context = staff_page(request, here="editor:import") | {
        "errors": errors,
        "files_error": error,
        "reason": reason,
        "reviews": reviews,
        "is_for_good_ones": bool(request.POST.get("good")),
        "most": MOST_FILES,
    }
    return render(request, "editor/import_items/page.html", context, status=422 if errors else 200)

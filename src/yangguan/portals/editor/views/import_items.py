"""导入事项: files of the national exchange format, checked whole and published whole."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from yangguan.foundation.actors.actor import Role
from yangguan.foundation.files.store import safe_name
from yangguan.foundation.web.access import role_required
from yangguan.foundation.web.components import FieldError
from yangguan.portals.desk.shell import OfficerRequest, staff_page
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.file import MAX_BYTES
from yangguan.registers.catalogue.operations.import_item import ImportOutcome, import_item_file

# Below the number at which Django refuses a whole request (DATA_UPLOAD_MAX_NUMBER_FILES).
MOST_FILES = 60
CHECK, PUBLISH = "check", "publish"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    file_name: str
    outcome: ImportOutcome
    words: str


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


def _report(
    upload: "UploadedFile[bytes]", request: OfficerRequest, *, check_only: bool
) -> FileReport:
    name = safe_name(upload.name or "")
    if (upload.size or 0) > MAX_BYTES:
        # Not read at all: an item has some hundred kilobytes at most.
        fault = Fault("", "file-too-large", _("文件超过 4 MB，不像是一个事项"))
        outcome = ImportOutcome("", "", None, False, (fault,))
        return FileReport(name, outcome, _("没有收下"))
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


def _page(request: OfficerRequest, *, error: str = "") -> HttpResponse:
    context = staff_page(request, here="editor:import") | {
        "errors": [FieldError(error, "files")] if error else [],
        "most": MOST_FILES,
    }
    return render(request, "editor/import_items/page.html", context, status=422 if error else 200)

"""查验证照: is it genuine, is it in force; for anybody, without signing in, masked."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yangguan.foundation.web import formatting
from yangguan.foundation.web.access import public
from yangguan.foundation.web.components import current
from yangguan.foundation.web.errors import too_many_requests
from yangguan.handling.licences.queries import LicenceCheck, check
from yangguan.handling.licences.states import LicenceState
from yangguan.portals.applicant.addresses import home_crumb, page_url
from yangguan.portals.applicant.attempts import is_too_often
from yangguan.portals.applicant.requests import PublicRequest
from yangguan.portals.applicant.views.licences import licence_tag, validity_words

MOST, WINDOW_SECONDS = 60, 600


@public
@require_safe
def licence_check_form(request: PublicRequest) -> HttpResponse:
    """Ask for the code below the QR code."""
    code = "".join(request.GET.get("code", "").split())[:64]
    if code.isascii() and code.replace("-", "").replace("_", "").isalnum():
        return redirect("licence-check-result", code)
    context = {
        "error": _("请填证照上二维码旁边的查验码。") if "code" in request.GET else "",
        "crumbs": current([home_crumb()], _("查验证照")),
    }
    return render(request, "applicant/licence_check/page.html", context)


@public
@require_safe
def licence_check_result(request: PublicRequest, code: str) -> HttpResponse:
    """What the QR code of a licence opens. One query, and two for the count of attempts."""
    now = timezone.now()
    if is_too_often(request, action="licence-check", most=MOST, seconds=WINDOW_SECONDS, at=now):
        return too_many_requests(request)
    today = timezone.localdate(now)
    found = check(code, on=today)
    crumbs = current([home_crumb(), (_("查验证照"), page_url("licence-check"))], _("查验结果"))
    if found is None:
        missing = {"error": _("没有查到这张证照。请核对查验码，或者重新扫码。"), "crumbs": crumbs}
        return render(request, "applicant/licence_check/page.html", missing, status=404)
    context = {
        "check": found,
        "tag": licence_tag(found.state, found.valid_until, today=today),
        "validity": validity_words(found.valid_until, found.term),
        "title": _title(found),
        "text": _text(found),
        "detail": _("%(time)s 查询") % {"time": formatting.moment(now)},
        "crumbs": crumbs,
    }
    return render(request, "applicant/licence_check/result.html", context)


def _title(found: LicenceCheck) -> str:
    if not found.is_signature_right:
        return _("这张证照验不过，不能采信")
    if found.is_valid:
        return _("这张证照有效")
    if found.state is LicenceState.LAPSED:
        return _("这张证照已经过期")
    return _("这张证照现在是“%(state)s”") % {"state": found.state.label}


def _text(found: LicenceCheck) -> str:
    if not found.is_signature_right:
        return _("内容和发证机关签名的不一样")
    if found.is_valid:
        return _("内容和发证机关的记录一致")
    return _("不能再用")

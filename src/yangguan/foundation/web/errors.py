"""
Pages for what goes wrong, in the same look, each saying what to do next.

Wired in `config/urls.py` as `handler400` to `handler500` and in the settings as
`CSRF_FAILURE_VIEW`. A program gets a problem document; htmx gets a notice in the message area.
"""

import logging
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from yangguan.foundation.web.problems import problem, wants_problem
from yangguan.foundation.web.refusals import to_message_area

logger = logging.getLogger(__name__)

# Shown when even the template of the 500 page cannot be rendered.
_LAST_WORDS = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>出了问题</title>
<h1>我们这边出了问题</h1><p>请过几分钟再试，着急请打 0937-12345。</p>
<p lang="en">Something went wrong on our side. Please try again in a few minutes.</p></html>"""


class AccessRefused(PermissionDenied):
    """A page that this person may not open. `message` says why, `todo` what to do instead."""

    def __init__(self, message: str, todo: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.todo = todo


@dataclass(frozen=True, slots=True)
class Fault:
    """What a page of errors says. `art` names an illustration, `retry` offers the way back."""

    status: int
    code: str
    title: str
    text: str
    todo: str = ""
    art: str = "beacon"
    retry: bool = False


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    fault = Fault(
        status=400,
        code="bad-request",
        title=_("这个请求看不懂"),
        text=_("网址不完整，或者交来的内容太大、格式不对。"),
        todo=_("请回到上一页再试一次。"),
        retry=True,
    )
    return fault_page(request, fault)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known who it is, and not allowed. Says the reason that `AccessRefused` carries."""
    reason = exception if isinstance(exception, AccessRefused) else None
    fault = Fault(
        status=403,
        code="forbidden",
        title=_("这一页您现在打不开"),
        text=reason.message if reason else _("这一页不对您开放。"),
        todo=(reason.todo if reason else "")
        or _("觉得应该能打开？请打便民热线，或者换一个账号登录。"),
        art="caisson",
    )
    return fault_page(request, fault)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page."""
    fault = Fault(
        status=404,
        code="not-found",
        title=_("走到关外了"),
        text=_("没有这个页面，可能是网址抄错了，也可能已经搬走。"),
    )
    return fault_page(request, fault)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too often in a short time."""
    fault = Fault(
        status=429,
        code="too-many-requests",
        title=_("请歇一会儿再试"),
        text=_("短时间里试的次数太多，为了安全先停一停。"),
        todo=_("请过几分钟再来。忘了密码，可以到任何窗口重设。"),
        retry=True,
    )
    return fault_page(request, fault)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that has lost its token: the page stood open too long, or cookies are off."""
    fault = Fault(
        status=403,
        code="form-expired",
        title=_("这一页放得太久了"),
        text=_("为了安全，这次没有收下。您填的内容没有提交，已经存好的草稿还在。"),
        todo=_("请回到刚才那一页，刷新以后再交一次。一直这样，请看看浏览器是不是禁用了 Cookie。"),
        retry=True,
    )
    return fault_page(request, fault)


def server_error(request: HttpRequest) -> HttpResponse:
    """
    500: our own fault.

    Rendered without request, session or database, for any of these may be what is broken.
    """
    if wants_problem(request):
        return problem(
            status=500, code="server-error", title=_("我们这边出了问题"), todo=_("请过几分钟再试。")
        )
    html: str
    try:
        html = loader.render_to_string("web/error_500.html")
    except Exception:
        logger.exception("the page for server errors cannot be rendered")
        html = _LAST_WORDS
    return HttpResponse(html, status=500)


def fault_page(request: HttpRequest, fault: Fault) -> HttpResponse:
    """Answer a `Fault` in the form that was asked for: document, fragment or page."""
    if wants_problem(request):
        return problem(
            status=fault.status,
            code=fault.code,
            title=fault.title,
            detail=fault.text,
            todo=fault.todo,
        )
    context = {"fault": fault}
    if request.headers.get("HX-Request") == "true":
        response = render(request, "components/_fault.html", context, status=fault.status)
        return to_message_area(response)
    return render(request, "web/error.html", context, status=fault.status)

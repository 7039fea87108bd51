"""Every way in which the API itself, before any operation, refuses a request."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class ApiRefusal(Refusal):
    """Base of the refusals that only programs meet."""


class TokenMissing(ApiRefusal):
    """The token is missing, unknown, expired, or its account is closed."""

    code = "token-missing"
    status = 401
    message = _("没有有效的访问令牌。")
    todo = _("请在 Authorization 头里写 Bearer 和您的令牌；令牌过期的，请重新申请。")


class IdempotencyKeyMissing(ApiRefusal):
    code = "idempotency-key-missing"
    status = 400
    field = "Idempotency-Key"
    message = _("写操作要带 Idempotency-Key 头，1 到 128 个可见的 ASCII 字符。")
    todo = _("请为每个新的操作生成一个新的标识，重试时用同一个。")


class InvalidRequest(ApiRefusal):
    """`named`: each member that does not fit, as `field` and `message`."""

    code = "invalid-request"
    message = _("请求的格式不对。")
    todo = _("请对照接口文档修改。")

    def __init__(self, named: Sequence[Mapping[str, str]]) -> None:
        super().__init__(field=named[0]["field"] if named else None)
        self.named = named


class RequestUnreadable(ApiRefusal):
    code = "request-unreadable"
    status = 400
    message = _("请求读不出来：不是 UTF-8 编码的 JSON 或者表单，或者带有不允许的字符。")
    todo = _("请对照接口文档修改。")


class MediaTypeUnsupported(ApiRefusal):
    code = "media-type-unsupported"
    status = 415
    field = "Content-Type"
    message = _("这个地址只收 application/json。")
    todo = _("请用 JSON 发送，并在 Content-Type 头里写明。")


class RequestTooLarge(ApiRefusal):
    code = "request-too-large"
    status = 413
    message = _("请求太大：JSON 最多 %(body)d MB，文件最多 %(file)d MB。")
    todo = _("请分成几次，或者压缩文件。")


class CursorUnknown(ApiRefusal):
    code = "cursor-unknown"
    status = 400
    field = "cursor"
    message = _("这个游标不是本列表给出的。")
    todo = _("请原样使用上一页的 next 或 previous，或者从第一页开始。")


class ApplicantsOnly(ApiRefusal):
    code = "applicants-only"
    status = 403
    message = _("这是给申请人用的，您的令牌是工作人员的。")
    todo = _("请换用申请人的令牌。")


class OfficersOnly(ApiRefusal):
    code = "officers-only"
    status = 403
    message = _("这是给工作人员用的，您的令牌没有相应的岗位。")
    todo = _("请换用有这个岗位的工作人员的令牌。")


class AddressUnknown(ApiRefusal):
    code = "not-found"
    status = 404
    message = _("没有这个地址。")
    todo = _("请对照接口文档。")


class MethodNotAllowed(ApiRefusal):
    code = "method-not-allowed"
    status = 405
    message = _("这个地址不能这样用。")
    todo = _("可用的方法见 Allow 头。")


class TooManyRequests(ApiRefusal):
    code = "too-many-requests"
    status = 429
    message = _("查得太频繁了。")
    todo = _("请过一分钟再试。")


class FileUnavailable(ApiRefusal):
    code = "file-unavailable"
    status = 503
    message = _("这份文件现在取不出来。")
    todo = _("我们已经记下，请过一会儿再试。")


class ServerFault(ApiRefusal):
    """Something unexpected; the write, if it was one, has not been done."""

    code = "server-fault"
    status = 500
    message = _("我们这边出了问题，您的操作没有生效。")
    todo = _("请用同一个 Idempotency-Key 重试；还不行的，请联系平台。")

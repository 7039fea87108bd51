from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class IntermediaryNotFound(Refusal):
    code = "intermediary-not-found"
    status = 404
    message = _("没有这项中介服务或者这家中介机构。请回到列表查找。")


class NotYourIntermediaries(Refusal):
    code = "not-your-intermediaries"
    status = 403
    message = _("您的岗位只能管理本部门主管的中介服务和机构。")
    todo = _("请交给主管部门的事项管理岗，或者市里的审改办。")


class ChangedElsewhere(Refusal):
    code = "intermediary-changed-elsewhere"
    status = 409
    message = _("您打开以后，同事刚刚改过。")
    todo = _("请对照现在的内容，改好再保存。")


class TermsNotAccepted(Refusal):
    """A field that cannot be kept as it is."""

    code = "intermediary-terms-not-accepted"
    message = _("%(reason)s")


class CreditCodeTaken(Refusal):
    code = "credit-code-taken"
    field = "credit_code"
    message = _("“%(name)s”已经用这个统一社会信用代码列入名录。")
    todo = _("请核对代码，或者修改已有的那一家。")

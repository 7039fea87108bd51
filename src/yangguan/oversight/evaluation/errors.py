from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class EvaluationRefusal(Refusal):
    """Base of all refusals about evaluations."""


class AlreadyEvaluated(EvaluationRefusal):
    code = "already-evaluated"
    status = 409
    message = _("这次服务您已经评价过了，一件事评一次。")
    todo = _("还有话想说，请用“投诉建议”。")


class NotEvaluable(EvaluationRefusal):
    code = "not-evaluable"
    status = 409
    message = _("办件还没有办结，现在不能评价。")
    todo = _("办结以后，请再来评价。")


class StarsMissing(EvaluationRefusal):
    code = "stars-missing"
    field = "stars"
    message = _("还没有选满意程度，请选一项。")


class DetailUnknown(EvaluationRefusal):
    code = "detail-unknown"
    field = "details"
    message = _("没有这个评价选项，请从列出的选项里选。")


class ReasonWanted(EvaluationRefusal):
    code = "reason-wanted"
    field = "words"
    message = _("不满意的，请选一个原因，或者写几句话。")
    todo = _("我们会核实、整改，并把结果告诉您。")

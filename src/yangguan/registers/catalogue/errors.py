from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class ItemNotFound(Refusal):
    code = "item-not-found"
    status = 404
    message = _("没有这个事项。请核对实施编码，或者用事项名称查找。")


class NotYourItems(Refusal):
    code = "not-your-items"
    status = 403
    message = _("您的岗位不能发布“%(department)s”的事项，只能发布本部门的。")
    todo = _("请交给该部门的事项管理岗，或者市里的审改办发布。")


class MaterialNotFound(Refusal):
    code = "material-not-found"
    status = 404
    message = _("材料目录里没有这份材料。请核对材料编码，或者用名称查找。")


class NotYourMaterial(Refusal):
    code = "not-your-material"
    status = 403
    message = _("“%(name)s”由市里的审改办管理，您的岗位不能改。")
    todo = _("请把要改的地方告诉审改办，或者先提出一份新的材料。")


class MaterialTermsWrong(Refusal):
    code = "material-terms-wrong"
    message = _("%(reason)s")


class MaterialNameTaken(Refusal):
    code = "material-name-taken"
    message = _("“%(name)s”已经是材料“%(other)s”（%(code)s）的名称。")
    todo = _("同一种材料请直接引用它；不是同一种，请换一个能分清的名称。")


class MaterialChangedMeanwhile(Refusal):
    code = "material-changed-meanwhile"
    status = 409
    message = _("您打开这一页以后，别人改过“%(name)s”。您填的还没有保存。")
    todo = _("请重新打开这份材料，看过新的内容再改。")


class MaterialMerged(Refusal):
    code = "material-merged"
    message = _("“%(name)s”已经并入“%(target)s”（%(code)s），不能再改，也不能再并。")
    todo = _("请改用并入的那一份。")


class MaterialIntoItself(Refusal):
    code = "material-into-itself"
    message = _("不能把一份材料并入它自己。请选另一份。")


class NotTheCatalogueOffice(Refusal):
    code = "not-the-catalogue-office"
    status = 403
    message = _("平常说法由市里的审改办管理，您的岗位不能改。")
    todo = _("请把大家平常的说法告诉审改办。")


class EverydayWordUnclear(Refusal):
    code = "everyday-word-unclear"
    message = _("%(reason)s")


class EverydayWordTaken(Refusal):
    code = "everyday-word-taken"
    message = _("“%(word)s”已经在表里，按“%(official)s”找。")
    todo = _("要换成别的，请在表里改那一行。")
    field = "word"


class EverydayWordChanged(Refusal):
    code = "everyday-word-changed"
    status = 409
    message = _("您打开这一页以后，别人把“%(word)s”改成了“%(official)s”。您填的还没有保存。")
    todo = _("请看过现在的内容，再决定改不改。")


class EverydayWordGone(Refusal):
    code = "everyday-word-gone"
    status = 409
    message = _("“%(word)s”已经不在表里，别人去掉了。")
    todo = _("还要它，请重新加上。")


class StateReasonMissing(Refusal):
    code = "state-reason-missing"
    field = "reason"
    message = _("请写明原因。办事指南上会原样公开。")


class ItemWithdrawn(Refusal):
    code = "item-withdrawn"
    status = 409
    message = _("这个事项已经取消，不能再改状态。")
    todo = _("要重新办理，请写新事项。")

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


class ItemNotInUse(Refusal):
    code = "item-not-in-use"
    message = _("这个事项现在停办。请看办事指南上的说明，或者打咨询电话。")

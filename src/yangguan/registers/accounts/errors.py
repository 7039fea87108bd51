from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class ViewNameMissing(Refusal):
    code = "view-name-missing"
    field = "name"
    message = _("请给这个视图起个名字。")


class TooManyViews(Refusal):
    code = "too-many-views"
    message = _("一个页面最多保存 %(most)d 个视图。")
    todo = _("请先删掉不用的。")

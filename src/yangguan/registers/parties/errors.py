"""Every way to be refused when a party is registered or looked up."""

from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class PartyRefusal(Refusal):
    """Base of the refusals about parties."""


class PartyNumberInvalid(PartyRefusal):
    code = "party-number-invalid"
    field = "number"
    message = _("%(reason)s")
    todo = _("请对照证件原件核对。")


class PartyNameMissing(PartyRefusal):
    code = "party-name-missing"
    field = "name"
    message = _("还没有填写姓名或名称。")
    todo = _("请按证件原件填写。")


class PartyAlreadyRegistered(PartyRefusal):
    code = "party-already-registered"
    field = "number"
    status = 409
    message = _("这个证件号码已经登记过，登记的名称和您填的不一样。")
    todo = _("已核验的信息不能在窗口改写。请用证件号码查找，核对原件后再办。")


class MobileInvalid(PartyRefusal):
    code = "mobile-invalid"
    field = "mobile"
    message = _("手机号应当是 11 位数字。")
    todo = _("请向申请人核对。")


class MobileTaken(PartyRefusal):
    code = "mobile-taken"
    field = "mobile"
    status = 409
    message = _("这个手机号已经登记在别人名下。")
    todo = _("请换一个申请人本人的号码，或者先不填。")

from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class LicenceNotFound(Refusal):
    code = "licence-not-found"
    status = 404
    message = _("没有查到这张证照。")
    todo = _("请核对查验码，或者扫证照上的二维码。")


class LicenceTypeUnknown(Refusal):
    code = "licence-type-unknown"
    message = _("电子证照目录里没有“%(name)s”，不能签发。")
    todo = _("请先在证照目录里登记这一类型。")


class NotYourLicence(Refusal):
    code = "not-your-licence"
    status = 403
    message = _("这张证照不是您的，也不是您代表的单位的。")


class NoLicenceNumber(Refusal):
    code = "no-licence-number"
    message = _("“%(name)s”编不出号：%(reason)s。")
    todo = _("请核对申请表里的内容；顺序号用完的，请联系系统管理员改编号格式。")


class LicenceNumberOfAnother(Refusal):
    code = "licence-number-of-another"
    message = _("申请写的“%(name)s”编号是别人的，不能用它签发。")
    todo = _("请核对申请表里的证照编号。")

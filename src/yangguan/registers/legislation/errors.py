"""Every way to be refused in the register of laws."""

from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class LawRefusal(Refusal):
    """Base of the refusals about laws and articles."""


class NotTheCatalogueOffice(LawRefusal):
    code = "not-your-laws"
    status = 403
    message = _("法规由审改办统一登记，您的岗位只能查看。")
    todo = _("发现条文有变动，请告诉市里的审改办。")


class LawNotFound(LawRefusal):
    code = "law-not-found"
    status = 404
    message = _("没有登记这部法规。")
    todo = _("请回到“依据与文件”查找。")


class ArticleNotFound(LawRefusal):
    code = "article-not-found"
    status = 404
    message = _("没有登记这一条。")
    todo = _("请回到法规的条文目录查找。")


class EntryWrong(LawRefusal):
    """What was entered cannot be kept; `field` names where."""

    code = "law-entry-wrong"
    message = _("%(reason)s")


class LawAlreadyRegistered(LawRefusal):
    code = "law-already-registered"
    field = "name"
    status = 409
    message = _("《%(name)s》已经登记过。")
    todo = _("内容有修订的，请打开它，登记为新的一版。")


class ArticleAlreadyRegistered(LawRefusal):
    code = "article-already-registered"
    field = "label"
    status = 409
    message = _("%(label)s已经登记过。")
    todo = _("文字有误的，请打开这一条更正。")


class LawHasEnded(LawRefusal):
    code = "law-has-ended"
    status = 409
    message = _("这一版已经定了失效日期，不能再改。")
    todo = _("请打开现行的一版。")


class ArticleHasEnded(LawRefusal):
    code = "article-has-ended"
    status = 409
    message = _("这一条已经登记为失效。")
    todo = _("登记有误的，先恢复，再重新登记。")


class ArticleInForce(LawRefusal):
    code = "article-in-force"
    status = 409
    message = _("这一条没有登记失效，不用恢复。")

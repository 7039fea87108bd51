from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class StandardsRefusal(Refusal):
    """Every way to be refused at the register of standards."""


class CodeTableNotFound(StandardsRefusal):
    code = "code-table-not-found"
    status = 404
    message = _("没有这个代码表。请在代码表清单里查找。")


class VersionNotFound(StandardsRefusal):
    code = "code-table-version-not-found"
    status = 404
    message = _("这个代码表没有这一版，或者这一版已经不是草稿。")
    todo = _("请回到代码表的页面，看看现在有哪几版。")


class ElementNotFound(StandardsRefusal):
    code = "data-element-not-found"
    status = 404
    message = _("没有数据元“%(element)s”。请在数据元清单里查找。")


class NotYourStandards(StandardsRefusal):
    code = "not-your-standards"
    status = 403
    message = _("代码表和数据元全市共用，您的岗位不能改。")
    todo = _("请把要改的内容告诉审改办，或者管理这个代码表的部门。")


class CodeTableExists(StandardsRefusal):
    code = "code-table-exists"
    message = _("代码表“%(key)s”已经有了。")
    todo = _("要改它的内容，请为它起草新版；是另一个表的，换一个标识。")
    field = "key"


class ElementExists(StandardsRefusal):
    code = "data-element-exists"
    message = _("数据元“%(element)s”已经有了。")
    todo = _("意思相同的请直接用它；意思不同的换一个标识。")
    field = "code"


class DraftHasChanged(StandardsRefusal):
    code = "draft-has-changed"
    status = 409
    message = _("您打开页面以后，这份草稿已经被别人改过。")
    todo = _("请刷新页面，看过新的内容再改。")


class TableHasFaults(StandardsRefusal):
    code = "code-table-has-faults"
    message = _("代码表有问题：%(faults)s")
    todo = _("请改好以后再保存。")
    field = "entries"


class NotYetInForce(StandardsRefusal):
    code = "code-table-not-yet-in-force"
    message = _("这一版从 %(day)s 起施行，现在还不能启用。")
    todo = _("请到那一天再启用，或者先改施行日期。")
    field = "in_force_date"


class SameAsInForce(StandardsRefusal):
    code = "code-table-unchanged"
    message = _("这一版和现行版没有不同，不必启用。")
    todo = _("请先改草稿，或者删去草稿。")


class CodesTheProgramKnows(StandardsRefusal):
    code = "codes-the-program-knows"
    message = _("程序按这些代码办事，只能改名称，不能增删代码：%(codes)s。")
    todo = _("请恢复这些代码；确实要变，要和程序的新版一起变。")
    field = "entries"


class CodesStillUsed(StandardsRefusal):
    code = "codes-still-used"
    message = _("去掉的代码还在用：%(codes)s。")
    todo = _("请为每个代码选定由哪个代码接替；没有接替的，写明理由再启用。")
    field = "reason"


class WrongSuccessor(StandardsRefusal):
    code = "wrong-successor"
    message = _("代码“%(code)s”不能由“%(successor)s”接替：新版里没有这个代码。")
    todo = _("请从新版的代码里选。")


class WrongElement(StandardsRefusal):
    code = "data-element-wrong"
    message = "%(fault)s"


class ElementInUse(StandardsRefusal):
    code = "data-element-in-use"
    message = _("数据元“%(element)s”正在被事项使用，不能改类型。")
    todo = _("一个数据元只有一个意思。请另立一个数据元，事项改用以后再停用旧的。")
    field = "type"

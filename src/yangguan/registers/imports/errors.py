from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class ImportNotFound(Refusal):
    code = "import-not-found"
    status = 404
    message = _("没有这次导入。")
    todo = _("请从“导入记录”里打开。")


class ImportEmpty(Refusal):
    code = "import-empty"
    message = _("文件是空的。")
    todo = _("请换一个文件再导入。")


class ImportTooLarge(Refusal):
    code = "import-too-large"
    message = _("文件超过 %(most)d GB。")
    todo = _("请分成几个文件再导入。")


class ImportHasEnded(Refusal):
    code = "import-has-ended"
    message = _("这次导入已经结束，不能再停下。")


class ExportTooLarge(Refusal):
    code = "export-too-large"
    message = _("事项太多，一份表格装不下。")
    todo = _("请选一个部门，或者改用 JSON 行、CSV。")

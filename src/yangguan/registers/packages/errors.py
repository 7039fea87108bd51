from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal
from yangguan.registers.catalogue.faults import Fault


class PackageNotFound(Refusal):
    code = "package-not-found"
    status = 404
    message = _("没有这个“一件事”。请到“一件事一次办”里找。")


class NotYourPackage(Refusal):
    code = "not-your-package"
    status = 403
    message = _("这个“一件事”由“%(department)s”牵头，您的岗位不能改。")
    todo = _("请交给牵头部门的事项管理岗，或者市里的审改办。")


class PackageChangedMeanwhile(Refusal):
    code = "package-changed-meanwhile"
    status = 409
    message = _("您打开以后，别人改过这份草稿，这次没有保存。")
    todo = _("请重新打开这一页，在最新的草稿上改。")


class PackageCodeTaken(Refusal):
    code = "package-code-taken"
    field = "code"
    message = _("编码“%(package)s”已经有人用了，请换一个。")


class NoDraftToPublish(Refusal):
    code = "no-draft-to-publish"
    message = _("没有要发布的草稿。")
    todo = _("先改好并保存草稿，再发布。")


class PackageNotPublished(Refusal):
    code = "package-not-published"
    message = _("这个“一件事”现在没有公开，不用停用。")


class ReasonMissing(Refusal):
    code = "package-reason-missing"
    field = "reason"
    message = _("请写明停用的原因，会留痕。")


class PackageHasFaults(Refusal):
    """The faults in order; pages show each beside its field."""

    code = "package-has-faults"
    message = _("还有 %(count)d 处要改，没有发布。")

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(count=len(faults))

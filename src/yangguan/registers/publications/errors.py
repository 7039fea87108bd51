from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class PublicationNotFound(Refusal):
    code = "publication-not-found"
    status = 404
    message = _("没有这条公开信息。请核对地址，或者回到列表查找。")


class NotYourPublications(Refusal):
    code = "not-your-publications"
    status = 403
    message = _("您的岗位只能编辑本部门的公开信息。")
    todo = _("请交给该部门的事项管理岗，或者市里的审改办。")


class PublicationNotInState(Refusal):
    code = "publication-not-in-state"
    status = 409
    message = _("这一版现在是“%(state)s”，不能%(action)s。")
    todo = _("请刷新页面，看看同事是不是已经办过。")


class NoVersionInPreparation(Refusal):
    code = "no-version-in-preparation"
    status = 409
    message = _("没有正在准备的版。")
    todo = _("请先起草新的一版。")


class PublicationChangedElsewhere(Refusal):
    code = "publication-changed-elsewhere"
    status = 409
    message = _("%(name)s刚刚保存过这份草稿，和您打开时不一样了。")
    todo = _("请对照不同之处，选用您的或者已保存的。")


class PublicationIncomplete(Refusal):
    code = "publication-incomplete"
    message = _("还不能发布：%(faults)s")
    todo = _("请补好以后再发布。")


class FieldTooLong(Refusal):
    code = "field-too-long"
    message = _("“%(label)s”太长：最多 %(most)d 个字，现在 %(length)d 个。")
    todo = _("请缩短后再保存。")


class FieldNotUnderstood(Refusal):
    code = "field-not-understood"
    message = _("“%(label)s”填得不对：%(reason)s")


class PlannedInThePast(Refusal):
    code = "planned-in-the-past"
    field = "publish_at"
    message = _("定时发布的时间要晚于现在，并且在一年以内。")
    todo = _("要马上发布，请点“现在发布”。")


class ReasonMissing(Refusal):
    code = "reason-missing"
    field = "reason"
    message = _("请写明撤下的理由，它会公开显示。")


class TooManyAttachments(Refusal):
    code = "too-many-attachments"
    message = _("附件最多 %(most)d 个。请先移除不要的，或者合并成一个文件。")


class AttachmentTypeNotAccepted(Refusal):
    code = "attachment-type-not-accepted"
    message = _("附件只收 PDF、OFD、DOCX、XLSX、JPG、PNG，不收带宏的文件和压缩包。")
    todo = _("请另存为其中一种再传。")

from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class DraftNotFound(Refusal):
    code = "edition-draft-not-found"
    status = 404
    message = _("没有这份草稿，可能已经放弃。")
    todo = _("请回到事项清单重新打开。")


class NotYourDraft(Refusal):
    code = "not-your-draft-edition"
    status = 403
    message = _("您的岗位不能编辑“%(department)s”的事项，只能编辑本部门的。")
    todo = _("请交给该部门的事项管理岗，或者市里的审改办。")


class NotReviewer(Refusal):
    code = "not-the-reviewer"
    status = 403
    message = _("审核由审改办的事项管理岗来做。")


class OwnDraft(Refusal):
    code = "own-draft"
    message = _("这份草稿是您送审的，要由另一个人审核。")
    todo = _("请交给审改办的同事审核。")


class ActionNotAllowed(Refusal):
    code = "edition-draft-not-in-this-state"
    status = 409
    message = _("这份草稿现在是“%(state)s”，不能%(action)s。")
    todo = _("请刷新页面，看看谁刚办过。")


class DraftChanged(Refusal):
    """Somebody saved the same fields meanwhile; `theirs` and `yours` say what each wrote."""

    code = "edition-draft-changed"
    status = 409
    message = _("您打开之后，%(by)s改过同样的内容，这次没有保存。")
    todo = _("请对照两边，选用哪一个。")


class NoSuchPlace(Refusal):
    code = "no-such-place"
    status = 409
    message = _("这一项已经不在草稿里，可能被移除或者挪了位置。")
    todo = _("请刷新页面再改。")


class InvalidEdit(Refusal):
    code = "invalid-value"
    message = _("这个值存不进去：%(why)s")
    todo = _("请改正后再保存。")


class DraftHasFaults(Refusal):
    code = "draft-has-faults"
    message = _("还有 %(count)d 处不能发布的问题。")
    todo = _("请按每一处的提示改好，再送审。")


class BaseReplaced(Refusal):
    code = "base-edition-replaced"
    status = 409
    message = _(
        "草稿开始之后，事项又发布了第 %(number)d 版。现在送审、发布，会把那一版的改动冲掉。"
    )
    todo = _("请在草稿里并入第 %(number)d 版，核对以后再送审。")


class NothingChanged(Refusal):
    code = "nothing-changed"
    message = _("草稿和现行版一样，没有要发布的改动。")


class ReasonMissing(Refusal):
    code = "change-reason-missing"
    field = "reason"
    message = _("请写明为什么改。这句话会公开在变更记录里。")


class RemarkMissing(Refusal):
    code = "remark-missing"
    message = _("退回要写明理由。")
    todo = _("请在有问题的字段旁写意见，或者写总的意见。")


class RemarksOpen(Refusal):
    code = "remarks-open"
    message = _("还有 %(count)d 条审核意见没有答复。")
    todo = _("请逐条改好，并标为“已改”，或者写明为什么不改。")


class BatchReviewNotFound(Refusal):
    code = "batch-review-not-found"
    status = 404
    message = _("没有这次批量审核。")
    todo = _("请从“草稿和审核”里打开。")


class NoDraftChosen(Refusal):
    code = "no-draft-chosen"
    field = "draft"
    message = _("还没有选草稿。")
    todo = _("请先勾选要审核的草稿。")


class VerdictMissing(Refusal):
    code = "verdict-missing"
    field = "act"
    message = _("还没有说是通过还是退回。")


class TooManyDrafts(Refusal):
    code = "too-many-edition-drafts"
    field = "draft"
    message = _("一次最多审核 %(most)d 份。")
    todo = _("请分几次来。")


class NotYetInForce(Refusal):
    code = "not-yet-in-force"
    message = _("要到 %(day)s 才施行。")


class CodeTaken(Refusal):
    code = "edition-draft-exists"
    status = 409
    message = _("这个实施编码已有一份没有办完的草稿。")
    todo = _("请打开那一份接着改。")


class NothingToUndo(Refusal):
    code = "nothing-to-undo"
    message = _("没有可以撤销的改动。")

"""Every way to be refused, with its stable code."""

from django.utils.translation import gettext_lazy as _

from yangguan.foundation.web.refusals import Refusal


class CaseRefusal(Refusal):
    """Base of all refusals about cases and drafts."""


class CaseNotFound(CaseRefusal):
    code = "case-not-found"
    status = 404
    message = _("没有找到这个办件。")
    todo = _("请核对办件编号和查询码。")


class NotYourCase(CaseRefusal):
    code = "not-your-case"
    status = 403
    message = _("这个办件不是您的，也不是您代表的单位的。")
    todo = _("请换用申请时的账号登录。")


class NotYourDesk(CaseRefusal):
    code = "not-your-desk"
    status = 403
    message = _("您的岗位办不了这一步：它归%(office)s的%(role)s。")
    todo = _("请转给有这个岗位的同事，或者请管理员核对您的任职。")


class ActionNotAllowedInState(CaseRefusal):
    code = "action-not-allowed-in-state"
    status = 409
    message = _("办件现在是“%(state)s”，不能再“%(action)s”。")
    todo = _("请刷新页面，看最新的办理情况。")


class AlreadyDone(CaseRefusal):
    code = "already-done"
    status = 409
    message = _("%(officer)s（%(office)s）已经在 %(time)s 办完了这一步，结果：%(outcome)s。")
    todo = _("请刷新页面，接着办下一步。")


class StepNotOpen(CaseRefusal):
    code = "step-not-open"
    status = 409
    message = _("这一步现在没有待办。")
    todo = _("请刷新页面，看现在到了哪一步。")


class CaseChangedMeanwhile(CaseRefusal):
    code = "case-changed-meanwhile"
    status = 409
    message = _("您打开页面以后，办件有了新情况。")
    todo = _("请刷新页面，看过以后再办。")


class ReasonsMissing(CaseRefusal):
    code = "reasons-missing"
    field = "reasons"
    message = _("不予办理要写明理由。")
    todo = _("请写清事实、依据和理由，申请人会收到原文。")


class OpinionMissing(CaseRefusal):
    code = "opinion-missing"
    field = "opinion"
    message = _("不通过要写明意见。")
    todo = _("请写清哪里不符合、依据哪一条。")


class CompetentOrganMissing(CaseRefusal):
    code = "competent-organ-missing"
    field = "competent_organ"
    message = _("不属于本机关职权的，要告诉申请人该找哪个机关。")
    todo = _("请填写有权办理的机关名称。")


class AcceptedByLaw(CaseRefusal):
    code = "accepted-by-law"
    status = 409
    message = _("五个工作日已过，没有答复的申请自收件之日起视为受理（行政许可法第三十二条）。")
    todo = _("不能再告知补正或者不予受理。请点“受理”登记，再往下办。")


class CorrectionAlreadyRequested(CaseRefusal):
    code = "correction-already-requested"
    status = 409
    message = _("这个办件已经告知过补正，法律只许一次。")
    todo = _("请受理；材料确实不符合的，作出不予的决定并说明理由。")


class CorrectionOutsideGuide(CaseRefusal):
    code = "correction-outside-guide"
    field = "lines"
    message = _("“%(subject)s”不在办事指南里，不得要求。")
    todo = _("只能要求指南列明的材料和表单内容。确有需要的，请提出修改事项。")


class CorrectionEmpty(CaseRefusal):
    code = "correction-empty"
    field = "lines"
    message = _("还没有写明要补正什么。")
    todo = _("请逐项写明缺什么、错在哪里、怎样改。")


class AnswersIncomplete(CaseRefusal):
    """`faults` names each field, for a page and an API alike."""

    code = "answers-incomplete"
    message = _("还有 %(count)d 处没填好，现在不能提交。")
    todo = _("请按提示逐处补好，再提交。")


class MaterialsMissing(CaseRefusal):
    code = "materials-missing"
    field = "materials"
    message = _("还缺这些材料：%(names)s。")
    todo = _("请上传或交到窗口，再提交。")


class DraftNotFound(CaseRefusal):
    code = "draft-not-found"
    status = 404
    message = _("这份草稿不在了：已经提交，或者已经删除。")
    todo = _("请到“我的办件”里看看。")


class DraftChangedElsewhere(CaseRefusal):
    code = "draft-changed-elsewhere"
    status = 409
    message = _("这份草稿在另一个窗口或另一台设备上改过了。")
    todo = _("请刷新页面，在最新的内容上接着填。")


class EditionNotOpen(CaseRefusal):
    code = "edition-not-open"
    status = 409
    message = _("这个事项现在不能申请。")
    todo = _("请看办事指南上的说明。")


class AudienceNotServed(CaseRefusal):
    code = "audience-not-served"
    message = _("这个事项不对%(kind)s办理。")
    todo = _("请换一个申请身份，或者看办事指南里“谁能办”。")


class UnknownSlot(CaseRefusal):
    code = "unknown-slot"
    field = "slot"
    message = _("指南里没有这一项材料。")
    todo = _("请从材料清单里选。")


class TooManyFiles(CaseRefusal):
    code = "too-many-files"
    field = "file"
    message = _("这一项最多传 %(most)d 个文件。")
    todo = _("请先删掉不要的，或者合并成一个文件。")


class TooManyDrafts(CaseRefusal):
    code = "too-many-drafts"
    status = 429
    message = _("您已经有 %(most)d 份没提交的草稿。")
    todo = _("请先提交或者删掉几份。")


class PartyUnknown(CaseRefusal):
    code = "party-unknown"
    field = "party"
    status = 404
    message = _("没有找到这位申请人。")
    todo = _("请核对证件号码，或者先登记。")


class RequestDiffers(CaseRefusal):
    """An idempotency key came again with another request."""

    code = "request-differs"
    status = 409
    message = _("同一个提交标识已经用于另一份内容。")
    todo = _("请换一个新的 Idempotency-Key 再提交。")


class CorrectionNotAnswered(CaseRefusal):
    code = "correction-not-answered"
    message = _("这些还没有补正：%(names)s。")
    todo = _("请逐项改好或重新上传，再提交。")


class IdentityNotChecked(CaseRefusal):
    code = "identity-not-checked"
    field = "identity"
    message = _("还没有核对来人的身份证件。")
    todo = _("请核对证件原件，写明来人姓名，再收补正。")


class ReceiverMissing(CaseRefusal):
    code = "receiver-missing"
    field = "receiver"
    message = _("还没有写明谁来领取。")
    todo = _("请核对领取人的身份证件，填写姓名。")


class DraftExists(CaseRefusal):
    code = "draft-of-new-edition-exists"
    status = 409
    message = _("您已经按新版开始了另一份草稿。")
    todo = _("请打开那一份接着填，或者先删掉它。")

"""What kinds of public information there are (R4.1), and what words stand for their validity."""

from django.utils.translation import gettext_noop as _

ANNOUNCEMENT = _("通知公告")
POLICY = _("政策文件")
READING = _("政策解读")
LAW = _("法律法规")
REVIEW_RULES = _("审查细则")
QUESTION = _("常见问题")
ONLINE_DEPTH = _("网上可办理程度")
COMPLAINTS = _("监督举报方式")

# In the order in which they are offered.
KINDS = (
    ANNOUNCEMENT,
    POLICY,
    READING,
    LAW,
    REVIEW_RULES,
    QUESTION,
    ONLINE_DEPTH,
    COMPLAINTS,
)
# What a reading can explain.
EXPLAINED = (POLICY, LAW)

IN_FORCE = _("现行有效")
# 效力.
VALIDITIES = (IN_FORCE, _("尚未施行"), _("已被修改"), _("已失效"), _("已废止"))

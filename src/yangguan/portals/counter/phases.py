"""The four phases of taking an application in."""

from django.utils.translation import gettext as _

from yangguan.foundation.web.components import Step, StepState


def phases(current: int) -> list[Step]:
    """申请人, 事项, 表单和材料, 回执; `current` counts from 0."""
    labels = (_("申请人"), _("事项"), _("表单和材料"), _("回执"))
    return [
        Step(
            label,
            StepState.DONE
            if index < current
            else StepState.CURRENT
            if index == current
            else StepState.AHEAD,
        )
        for index, label in enumerate(labels)
    ]

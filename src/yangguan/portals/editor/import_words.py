"""An import in words: what was asked for, how far it is, what it has come to."""

from django.utils.translation import gettext as _

from yangguan.registers.imports.queries import RunLine
from yangguan.registers.imports.states import ImportAct, RunState


def act_words(run: RunLine) -> str:
    """What the officer asked for."""
    if not run.is_for_review:
        return str(run.act.label)
    match run.act:
        case ImportAct.CHECK:
            return str(run.act.label)
        case ImportAct.ALL_OR_NOTHING:
            return _("全部合格才送审")
        case ImportAct.GOOD_ONES:
            return _("送审合格的，退回其余的")


def state_label(run: RunLine) -> str:
    """The state in a word or two."""
    if run.is_for_review and run.state is RunState.PUBLISHING:
        return _("送审中")
    return str(run.state.label)


def state_words(run: RunLine) -> str:
    """What the import has come to, in a sentence."""
    match run.state:
        case RunState.WAITING:
            return _("正在读文件。")
        case RunState.CHECKING:
            return _("正在检查，还没有改动任何事项。")
        case RunState.FAILED:
            return run.fault
        case RunState.DONE if run.act is ImportAct.CHECK:
            words = _("检查完了：%(total)d 个里 %(refused)d 个有问题，没有改动任何事项。")
            return words % _facts(run)
    return (_review_words(run) if run.is_for_review else _publication_words(run)) % _facts(run)


def _publication_words(run: RunLine) -> str:
    match run.state:
        case RunState.PUBLISHING:
            return _("检查完了，正在发布。")
        case RunState.REFUSED:
            return _("%(refused)d 个有问题，按“全部合格才发布”，一个也没有发布。")
        case RunState.CANCELLED:
            return _("已停下：已发布 %(published)d 个，其余的没有动。")
    return _("完成：发布 %(published)d 个，没有变动 %(unchanged)d 个，退回 %(refused)d 个。")


def _review_words(run: RunLine) -> str:
    match run.state:
        case RunState.PUBLISHING:
            return _("检查完了，正在送审。")
        case RunState.REFUSED:
            return _("%(refused)d 个有问题，按“全部合格才送审”，一个也没有送审。")
        case RunState.CANCELLED:
            return _("已停下：已送审 %(submitted)d 个，其余的没有动。")
    return _("完成：送审 %(submitted)d 个，没有变动 %(unchanged)d 个，退回 %(refused)d 个。")


def _facts(run: RunLine) -> dict[str, int]:
    return {
        "total": run.total,
        "published": run.published,
        "submitted": run.submitted,
        "refused": run.refused,
        "unchanged": run.unchanged,
    }

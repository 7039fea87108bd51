"""Words and signs of publications on the editor's pages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yangguan.foundation.web.components import StateTag, Tone
from yangguan.registers.publications.states import PublicationState

TONES = {
    PublicationState.DRAFT: Tone.INFO,
    PublicationState.PLANNED: Tone.WARN,
    PublicationState.PUBLISHED: Tone.OK,
    PublicationState.REPLACED: Tone.NEUTRAL,
    PublicationState.WITHDRAWN: Tone.BAD,
}
ACTS = {
    "publication.begin": gettext_noop("起草"),
    "publication.plan": gettext_noop("定时发布"),
    "publication.cancel-plan": gettext_noop("取消定时"),
    "publication.publish": gettext_noop("发布"),
    "publication.withdraw": gettext_noop("撤下"),
    "publication.discard": gettext_noop("放弃草稿"),
}


def state_tag(state: PublicationState) -> StateTag:
    """The state as a sign."""
    return StateTag(str(state.label), TONES[state])


def act_word(action: str) -> str:
    """What an act of the trace is called."""
    return _(ACTS[action]) if action in ACTS else action

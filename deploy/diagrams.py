"""
The diagrams of the documentation, drawn from the tables of the code.

    python deploy/diagrams.py update    draw them anew between their markers
    python deploy/diagrams.py check     fail if a drawn diagram is not what the code says
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import django

from yangguan.foundation.language.chinese import in_chinese
from yangguan.handling.cases.states import FINAL_STATES, TRANSITIONS, CaseAction, CaseState

LIFE_OF_A_CASE = Path(__file__).resolve().parent.parent / "docs" / "life-of-a-case.md"
BEGIN = "<!-- begin: drawn by deploy/diagrams.py -->"
END = "<!-- end -->"

Transitions = Mapping[tuple[CaseState, CaseAction], CaseState]


def case_diagram(transitions: Transitions = TRANSITIONS) -> str:
    """The life of a case as a Mermaid state diagram; acts between two states share an arrow."""
    arrows: dict[tuple[CaseState, CaseState], list[CaseAction]] = {}
    for (source, action), target in transitions.items():
        arrows.setdefault((source, target), []).append(action)
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_words(state)}" as {_key(state)}' for state in CaseState]
    lines.append(f"    [*] --> {_key(CaseState.SUBMITTED)}: 提交 submit")
    for (source, target), actions in arrows.items():
        words = ", ".join(map(_words, actions))
        lines.append(f"    {_key(source)} --> {_key(target)}: {words}")
    lines += [f"    {_key(state)} --> [*]" for state in CaseState if state in FINAL_STATES]
    return "\n".join(lines)


def _words(each: CaseState | CaseAction) -> str:
    """The Chinese name and the code."""
    return f"{in_chinese(each.label)} {each}"


def _key(state: CaseState) -> str:
    """The state's name in the diagram: Mermaid takes a hyphen for the beginning of an arrow."""
    return str(state).replace("-", "_")


def drawn(text: str) -> str:
    """The page with its diagram drawn anew. Raises `ValueError` where the markers are missing."""
    head, begin, rest = text.partition(BEGIN)
    _old, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page needs the lines {BEGIN!r} and {END!r}")
    return f"{head}{BEGIN}\n\n```mermaid\n{case_diagram()}\n```\n\n{END}{tail}"


def main() -> int:
    """Run one action; exit status 0, 1 (a diagram is not current) or 2 (misused)."""
    if sys.argv[1:] not in (["update"], ["check"]):
        sys.stderr.write("usage: diagrams.py update|check\n")
        return 2
    # The labels are translatable: reading them needs the catalogues.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    kept = LIFE_OF_A_CASE.read_text(encoding="utf-8")
    current = drawn(kept)
    if sys.argv[1] == "update":
        LIFE_OF_A_CASE.write_text(current, encoding="utf-8")
    elif current != kept:
        sys.stderr.write(f"not current, run deploy/diagrams.py update: {LIFE_OF_A_CASE}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

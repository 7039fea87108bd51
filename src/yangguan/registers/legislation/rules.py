"""Where laws and articles stand on a day: pure functions over their dates."""

from datetime import date

from yangguan.registers.legislation.states import ArticleState, LawState


def law_state(*, effective: date | None, repealed: date | None, on: date) -> LawState:
    """
    A law applies from its effective date to the day before it is repealed or replaced.

    An effective date that nobody has entered counts as past.
    """
    if repealed is not None and repealed <= on:
        return LawState.REPEALED
    if effective is not None and effective > on:
        return LawState.NOT_YET
    return LawState.IN_FORCE


def article_state(
    *, law: LawState, in_force_from: date | None, struck_out: date | None, on: date
) -> ArticleState:
    """An article applies while its law does, from its own day on, until it is struck out."""
    if law is LawState.REPEALED or (struck_out is not None and struck_out <= on):
        return ArticleState.STRUCK_OUT
    if law is LawState.NOT_YET or (in_force_from is not None and in_force_from > on):
        return ArticleState.NOT_YET
    return ArticleState.IN_FORCE

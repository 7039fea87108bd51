"""What the worker does after a licence was issued. Safe to run again."""

from django.utils import timezone

from yangguan.handling.licences.events import LicenceIssued
from yangguan.handling.licences.operations.render import render_licence_file


def render_licence(event: LicenceIssued) -> None:
    # The worker is at the edge, as a portal is: here the clock is asked.
    render_licence_file(event.licence_id, at=timezone.now())  # noqa: TID251  # a job begins here

"""What the middleware and the access rules put on a request, for the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from yangguan.foundation.actors.actor import Actor


class PublicRequest(HttpRequest):
    """A request of anybody."""

    htmx: HtmxDetails


class PersonRequest(PublicRequest):
    """A request of somebody who has signed in as a person: the access rule has set who it is."""

    actor: Actor

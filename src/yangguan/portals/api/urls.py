from django.urls import URLPattern, URLResolver, include, path

from yangguan.foundation.web.access import Access, Who, mark_urls
from yangguan.portals.api.api import api, guarded
from yangguan.portals.api.views import docs

# Open to the middleware: the API lets programs in by their tokens, operation by operation.
_v1 = [guarded(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
mark_urls(_v1, Access(Who.ANYONE))

urlpatterns: list[URLPattern | URLResolver] = [
    path("docs/", docs.reference, name="api-docs"),
    path("openapi.json", docs.openapi, name="api-openapi"),
    path("v1/", include((_v1, "api-v1"))),
]

from django.urls import path

from yangguan.portals.editor.views import comparison, import_items, item, items

app_name = "editor"

urlpatterns = [
    path("", items.show, name="items"),
    path("import/", import_items.show, name="import"),
    path("items/<str:task_code>/", item.show, name="item"),
    path("items/<str:task_code>/compare/<int:old>/<int:new>/", comparison.show, name="comparison"),
]

from django.urls import path

from yangguan.foundation.web import alive, gallery

urlpatterns = [
    path("alive/", alive.alive, name="alive"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("gallery/staff/", gallery.gallery_staff, name="gallery-staff"),
]

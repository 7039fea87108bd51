from django.urls import path

from yangguan.foundation.web import gallery

urlpatterns = [
    path("gallery/", gallery.gallery, name="gallery"),
    path("gallery/staff/", gallery.gallery_staff, name="gallery-staff"),
]

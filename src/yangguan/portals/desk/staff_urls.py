"""The officers' front door, outside of any portal's own address."""

from django.urls import path

from yangguan.portals.desk.views import staff_home

urlpatterns = [path("", staff_home.show, name="staff-home")]

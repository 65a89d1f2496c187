"""The addresses of the clinic, room by room."""

from django.urls import include, path

from clinic import gallery, today

handler400 = "clinic.unreadable.unreadable"

urlpatterns = [
    path("", today.today, name="today"),
    path("components/", gallery.gallery, name="gallery"),
    path("", include("accounts.urls")),
    path("", include("catalog.urls")),
    path("", include("patients.urls")),
    path("", include("treatments.urls")),
]

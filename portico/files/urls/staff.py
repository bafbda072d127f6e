from django.urls import path

from portico.files.views import staff

app_name = "files-team"
urlpatterns = [
    path("", staff.take, name="take"),
    path("status/", staff.status, name="status"),
    path("<uuid:item>/", staff.file, name="file"),
    path("<uuid:item>/removal/", staff.discard, name="discard"),
]

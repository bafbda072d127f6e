from django.urls import path

from portico.files.views.staff import STAFF

app_name = "files-team"
urlpatterns = [
    path("", STAFF.take, name="take"),
    path("status/", STAFF.status, name="status"),
    path("<uuid:item>/", STAFF.file, name="file"),
    path("<uuid:item>/sent/", STAFF.sent, name="sent"),
    path("<uuid:item>/removal/", STAFF.discard, name="discard"),
]

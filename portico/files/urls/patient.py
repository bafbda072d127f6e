from django.urls import path

from portico.files.views.patient import PATIENT

app_name = "files"
urlpatterns = [
    path("", PATIENT.take, name="take"),
    path("status/", PATIENT.status, name="status"),
    path("<uuid:item>/", PATIENT.file, name="file"),
    path("<uuid:item>/sent/", PATIENT.sent, name="sent"),
    path("<uuid:item>/removal/", PATIENT.discard, name="discard"),
]

from django.urls import path

from portico.files.views import patient

app_name = "files"
urlpatterns = [
    path("", patient.take, name="take"),
    path("status/", patient.status, name="status"),
    path("<uuid:item>/", patient.file, name="file"),
    path("<uuid:item>/removal/", patient.discard, name="discard"),
]

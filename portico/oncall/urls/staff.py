from django.urls import path

from portico.oncall.views import staff

app_name = "oncall"
urlpatterns = [
    path("", staff.ladders, name="ladders"),
    path("writing/", staff.writing, name="writing"),
    path("<uuid:item>/signature/", staff.signature, name="signature"),
]

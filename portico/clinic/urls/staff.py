from django.urls import path

from portico.clinic.views import staff

app_name = "clinic-team"
urlpatterns = [
    path("", staff.away, name="away"),
    path("<uuid:item>/end/", staff.back, name="back"),
]

from django.urls import path

from portico.home.views import patient, record

app_name = "home"
urlpatterns = [
    path("", patient.home, name="home"),
    path("record/", record.record, name="record"),
    path("more/", record.more, name="more"),
]

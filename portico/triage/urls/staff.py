from django.urls import path

from portico.triage.views import staff

app_name = "triage"
urlpatterns = [
    path("items/<uuid:item>/claim/", staff.claim, name="claim"),
    path("items/<uuid:item>/release/", staff.release, name="release"),
]

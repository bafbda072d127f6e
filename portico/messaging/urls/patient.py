from django.urls import path

from portico.messaging.views import patient

app_name = "messaging"
urlpatterns = [
    path("", patient.threads, name="threads"),
    path("refill/", patient.refill, name="refill"),
    path("<uuid:item>/", patient.thread, name="thread"),
    path("<uuid:item>/withdrawal/", patient.withdrawal, name="withdrawal"),
]

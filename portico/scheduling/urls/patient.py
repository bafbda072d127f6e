from django.urls import path

from portico.scheduling.views import choosing, patient

app_name = "scheduling"
urlpatterns = [
    path("", patient.visits, name="visits"),
    path("tickets/<uuid:item>/", choosing.ticket, name="ticket"),
    path("tickets/<uuid:item>/choice/", choosing.choice, name="choice"),
    path("tickets/<uuid:item>/other-times/", choosing.other_times, name="other-times"),
    path("tickets/<uuid:item>/declining/", choosing.declining, name="declining"),
]

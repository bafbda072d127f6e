from django.urls import path

from portico.people.views import patient

app_name = "people"
urlpatterns = [path("", patient.details, name="details")]

from django.urls import path

from portico.access.views import patient

app_name = "access"
urlpatterns = [path("", patient.who_looked, name="who-looked")]

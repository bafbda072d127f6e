from django.urls import path

from portico.scheduling.views import patient

app_name = "scheduling"
urlpatterns = [path("", patient.visits, name="visits")]

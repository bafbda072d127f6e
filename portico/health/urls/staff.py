from django.urls import path

from portico.health.views import staff

app_name = "health"
urlpatterns = [path("", staff.health, name="health")]

from django.urls import path

from portico.clinic.views import everyone

app_name = "clinic"
urlpatterns = [
    path("", everyone.features, name="features"),
    path("switches/", everyone.switch, name="switch"),
]

from django.urls import path

from portico.clinic.views import about

app_name = "about"
urlpatterns = [
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
]

from django.urls import path

from portico.clinic.views import public

app_name = "clinic-public"
urlpatterns = [
    path("accessibility/", public.accessibility, name="accessibility"),
    path("privacy/", public.privacy, name="privacy"),
    path("app.webmanifest", public.app, name="app"),
]

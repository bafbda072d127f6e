from django.urls import path

from portico.core.views import everyone

app_name = "core"
urlpatterns = [
    path("language/", everyone.language, name="language"),
    path("theme/", everyone.theme, name="theme"),
    path("health/", everyone.health, name="health"),
    path("gallery/", everyone.gallery, name="gallery"),
]

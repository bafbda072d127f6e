from django.urls import path

from portico.letters.views import staff

app_name = "letters-lists"
urlpatterns = [
    path("", staff.letters, name="letters"),
    path("signatures/", staff.batch, name="batch"),
]

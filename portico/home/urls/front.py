from django.urls import path

from portico.home.views import front

urlpatterns = [
    path("", front.front, name="front"),
    path("records/", front.records, name="people-switch"),
]

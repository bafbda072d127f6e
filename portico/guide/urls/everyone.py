from django.urls import path

from portico.guide.views import help as pages

app_name = "guide"
urlpatterns = [
    path("", pages.index, name="index"),
    path("tour/", pages.tour, name="tour"),
    path("<slug:topic>/", pages.topic, name="topic"),
]

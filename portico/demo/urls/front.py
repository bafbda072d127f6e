from django.urls import path

from portico.demo.views import front

app_name = "demo"
urlpatterns = [
    path("", front.cast, name="cast"),
    path("sent/", front.sent, name="sent"),
    path("<slug:key>/", front.enter, name="enter"),
]

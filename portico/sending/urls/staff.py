from django.urls import path

from portico.sending.views import staff

app_name = "sending"
urlpatterns = [
    path("", staff.rules, name="rules"),
    path("new/", staff.write, name="write"),
    path("adoption/", staff.adoption, name="adoption"),
    path("mine/", staff.mine, name="mine"),
    path("mine/none/", staff.none_of_mine, name="none-of-mine"),
]

from django.urls import path

from portico.notifications.views import account

app_name = "notifications"
urlpatterns = [
    path("", account.choices, name="choices"),
    path("number/", account.number, name="number"),
    path("number/code/", account.code, name="code"),
    path("number/removal/", account.removal, name="removal"),
]

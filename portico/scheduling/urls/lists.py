from django.urls import path

from portico.scheduling.views import lists

app_name = "scheduling-lists"
urlpatterns = [
    path("tickets/", lists.tickets, name="tickets"),
    path("recalls/", lists.recalls, name="recalls"),
]

from django.urls import path

from portico.orders.views import lists

app_name = "orders-lists"
urlpatterns = [
    path("", lists.orders, name="orders"),
    path("protocol/", lists.protocol, name="protocol"),
    path("protocol/adoption/", lists.adoption, name="adoption"),
]

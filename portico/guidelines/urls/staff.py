from django.urls import path

from portico.guidelines.views import staff

app_name = "guidelines"
urlpatterns = [
    path("", staff.guidelines, name="guidelines"),
    path("new/", staff.new, name="new"),
    path("first/", staff.first, name="first"),
    path("<uuid:item>/", staff.guideline, name="guideline"),
    path("<uuid:item>/change/", staff.change, name="change"),
    path("<uuid:item>/adoption/", staff.adoption, name="adoption"),
    path("<uuid:item>/retirement/", staff.retirement, name="retirement"),
]

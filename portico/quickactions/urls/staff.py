from django.urls import path

from portico.quickactions.views import habits, staff

app_name = "quickactions"
urlpatterns = [
    path("", staff.actions_list, name="actions"),
    path("new/", staff.new, name="new"),
    path("first/", staff.first, name="first"),
    path("habits/", habits.listed, name="habits"),
    path("habits/dismissal/", habits.dismissal, name="dismissal"),
    path("<uuid:item>/", staff.action, name="action"),
    path("<uuid:item>/change/", staff.change, name="change"),
    path("<uuid:item>/leaving/", staff.leaving, name="leaving"),
    path("<uuid:item>/retirement/", staff.retirement, name="retirement"),
]

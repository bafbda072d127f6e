from django.urls import path

from portico.phrases.views import staff, writing

app_name = "phrases"
urlpatterns = [
    path("", staff.phrases, name="phrases"),
    path("new/", writing.new, name="new"),
    path("<uuid:item>/", staff.phrase, name="phrase"),
    path("<uuid:item>/change/", writing.change, name="change"),
    path("<uuid:item>/retirement/", staff.retirement, name="retirement"),
    path("<uuid:item>/return/", staff.go_back, name="return"),
]

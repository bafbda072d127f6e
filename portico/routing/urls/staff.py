from django.urls import path

from portico.routing.views import draft, staff

app_name = "routing"
urlpatterns = [
    path("", staff.table, name="table"),
    path("return/", staff.go_back, name="return"),
    path("draft/", draft.draft, name="draft"),
    path("draft/rows/new/", draft.new_row, name="new-row"),
    path("draft/rows/<int:number>/", draft.row, name="row"),
    path("draft/rows/<int:number>/place/", draft.place, name="place"),
    path("draft/rows/<int:number>/removal/", draft.removal, name="removal"),
    path("draft/thrown-away/", draft.thrown_away, name="thrown-away"),
    path("draft/dry-run/", draft.dry_run, name="dry-run"),
    path("draft/publication/", draft.publication, name="publication"),
]

"""What was open or closed before is brought into the new order; from then on the tables hold what must hold."""

from django.db import migrations
from django.db.models.functions import Coalesce


def bring_into_order(apps, schema_editor):
    items = apps.get_model("triage", "WorkItem").objects
    items.filter(state="closed").update(
        closed_how="reply", claimed_by=None, closed_at=Coalesce("closed_at", "created_at")
    )
    for item in items.filter(state="claimed").select_related("claimed_by"):
        if item.claimed_by.role == "physician":
            item.state, item.claimed_by = "queued", None
        else:
            item.claimed_as, item.active_at = item.claimed_by.role, item.created_at
        item.save()
    readings = apps.get_model("messaging", "Reading").objects
    readings.filter(account__staff__isnull=False).update(is_team=True)


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0002_the_work_goes_all_the_way"),
        ("triage", "0002_the_work_goes_all_the_way"),
    ]
    operations = [migrations.RunPython(bring_into_order, migrations.RunPython.noop)]

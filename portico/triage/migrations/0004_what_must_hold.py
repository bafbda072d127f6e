from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("triage", "0003_bring_into_order"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='workitem',
            constraint=models.CheckConstraint(condition=models.Q(('claimed_as__in', ['physician']), _negated=True), name='item_no_physician_first'),
        ),
        migrations.AddConstraint(
            model_name='workitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['claimed', 'asked']), ('claimed_by__isnull', False), models.Q(('claimed_as', ''), _negated=True)), models.Q(models.Q(('state__in', ['claimed', 'asked']), _negated=True), ('claimed_by__isnull', True)), _connector='OR'), name='item_claimed_has_claimer'),
        ),
        migrations.AddConstraint(
            model_name='workitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_at__isnull', False), ('asked_of__isnull', False), ('seen_at__isnull', False), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('asked_of__isnull', True)), _connector='OR'), name='item_asked_after_team'),
        ),
        migrations.AddConstraint(
            model_name='workitem',
            constraint=models.CheckConstraint(condition=models.Q(('waiting_since__isnull', True), models.Q(('state', 'waiting'), ('flag', '')), _connector='OR'), name='item_clock_stands'),
        ),
        migrations.AddConstraint(
            model_name='workitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), ('closed_at__isnull', False), models.Q(('closed_how', ''), _negated=True)), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', True), ('closed_how', '')), _connector='OR'), name='item_closed_says_how'),
        ),
    ]

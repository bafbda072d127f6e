
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic', '0002_the_work_goes_all_the_way'),
        ('triage', '0006_open_of_a_patient'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='step',
            name='step_by_staff',
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('what__in', ['routed', 'asked', 'closed']), ('withdrawn_at', None)), fields=['staff', '-at', '-id'], name='step_alone'),
        ),
    ]

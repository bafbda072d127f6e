
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_password_stands_alone'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='tour_settled_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]

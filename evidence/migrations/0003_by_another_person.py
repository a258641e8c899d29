"""The triggers by which the database itself lets nobody decide on what they handed in."""

from django.db import migrations

from evidence import triggers


def create_triggers(_apps, schema_editor):
    triggers.create_triggers(schema_editor.connection)


def drop_triggers(_apps, schema_editor):
    triggers.drop_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_initial")]
    operations = [migrations.RunPython(create_triggers, drop_triggers)]

"""The triggers by which the database itself keeps the journal append-only."""

from django.db import migrations

from journal import triggers


def create_triggers(_apps, schema_editor):
    triggers.create_triggers(schema_editor.connection)


def drop_triggers(_apps, schema_editor):
    triggers.drop_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, drop_triggers)]

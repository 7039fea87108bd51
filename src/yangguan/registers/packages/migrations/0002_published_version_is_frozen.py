"""A published version of a package never changes: the database refuses another content."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION packages_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'a published version is never removed'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> 'draft' AND (
        NEW.content <> OLD.content OR NEW.digest <> OLD.digest OR NEW.number <> OLD.number
        OR NEW.package_id <> OLD.package_id
        OR NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.state = 'draft'
    ) THEN
        RAISE EXCEPTION 'a published version never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER packages_version_is_frozen BEFORE UPDATE OR DELETE ON packages_packageversion
    FOR EACH ROW EXECUTE FUNCTION packages_version_is_frozen();
"""

BACKWARD = """
DROP TRIGGER packages_version_is_frozen ON packages_packageversion;
DROP FUNCTION packages_version_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("packages", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

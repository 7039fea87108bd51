"""A published edition never changes: the database refuses another content, digest or number."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION catalogue_edition_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'a published edition is never removed'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> 'draft' AND (
        NEW.content <> OLD.content OR NEW.digest <> OLD.digest OR NEW.number <> OLD.number
        OR NEW.item_id <> OLD.item_id OR NEW.effective_date <> OLD.effective_date
        OR NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.state = 'draft'
    ) THEN
        RAISE EXCEPTION 'a published edition never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER catalogue_edition_is_frozen BEFORE UPDATE OR DELETE ON catalogue_edition
    FOR EACH ROW EXECUTE FUNCTION catalogue_edition_is_frozen();
"""

BACKWARD = """
DROP TRIGGER catalogue_edition_is_frozen ON catalogue_edition;
DROP FUNCTION catalogue_edition_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

"""A version that has been in force never changes, nor do its codes: the database refuses it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION standards_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'a version that has been in force is never removed'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> 'draft' AND (
        NEW.state = 'draft' OR (OLD.state = 'replaced' AND NEW.state <> 'replaced')
        OR to_jsonb(NEW) - 'state' IS DISTINCT FROM to_jsonb(OLD) - 'state'
    ) THEN
        RAISE EXCEPTION 'a version that has been in force never changes'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER standards_version_is_frozen
    BEFORE UPDATE OR DELETE ON standards_codetableversion
    FOR EACH ROW EXECUTE FUNCTION standards_version_is_frozen();

CREATE FUNCTION standards_codes_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.version_id ELSE NEW.version_id END;
BEGIN
    IF EXISTS (
        SELECT 1 FROM standards_codetableversion WHERE id = owner AND state <> 'draft'
    ) OR (TG_OP = 'UPDATE' AND OLD.version_id <> NEW.version_id) THEN
        RAISE EXCEPTION 'the codes of a version that has been in force never change'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER standards_codes_are_frozen
    BEFORE INSERT OR UPDATE OR DELETE ON standards_codeentry
    FOR EACH ROW EXECUTE FUNCTION standards_codes_are_frozen();
"""

BACKWARD = """
DROP TRIGGER standards_codes_are_frozen ON standards_codeentry;
DROP FUNCTION standards_codes_are_frozen();
DROP TRIGGER standards_version_is_frozen ON standards_codetableversion;
DROP FUNCTION standards_version_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_code_tables_and_data_elements")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

"""
The trace is append-only: the database itself refuses to change or remove what was recorded.

An owner of the tables can still switch a trigger off; the chain of digests and the sealed head are
what finds that out (`yangguan verify trace`).
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION trace_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trace is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION trace_stream_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id <> OLD.id OR NEW.subject <> OLD.subject OR NEW.length <= OLD.length THEN
        RAISE EXCEPTION 'a trace stream only grows: update of % refused', OLD.subject
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER trace_entry_is_append_only BEFORE UPDATE OR DELETE ON trace_traceentry
    FOR EACH ROW EXECUTE FUNCTION trace_refuse_change();
CREATE TRIGGER trace_entry_is_not_truncated BEFORE TRUNCATE ON trace_traceentry
    FOR EACH STATEMENT EXECUTE FUNCTION trace_refuse_change();
CREATE TRIGGER trace_stream_is_not_deleted BEFORE DELETE ON trace_tracestream
    FOR EACH ROW EXECUTE FUNCTION trace_refuse_change();
CREATE TRIGGER trace_stream_is_not_truncated BEFORE TRUNCATE ON trace_tracestream
    FOR EACH STATEMENT EXECUTE FUNCTION trace_refuse_change();
CREATE TRIGGER trace_stream_only_grows BEFORE UPDATE ON trace_tracestream
    FOR EACH ROW EXECUTE FUNCTION trace_stream_only_grows();
"""

BACKWARD = """
DROP TRIGGER trace_entry_is_append_only ON trace_traceentry;
DROP TRIGGER trace_entry_is_not_truncated ON trace_traceentry;
DROP TRIGGER trace_stream_is_not_deleted ON trace_tracestream;
DROP TRIGGER trace_stream_is_not_truncated ON trace_tracestream;
DROP TRIGGER trace_stream_only_grows ON trace_tracestream;
DROP FUNCTION trace_refuse_change();
DROP FUNCTION trace_stream_only_grows();
"""


class Migration(migrations.Migration):
    dependencies = [("trace", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

"""
What an edition uses of codes, data elements and choices, found by an index.

The terms are made from the content by a function of the database and kept in the index alone, so
no writer can forget them. Editions that are not in force are left out: they stay as they are.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION catalogue_terms_of(content text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
DECLARE
    body jsonb := content::jsonb;
BEGIN
    RETURN ARRAY(
        SELECT coded.term || '=' || (code #>> '{}')
        FROM (VALUES
            ('item-types', '$.item_type'),
            ('levels', '$.level'),
            ('organ-kinds', '$.department_kind'),
            ('audiences', '$.audiences[*]'),
            ('handling-forms', '$.service.forms[*]'),
            ('depth-stages', '$.service.depth[*]'),
            ('areas', '$.service.area'),
            ('limit-units', '$.statutory_limit.unit'),
            ('limit-units', '$.promised_limit.unit'),
            ('limit-units', '$.special_procedures[*].unit'),
            ('material-kinds', '$.materials[*].kind'),
            ('material-media', '$.materials[*].medium'),
            ('material-needs', '$.materials[*].need'),
            ('material-sources', '$.materials[*].source_kind'),
            ('name:result-kinds', '$.results[*].kind'),
            ('element', '$.form[*].fields[*].element'),
            ('element', '$.situations[*].element')
        ) AS coded (term, path)
        CROSS JOIN LATERAL jsonb_path_query(body, coded.path::jsonpath) AS code
        WHERE code #>> '{}' <> ''
        UNION
        SELECT 'choice:' || (question ->> 'element') || '=' || (choice #>> '{}')
        FROM (
            SELECT jsonb_path_query(body, '$.form[*].fields[*]')
            UNION ALL
            SELECT jsonb_path_query(body, '$.situations[*]')
        ) AS asked (question)
        CROSS JOIN LATERAL jsonb_path_query(question, '$.choices[*]') AS choice
        WHERE question ->> 'element' IS NOT NULL
    );
END $$;

CREATE INDEX edition_terms ON catalogue_edition USING gin (catalogue_terms_of(content))
    WHERE state = 'published';
"""

BACKWARD = """
DROP INDEX edition_terms;
DROP FUNCTION catalogue_terms_of(text);
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0008_search_by_sound_and_mention")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

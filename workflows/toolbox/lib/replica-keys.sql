-- As the table of contents of a dump names them: oid of the catalog, oid of the thing.
SELECT CASE WHEN c.oid IS NULL THEN 'pg_class'::regclass::oid ELSE 'pg_constraint'::regclass::oid END || ' ' || coalesce(c.oid, i.indexrelid)
FROM (:tables) AS t JOIN pg_index i ON i.indrelid = t.oid AND (i.indisreplident OR (t.relreplident = 'd' AND i.indisprimary))
LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = t.oid AND c.contype IN ('p', 'u', 'x');

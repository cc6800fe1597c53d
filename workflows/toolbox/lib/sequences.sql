-- A query for the moment when writes stand still; its answer is a query that sets the target's sequences: 1000 steps
-- ahead, or half of the way that is left to the bound; one that was never used stays so.
SELECT 'SELECT ''SELECT count(setval(name::regclass, value, called)) FROM (VALUES '' || string_agg(format(''(%L, %s::bigint, %L::boolean)'', name,
  CASE WHEN is_called THEN last_value + step * least(1000, div(div(CASE WHEN step > 0 THEN high ELSE low END - last_value, step), 2)) ELSE last_value END,
  is_called), '', '') || '') AS s(name, value, called);'' FROM ('
  || string_agg(format('SELECT %L AS name, last_value::numeric, is_called, %s::numeric AS step, %s::numeric AS low, %s::numeric AS high FROM %I.%I',
    format('%I.%I', n.nspname, c.relname), seqincrement, seqmin, seqmax, n.nspname, c.relname), ' UNION ALL ') || ') AS sequences;'
FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relpersistence <> 't' AND n.nspname !~ '^(pg_|information_schema$|dre_)'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
HAVING count(*) > 0;

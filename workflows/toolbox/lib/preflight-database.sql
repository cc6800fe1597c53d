-- In the target's database, when there is one. What this operation has made there is no obstacle.
WITH own AS (SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = current_setting('dre.schema')) AS prepared),
things AS (
  SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname !~ '^(pg_|information_schema$|dre_)' AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname !~ '^(pg_|information_schema$|dre_)'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$|public$|dre_)'
  UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname ~ '^dre_' AND nspname <> current_setting('dre.schema')
  UNION ALL SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql')
SELECT 'refuse', format('database %s on the target is not empty (%s%s): drop it, or move to another name', current_database(),
    string_agg(name, ', ') FILTER (WHERE n <= 8), CASE WHEN count(*) > 8 THEN format(' and %s more', count(*) - 8) ELSE '' END)
  FROM (SELECT name, row_number() OVER (ORDER BY name) AS n FROM things) AS numbered, own WHERE NOT prepared HAVING count(*) > 0
UNION ALL SELECT 'refuse', format('database %s on the target is encoded in %s, the source in %s: make it anew', current_database(), getdatabaseencoding(), :'encoding')
  WHERE getdatabaseencoding() <> :'encoding';

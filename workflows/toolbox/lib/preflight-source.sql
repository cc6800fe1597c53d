-- Each row: fact|note|refuse, text. The remedy is part of the text.
CREATE FUNCTION pg_temp.names(anyarray) RETURNS text LANGUAGE sql AS
  $$ SELECT string_agg(n, ', ') || CASE WHEN cardinality($1) > 12 THEN format(' and %s more', cardinality($1) - 12) ELSE '' END
     FROM (SELECT unnest($1[1:12])::text AS n) AS names $$;

WITH facts(name, value) AS (VALUES
  ('version', current_setting('server_version')),
  ('version_num', current_setting('server_version_num')),
  ('system', (SELECT system_identifier::text FROM pg_control_system())),
  ('encoding', (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database())),
  ('collate', (SELECT datcollate FROM pg_database WHERE datname = current_database())),
  ('ctype', (SELECT datctype FROM pg_database WHERE datname = current_database())),
  ('extensions', (SELECT coalesce(string_agg(extname, ',' ORDER BY extname), '') FROM pg_extension WHERE extname <> 'plpgsql')),
  ('superuser', (SELECT rolname::text FROM pg_authid WHERE oid = 10)),
  ('tables', (SELECT count(*)::text FROM (:tables) AS t)),
  ('bytes', (SELECT coalesce(sum(pg_table_size(oid)), 0)::text FROM (:tables) AS t)))
SELECT 'fact', name || '=' || value FROM facts;

WITH app AS (
  SELECT r.name, p.oid, p.rolcanlogin, p.rolname IS NULL AS missing
  FROM unnest(string_to_array(current_setting('dre.roles'), ',')) AS r(name) LEFT JOIN pg_roles p ON p.rolname = r.name),
t AS (:tables),
bare AS (
  SELECT array_agg(name ORDER BY name) AS names FROM t
  WHERE relreplident = 'n' OR (relreplident = 'd' AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary))),
kinds AS (
  SELECT c.oid, c.relkind, c.relpersistence, format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^(pg_|information_schema$|dre_)'),
leftover AS (
  SELECT 'slot ' || slot_name AS name FROM pg_replication_slots WHERE database = current_database() AND slot_name ~ '^dre_'
  UNION ALL SELECT 'publication ' || pubname FROM pg_publication WHERE pubname ~ '^dre_'
  UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname ~ '^dre_')
SELECT 'refuse', 'wal_level is ' || current_setting('wal_level') || ' on the source: set wal_level = logical and restart it'
  WHERE current_setting('wal_level') <> 'logical'
UNION ALL SELECT 'refuse', format('%s of %s replication slots are in use on the source and the copy takes 5: raise max_replication_slots', count(*), current_setting('max_replication_slots'))
  FROM pg_replication_slots HAVING current_setting('max_replication_slots')::int - count(*) < 5
UNION ALL SELECT 'refuse', format('%s of %s WAL senders are in use on the source and the copy takes 5: raise max_wal_senders', count(*), current_setting('max_wal_senders'))
  FROM pg_stat_replication HAVING current_setting('max_wal_senders')::int - count(*) < 5
UNION ALL SELECT 'refuse', format('the source is PostgreSQL %s, which cannot tell replicated rows from others: the way back needs 16 or newer on both sides', current_setting('server_version'))
  WHERE current_setting('server_version_num')::int < 160000
UNION ALL SELECT 'refuse', format('max_logical_replication_workers is %s on the source and %s run: the way back needs 1 more', current_setting('max_logical_replication_workers'), count(*))
  FROM pg_stat_subscription WHERE pid IS NOT NULL HAVING current_setting('max_logical_replication_workers')::int - count(*) < 1
UNION ALL SELECT 'refuse', 'the user of the source, ' || current_user || ', is no superuser: this release needs one'
  WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
UNION ALL SELECT 'refuse', format('%s tables have no key by which a changed row can be told (%s): add a primary key, or ALTER TABLE … REPLICA IDENTITY',
    cardinality(names), pg_temp.names(names)) FROM bare WHERE names IS NOT NULL
UNION ALL SELECT 'refuse', format('%s large objects exist, which are not replicated: move them into a table, or remove them (lo_unlink)', count(*))
  FROM pg_largeobject_metadata HAVING count(*) > 0
UNION ALL SELECT 'refuse', format('unlogged tables would arrive empty (%s): ALTER TABLE … SET LOGGED, or drop them', pg_temp.names(array_agg(name ORDER BY name)))
  FROM kinds WHERE relkind = 'r' AND relpersistence = 'u' HAVING count(*) > 0
UNION ALL SELECT 'note', format('foreign tables move as definitions, their rows stay where they are (%s): the target''s server must reach them', pg_temp.names(array_agg(name ORDER BY name)))
  FROM kinds WHERE relkind = 'f' HAVING count(*) > 0
UNION ALL SELECT 'note', format('materialised views are filled anew on the target (%s)', pg_temp.names(array_agg(name ORDER BY name)))
  FROM kinds WHERE relkind = 'm' HAVING count(*) > 0
UNION ALL SELECT 'refuse', format('prepared transactions are open (%s): COMMIT PREPARED or ROLLBACK PREPARED them', pg_temp.names(array_agg(gid::text)))
  FROM pg_prepared_xacts WHERE database = current_database() HAVING count(*) > 0
UNION ALL SELECT 'refuse', 'APP_ROLES names roles that the source does not have (' || pg_temp.names(array_agg(name)) || '): correct it'
  FROM app WHERE missing HAVING count(*) > 0
UNION ALL SELECT 'refuse', 'APP_ROLES names the user that migrates (' || current_user || '): it would be shut out itself; use a user of its own'
  FROM app WHERE name = current_user
UNION ALL SELECT 'refuse', format('%s lives elsewhere: its application roles are closed here (%s). Move it from where it is; if it really is here, ALTER ROLE … LOGIN',
    current_database(), pg_temp.names(array_agg(name)))
  FROM app WHERE NOT rolcanlogin HAVING count(*) > 0
UNION ALL SELECT 'refuse', format('roles of APP_ROLES are used by other databases of the source too (%s in %s): closing them would stop those; give this database roles of its own',
    pg_temp.names(array_agg(DISTINCT app.name)), pg_temp.names(array_agg(DISTINCT d.datname)))
  FROM pg_shdepend s JOIN app ON s.refclassid = 'pg_authid'::regclass AND s.refobjid = app.oid
  JOIN pg_database d ON d.oid = coalesce(nullif(s.dbid, 0), CASE WHEN s.classid = 'pg_database'::regclass THEN s.objid END)
  WHERE d.datname <> current_database() HAVING count(*) > 0
UNION ALL SELECT 'refuse', format('left over from other operations on the source (%s): undo those operations, or drop it', pg_temp.names(array_agg(name)))
  FROM leftover WHERE split_part(name, ' ', 2) !~ ('^' || current_setting('dre.schema') || '(_|$)') HAVING count(*) > 0
UNION ALL SELECT 'refuse', 'the database sorts by ' || CASE datlocprovider WHEN 'i' THEN 'ICU' ELSE 'the built-in provider' END || ', which this release cannot make on the target'
  FROM pg_database WHERE datname = current_database() AND datlocprovider <> 'c'
UNION ALL SELECT 'note', format('others than APP_ROLES are connected (%s): they can still write to the source after the cut-over', pg_temp.names(array_agg(DISTINCT usename::text)))
  FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND usename <> current_user
  AND usename <> ALL (string_to_array(current_setting('dre.roles'), ',')) HAVING count(*) > 0
UNION ALL SELECT 'note', format('%s transactions are open for more than a minute: subscribe waits for their end', count(*))
  FROM pg_stat_activity WHERE datname = current_database() AND xact_start < now() - interval '1 minute' AND backend_type = 'client backend' HAVING count(*) > 0
UNION ALL SELECT 'note', 'max_slot_wal_keep_size is ' || setting || ' MB: a copy that lags behind more loses its slot and begins again'
  FROM pg_settings WHERE name = 'max_slot_wal_keep_size' AND setting <> '-1'
UNION ALL SELECT 'note', format('REPLICA IDENTITY FULL makes changes slow to apply (%s)', pg_temp.names(array_agg(name ORDER BY name)))
  FROM t WHERE relreplident = 'f' HAVING count(*) > 0
UNION ALL SELECT 'note', format('triggers fire on the target during the copy too (%s)', pg_temp.names(array_agg(tgname::text ORDER BY tgname)))
  FROM pg_trigger JOIN t ON t.oid = tgrelid WHERE tgenabled IN ('A', 'R') HAVING count(*) > 0
UNION ALL SELECT 'note', format('publications are not carried over (%s)', pg_temp.names(array_agg(pubname::text)))
  FROM pg_publication WHERE pubname !~ '^dre_' HAVING count(*) > 0
UNION ALL SELECT 'refuse', format('tables made by extensions hold rows that are not moved (%s): this release does not handle them', pg_temp.names(array_agg(c.oid::regclass::text)))
  FROM pg_extension e CROSS JOIN unnest(e.extconfig) AS c(oid) HAVING count(*) > 0;

-- On the target's home database; the database to come may not be there.
SELECT 'refuse', format('the target is PostgreSQL %s, older than the source: move to the same version or a newer one', current_setting('server_version'))
  WHERE current_setting('server_version_num')::int / 10000 < current_setting('dre.source_version')::int / 10000
UNION ALL SELECT 'refuse', 'source and target are the same server: nothing is to be moved'
  FROM pg_control_system() WHERE system_identifier::text = current_setting('dre.source_system')
UNION ALL SELECT 'refuse', 'the user of the target, ' || current_user || ', is no superuser: this release needs one'
  WHERE NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
UNION ALL SELECT 'refuse', format('max_logical_replication_workers is %s on the target and %s run: it needs 5 more', current_setting('max_logical_replication_workers'), count(*))
  FROM pg_stat_subscription WHERE pid IS NOT NULL HAVING current_setting('max_logical_replication_workers')::int - count(*) < 5
UNION ALL SELECT 'refuse', format('max_worker_processes is %s on the target and %s are in use: it needs 5 more', current_setting('max_worker_processes'), count(*))
  FROM pg_stat_activity WHERE backend_type IN ('logical replication launcher', 'logical replication apply worker', 'logical replication tablesync worker', 'logical replication worker')
  HAVING current_setting('max_worker_processes')::int - count(*) < 6
UNION ALL SELECT 'refuse', format('%s is %s on the target and %s are in use: it needs 5 more', name, current_setting(name), (SELECT count(*) FROM pg_replication_origin))
  FROM (SELECT CASE WHEN current_setting('server_version_num')::int >= 180000 THEN 'max_active_replication_origins' ELSE 'max_replication_slots' END AS name) AS limits
  WHERE current_setting(name)::int - (SELECT count(*) FROM pg_replication_origin) < 5
UNION ALL SELECT 'refuse', 'wal_level is ' || current_setting('wal_level') || ' on the target, and the way back replicates from there: set wal_level = logical and restart it'
  WHERE current_setting('wal_level') <> 'logical'
UNION ALL SELECT 'refuse', format('%s of %s replication slots are in use on the target and the way back takes 1: raise max_replication_slots', count(*), current_setting('max_replication_slots'))
  FROM pg_replication_slots HAVING current_setting('max_replication_slots')::int - count(*) < 1
UNION ALL SELECT 'refuse', format('%s of %s WAL senders are in use on the target and the way back takes 1: raise max_wal_senders', count(*), current_setting('max_wal_senders'))
  FROM pg_stat_replication HAVING current_setting('max_wal_senders')::int - count(*) < 1
UNION ALL SELECT 'note', 'max_sync_workers_per_subscription is ' || current_setting('max_sync_workers_per_subscription') || ' on the target: 4 copies faster'
  WHERE current_setting('max_sync_workers_per_subscription')::int < 4
UNION ALL SELECT 'refuse', format('the target does not have the extensions %s: install them there', string_agg(e, ', '))
  FROM unnest(string_to_array(:'extensions', ',')) AS e WHERE e NOT IN (SELECT name FROM pg_available_extensions) HAVING count(*) > 0
UNION ALL SELECT 'refuse', format('the target does not know the locale %s of the source: install it on the target''s machine', l)
  FROM unnest(ARRAY[:'collate', :'ctype']) AS l
  WHERE lower(replace(l, '-', '')) NOT IN (SELECT lower(replace(x, '-', '')) FROM pg_collation c CROSS JOIN unnest(ARRAY[c.collname::text, c.collcollate]) AS x WHERE x IS NOT NULL)
  AND NOT EXISTS (SELECT FROM pg_database WHERE datcollate = l)
UNION ALL SELECT 'refuse', format('the role %s, which owns things in the source, is not there: CREATE ROLE it on the target', :'superuser')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'superuser')
UNION ALL SELECT 'refuse', format('roles of APP_ROLES can log in on the target already (%s): somebody else uses them there; rename them, or ALTER ROLE … NOLOGIN', string_agg(rolname, ', '))
  FROM pg_roles WHERE rolcanlogin AND rolname = ANY (string_to_array(current_setting('dre.roles'), ',')) HAVING count(*) > 0
UNION ALL SELECT 'note', 'this operation has prepared the target already'
  FROM pg_namespace WHERE nspname = current_setting('dre.schema')
UNION ALL SELECT 'refuse', format('left over from another operation on the target (subscription %s): undo that operation', subname)
  FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
  WHERE d.datname = :'name' AND subname ~ '^dre_' AND subname <> current_setting('dre.link');

-- The whole target server; its database, when there is one, is looked at by residue-target.sql. Roles and database
-- are named from the notes of prepare: when those are gone, undo has taken back what they named.
SELECT 'schema ' || nspname || ' in ' || current_database() FROM pg_namespace WHERE nspname = :'schema'
UNION ALL SELECT 'subscription ' || subname FROM pg_subscription WHERE subname = :'link'
UNION ALL SELECT 'slot ' || slot_name FROM pg_replication_slots WHERE slot_name = :'reverse'
UNION ALL SELECT 'walsender ' || application_name FROM pg_stat_replication WHERE application_name = :'reverse'
UNION ALL SELECT 'session ' || application_name FROM pg_stat_activity
  WHERE application_name ~ ('^' || :'schema' || ' ') AND pid <> pg_backend_pid() AND :'ending' <> 'succeeded'
UNION ALL SELECT 'origin ' || roname FROM pg_replication_origin o WHERE roname ~ '^pg_[0-9]+(_[0-9]+)?$'
  AND substring(roname FROM '^pg_([0-9]+)')::oid NOT IN (SELECT oid FROM pg_subscription);
SELECT to_regclass(format('%I.made', :'schema')) IS NOT NULL AND :'ending' <> 'succeeded' AS noted \gset
\if :noted
SELECT what || ' ' || m.name FROM :"schema".made m WHERE how = 'created'
AND (what = 'role' AND m.name IN (SELECT rolname FROM pg_roles) OR what = 'database' AND m.name IN (SELECT datname FROM pg_database));
\endif

SELECT 'slot ' || slot_name FROM pg_replication_slots
WHERE slot_name = :'link' OR (database = current_database() AND slot_name ~ '^pg_[0-9]+_sync_[0-9]+_[0-9]+$')
UNION ALL SELECT 'walsender ' || application_name FROM pg_stat_replication WHERE application_name = :'link'
UNION ALL SELECT 'publication ' || pubname FROM pg_publication WHERE pubname = :'link'
UNION ALL SELECT 'subscription ' || subname FROM pg_subscription WHERE subname = :'reverse'
UNION ALL SELECT 'origin ' || roname FROM pg_replication_origin o WHERE roname ~ '^pg_[0-9]+(_[0-9]+)?$'
  AND substring(roname FROM '^pg_([0-9]+)')::oid NOT IN (SELECT oid FROM pg_subscription)
UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = :'schema'
UNION ALL SELECT 'session ' || application_name FROM pg_stat_activity
  WHERE application_name ~ ('^' || :'schema' || ' ') AND pid <> pg_backend_pid() AND :'ending' <> 'succeeded'
UNION ALL SELECT 'closed role ' || rolname FROM pg_roles
  WHERE NOT rolcanlogin AND rolname = ANY (string_to_array(current_setting('dre.roles'), ',')) AND :'ending' <> 'succeeded'
  -- Closed by us only if our notes are there; undo drops them after it has opened the source.
  AND EXISTS (SELECT FROM pg_namespace WHERE nspname = :'schema');

-- What stands in the way of stopping writes now; no row when nothing does.
SELECT format('session %s of %s is in a transaction since %s s', pid, usename, round(extract(epoch FROM clock_timestamp() - xact_start)))
FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
  AND xact_start < clock_timestamp() - interval '5 seconds'
UNION ALL SELECT format('transaction %s is prepared', gid) FROM pg_prepared_xacts WHERE database = current_database();
